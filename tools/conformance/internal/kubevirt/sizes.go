package kubevirt

import (
	"context"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// fieldOf is the field of a machine that names an object of a kind of which virt-operator installs some.
var fieldOf = map[string]string{
	"VirtualMachineClusterInstancetype": "instancetype",
	"VirtualMachineClusterPreference":   "preference",
}

// Embed installs those instancetypes and preferences of the release that machines of a bundle name. virt-operator
// installs all of them, more than a hundred, before it calls itself deployed. virt-api must serve.
func (a *Admission) Embed(ctx context.Context, b bundle.Bundle) error {
	named := map[string]bool{}
	for _, each := range b.Runners() {
		machine := each.Object
		if template, isPool := kube.Field(machine, "spec", "virtualMachineTemplate").(map[string]any); isPool {
			machine = &kube.Object{Object: template}
		}
		for kind, field := range fieldOf {
			if kube.Text(machine, "spec", field, "kind") == kind {
				named[kind+"/"+kube.Text(machine, "spec", field, "name")] = true
			}
		}
	}
	var wanted []*kube.Object
	for _, each := range a.sizes {
		if named[each.GetKind()+"/"+each.GetName()] {
			wanted = append(wanted, each)
		}
	}
	return a.install(ctx, wanted)
}
