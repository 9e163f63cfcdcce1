// Command handler-1.8 asks virt-handler of KubeVirt v1.8 whether instances can be live-migrated.
package main

import "cdk8s-kubevirt/tools/modules/migratable"

func main() { migratable.Main() }
