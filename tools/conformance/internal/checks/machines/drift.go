package machines

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

func driftSection() report.Section {
	return report.Section{
		Title: "What webhooks and controllers fill in",
		Text: `Fields that an object has in the cluster when its machines run and that it did not have when it was applied; a second application changes nothing of them. Beside the objects of the example
stands a VirtualMachine with nothing but memory. What we write stays as Git has it, even if the object is deleted and made again. What is filled in shows as a difference
in tools that compare Git with the cluster without asking the server, such as Argo CD without ` + "`ServerSideDiff=true`" + `.`,
		Columns: []string{"kind", "field", "in a bare machine", "in the example"},
		After:   "The props `architecture` and `machineType` write the fields of these names. The number of a pool is filled in where an autoscaler sets it.",
	}
}

// drift compares the tenants' workloads of the example, and a bare machine beside them, with what has become of them.
func (t trial) drift(ctx context.Context, client *kube.Client, section *report.Section) error {
	type field struct{ kind, path string }
	filled, written, bare := map[field]bool{}, map[field]bool{}, map[field]bool{}
	var namespace string
	for _, item := range t.example.Layer("60-workloads").Items {
		found, err := client.Current(ctx, item.Object)
		if err != nil {
			return err
		}
		namespace = item.GetNamespace()
		for _, path := range beside(nil, item.Object) {
			written[field{item.GetKind(), path}] = true
		}
		for _, path := range beside(item.Object, found) {
			filled[field{item.GetKind(), path}] = true
		}
	}
	alone, err := bareMachine(ctx, client, namespace)
	if err != nil {
		return err
	}
	for _, path := range alone {
		bare[field{"VirtualMachine", path}] = true
	}
	all := map[field]bool{}
	maps.Copy(all, filled)
	maps.Copy(all, bare)
	rows := slices.SortedFunc(maps.Keys(all), func(a, b field) int { return cmp.Compare(a.kind+" "+a.path, b.kind+" "+b.path) })
	for _, each := range rows {
		inBare, inOurs := "not there", "not there"
		if each.kind != "VirtualMachine" {
			inBare = ""
		} else if bare[each] {
			inBare = "filled in"
		}
		switch {
		case written[each] && filled[each]:
			inOurs = "written in some, filled in in others"
		case written[each]:
			inOurs = "written"
		case filled[each]:
			inOurs = "filled in"
		}
		section.Row(each.kind, "`"+each.path+"`", inBare, inOurs)
	}
	for _, pinned := range []string{"uuid", "serial"} {
		path := "spec.template.spec.domain.firmware." + pinned
		each := field{"VirtualMachine", path}
		section.Check(written[each] && !filled[each], "%s: the identity of each machine is in Git, but %s is filled in", t, path)
	}
	return nil
}

// bareMachine are the fields that a machine gets of which nothing is said. It is never started.
func bareMachine(ctx context.Context, client *kube.Client, namespace string) ([]string, error) {
	bare := suite.Named("kubevirt.io/v1", "VirtualMachine", namespace, "bare")
	bare.Object["spec"] = map[string]any{
		"runStrategy": "Halted",
		"template": map[string]any{"spec": map[string]any{"domain": map[string]any{
			"devices": map[string]any{}, "memory": map[string]any{"guest": "64Mi"},
		}}},
	}
	if _, err := client.Apply(ctx, bare); err != nil {
		return nil, fmt.Errorf("a machine with nothing but memory: %w", err)
	}
	var found *kube.Object
	err := kube.Await(ctx, "a machine with nothing but memory to be Stopped", cluster.Patience, func(ctx context.Context) (done bool, err error) {
		found, err = client.Current(ctx, bare)
		return kube.Text(found, "status", "printableStatus") == "Stopped", err
	})
	if err != nil {
		return nil, err
	}
	return beside(bare, found), client.Delete(ctx, bare)
}
