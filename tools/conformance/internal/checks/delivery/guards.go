package delivery

import (
	"context"
	"fmt"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

const (
	protectedLabel = "cdk8s-kubevirt.io/protected"
	allowDeletion  = "cdk8s-kubevirt.io/allow-deletion"
	// guardWords are a piece of the guard's own words.
	guardWords = "is guarded against deletion"
)

// guarded has the controller's account ask for the deletion of what the guard of the example guards.
func (t *trial) guarded(ctx context.Context) error {
	last := t.commits[withoutTenant]
	account, err := t.Client.As(t.account(), "system:masters")
	if err != nil {
		return err
	}
	for _, item := range guardedIn(last.Bundle) {
		err := account.TryDelete(ctx, item.Object)
		refused := err != nil && strings.Contains(err.Error(), guardWords)
		t.guards.Check(refused, "%s could be deleted: %v", item.Place(), err)
		t.guards.Row(kube.Name(item.Object), "refused")
		if item.GetLabels()[protectedLabel] == "" {
			continue
		}
		reason := map[string]any{"metadata": map[string]any{"annotations": map[string]any{allowDeletion: "conformance"}}}
		if err := t.Client.Merge(ctx, item.Object, reason); err != nil {
			return err
		}
		err = account.TryDelete(ctx, item.Object)
		t.guards.Check(err == nil, "%s has the annotation %s: %v", item.Place(), allowDeletion, err)
		t.guards.Row(fmt.Sprintf("%s, with the annotation `%s`", kube.Name(item.Object), allowDeletion), "allowed")
	}
	return nil
}

// guardedIn are the custom resources of the operators, one CRD, and one object of each kind that has the guard's label.
func guardedIn(b bundle.Bundle) (items []bundle.Item) {
	seen := map[string]bool{}
	for _, item := range b.Items() {
		kind := item.GetKind()
		isPlatform := kind == "KubeVirt" || kind == "CDI" || kind == "CustomResourceDefinition"
		if (isPlatform || item.GetLabels()[protectedLabel] == "true") && !seen[kind] {
			seen[kind] = true
			items = append(items, item)
		}
	}
	return items
}
