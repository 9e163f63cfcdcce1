// Command handler-1.9 asks virt-handler of KubeVirt v1.9 whether instances can be live-migrated.
package main

import "cdk8s-kubevirt/tools/modules/migratable"

func main() { migratable.Main() }
