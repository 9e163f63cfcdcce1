package admission

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/facts"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

func resourceSection() report.Section {
	return report.Section{
		Title: "KubeVirt's custom resource, before virt-operator's own webhooks",
		Text: `Every feature gate that the facts of a release know was named alone in the custom resource: virt-operator has a word to say of those that are
generally available, deprecated or discontinued, and none of the others. A second custom resource, and the deletion of
one below which machines exist, are refused.`,
		Columns: []string{"KubeVirt", "judged by", "gates accepted", "with a warning", "a second one", "deletion below machines"},
	}
}

// askOfResource asks virt-operator's own webhooks about KubeVirt's custom resource.
func askOfResource(ctx context.Context, s *suite.Suite, installed *suite.Installed, given *kube.Object, section *report.Section) error {
	line, err := s.Store.Line(ctx, "kubevirt", installed.Pair.KubeVirt)
	if err != nil {
		return err
	}
	gates, err := gatesOf(s.Root, line.Version, installed.Pair.KubeVirt)
	if err != nil {
		return err
	}
	client := installed.Client
	accepted, warned := 0, 0
	for _, gate := range slices.Sorted(maps.Keys(gates)) {
		result, err := client.Apply(ctx, withGate(given, gate), kube.DryRun)
		if !section.Check(err == nil, "%s refuses the feature gate %s: %v", line.Version, gate, err) {
			continue
		}
		accepted++
		words := strings.TrimSpace(strings.Join(result.Warnings, "")) != ""
		if words {
			warned++
		}
		section.Check(words == speaksOf(gates[gate]), "virt-operator %s says %q of the feature gate %s, which is %s by our facts", line.Version, result.Warnings, gate, gates[gate])
	}
	second := given.DeepCopy()
	second.SetName("second")
	_, secondErr := client.Apply(ctx, second, kube.DryRun)
	section.Check(says(secondErr, "Kubevirt is already created"), "%s should refuse a second KubeVirt resource, and says: %v", line.Version, secondErr)
	deletion, err := deleteBelowMachine(ctx, client, given)
	if err != nil {
		return err
	}
	section.Check(says(deletion, "Rejecting the uninstall request"), "%s should refuse to delete the KubeVirt resource from under a machine, and says: %v", line.Version, deletion)
	section.Row(installed.Pair.KubeVirt, line.Version, fmt.Sprintf("%d of %d", accepted, len(gates)), fmt.Sprint(warned), verdictOf(secondErr), verdictOf(deletion))
	return nil
}

// deleteBelowMachine tries to delete the custom resource while a machine exists, and returns what the server says of
// it.
func deleteBelowMachine(ctx context.Context, client *kube.Client, resource *kube.Object) (said, err error) {
	machine := &kube.Object{Object: map[string]any{
		"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachine", "metadata": map[string]any{"name": "below", "namespace": "default"},
		"spec": map[string]any{"runStrategy": "Halted", "template": map[string]any{"spec": map[string]any{"domain": map[string]any{
			"memory": map[string]any{"guest": "1Gi"}, "devices": map[string]any{},
		}}}},
	}}
	if _, err := client.Create(ctx, machine); err != nil {
		return nil, err
	}
	said = client.Delete(ctx, resource)
	return said, client.Delete(ctx, machine)
}

// withGate names a gate as on, and no other, neither as on nor as off.
func withGate(given *kube.Object, gate string) *kube.Object {
	changed := given.DeepCopy()
	unstructured.RemoveNestedField(changed.Object, "spec", "configuration", "developerConfiguration", "disabledFeatureGates")
	_ = unstructured.SetNestedSlice(changed.Object, []any{gate}, "spec", "configuration", "developerConfiguration", "featureGates")
	return changed
}

// speaksOf tells which states of a gate virt-operator warns about.
func speaksOf(state string) bool {
	return state == "GA" || state == "Deprecated" || state == "Discontinued"
}

// says tells an answer of the webhook from any other error.
func says(err error, words string) bool { return err != nil && strings.Contains(err.Error(), words) }

func verdictOf(err error) string {
	if err != nil {
		return "refused"
	}
	return "**accepted**"
}

// gatesOf are the gates of a release with their states, by our facts: of the release that judges, if there are facts of
// it.
func gatesOf(root string, versions ...string) (map[string]string, error) {
	for _, version := range versions {
		known, err := facts.Read(root, "kubevirt", version)
		if err == nil {
			return known.Gates, nil
		}
		if !os.IsNotExist(err) {
			return nil, err
		}
	}
	return nil, fmt.Errorf("there are no facts of KubeVirt %s", strings.Join(versions, " or "))
}
