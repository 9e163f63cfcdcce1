// Package apply applies objects as GitOps tools do and keeps what the server says of each.
package apply

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/equality"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// Verdict is what the server said of one object.
type Verdict struct {
	bundle.Item
	// Refused holds the server's words, or nothing if it accepted the object.
	Refused string
	// Change is what applying did.
	Change Change
	// Changes are the fields whose values applying changed. There are none where only nulls came or went.
	Changes []string
}

// Change is what applying did to an object.
type Change string

// The changes.
const (
	Created   Change = "created"
	Changed   Change = "changed"
	Unchanged Change = "unchanged"
)

func (v Verdict) String() string {
	return v.Place() + ": " + v.Refused
}

// Verdicts of many objects.
type Verdicts []Verdict

// Items applies objects in the order given, goes on after a refusal, and waits until the CRDs among them are served.
func Items(ctx context.Context, client *kube.Client, items []bundle.Item) (Verdicts, error) {
	var verdicts Verdicts
	var accepted []*kube.Object
	for _, item := range items {
		verdict, err := applyItem(ctx, client, item)
		if err != nil {
			return verdicts, err
		}
		verdicts = append(verdicts, verdict)
		if verdict.Refused == "" {
			accepted = append(accepted, item.Object)
		}
	}
	return verdicts, client.AwaitCRDs(ctx, accepted)
}

// Layers applies whole layers, each in the order of a GitOps tool, and goes on after a refusal.
func Layers(ctx context.Context, client *kube.Client, order bundle.Order, layers ...bundle.Layer) (Verdicts, error) {
	var verdicts Verdicts
	for _, layer := range layers {
		more, err := Items(ctx, client, order.Sort(layer.Items))
		verdicts = append(verdicts, more...)
		if err != nil {
			return verdicts, err
		}
	}
	return verdicts, nil
}

func applyItem(ctx context.Context, client *kube.Client, item bundle.Item) (Verdict, error) {
	verdict := Verdict{Item: item, Change: Created}
	before, err := client.Lookup(ctx, item.Object)
	if err != nil {
		verdict.Refused, verdict.Change = err.Error(), Unchanged
		return verdict, ctx.Err()
	}
	result, err := client.Apply(ctx, item.Object)
	if ctx.Err() != nil {
		return verdict, ctx.Err()
	}
	if client.Warned != nil {
		for _, warning := range result.Warnings {
			client.Warned(item.Object, warning)
		}
	}
	switch {
	case err != nil:
		verdict.Refused, verdict.Change = err.Error(), Unchanged
	case before == nil:
	case same(before, result.Object):
		verdict.Change = Unchanged
	default:
		verdict.Change, verdict.Changes = Changed, changes("", before.Object, result.Object.Object)
	}
	return verdict, nil
}

// changes names the fields whose values differ, but for those that every write changes. A null is no value: webhooks of
// some releases write it for what others leave out.
func changes(path string, before, after any) []string {
	one, isMap := before.(map[string]any)
	other, areMaps := after.(map[string]any)
	if isMap && areMaps {
		return changesIn(path, one, other)
	}
	list, isList := before.([]any)
	others, areLists := after.([]any)
	if isList && areLists && len(list) == len(others) {
		var found []string
		for i := range list {
			found = append(found, changes(fmt.Sprintf("%s[%d]", path, i), list[i], others[i])...)
		}
		return found
	}
	if fmt.Sprint(before) == fmt.Sprint(after) {
		return nil
	}
	return []string{fmt.Sprintf("%s was %v and is %v", path, before, after)}
}

func changesIn(path string, before, after map[string]any) []string {
	keys := maps.Clone(before)
	maps.Copy(keys, after)
	var found []string
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		if field := path + "." + key; !slices.Contains(bookkeeping, field) {
			found = append(found, changes(field, before[key], after[key])...)
		}
	}
	return found
}

// bookkeeping is what every write changes.
var bookkeeping = []string{".metadata.generation", ".metadata.managedFields", ".metadata.resourceVersion"}

// same tells whether applying an object left it as it was. Whoever wrote its status meanwhile is nobody's business.
func same(before, after *kube.Object) bool {
	if before.GetResourceVersion() == after.GetResourceVersion() || alike(before, after) || alike(stated(before), stated(after)) {
		return true
	}
	return before.GetGeneration() > 0 && before.GetGeneration() == after.GetGeneration() &&
		maps.Equal(before.GetLabels(), after.GetLabels()) && maps.Equal(before.GetAnnotations(), after.GetAnnotations())
}

// stated is an object without its status, and without who wrote it how often: an API server counts an admission policy as
// written anew when it is applied after its controller wrote the status, though nothing in it differs.
func stated(object *kube.Object) *kube.Object {
	copied := object.DeepCopy()
	delete(copied.Object, "status")
	copied.SetManagedFields(nil)
	copied.SetGeneration(0)
	return copied
}

// alike tells whether two states of an object differ in their resourceVersion alone: the API server stores a new claim a
// second time, with the same content.
func alike(before, after *kube.Object) bool {
	other := after.DeepCopy()
	other.SetResourceVersion(before.GetResourceVersion())
	return equality.Semantic.DeepEqual(before.Object, other.Object)
}

// Refused are the objects that were not accepted.
func (v Verdicts) Refused() Verdicts {
	return slices.DeleteFunc(slices.Clone(v), func(each Verdict) bool { return each.Refused == "" })
}

// Err tells of objects that were not accepted, for those who can do nothing without them.
func (v Verdicts) Err() error {
	refused := v.Refused()
	if len(refused) == 0 {
		return nil
	}
	return fmt.Errorf("%d objects were refused, the first: %s", len(refused), refused[0])
}

// With are the objects that something was done to.
func (v Verdicts) With(change Change) Verdicts {
	return slices.DeleteFunc(slices.Clone(v), func(each Verdict) bool { return each.Change != change })
}

// InSubstance counts as unchanged what was written anew with the same values.
func (v Verdicts) InSubstance() Verdicts {
	verdicts := slices.Clone(v)
	for i, each := range verdicts {
		if each.Change == Changed && len(each.Changes) == 0 {
			verdicts[i].Change = Unchanged
		}
	}
	return verdicts
}

// Sentences name each object, for the console.
func (v Verdicts) Sentences() []string {
	var sentences []string
	for _, each := range v {
		sentences = append(sentences, each.String())
	}
	return sentences
}

// Count is a line such as "412 of 412 objects accepted".
func (v Verdicts) Count() string {
	return fmt.Sprintf("%d of %d objects accepted", len(v)-len(v.Refused()), len(v))
}

// Kinds counts objects by kind: "2 CustomResourceDefinition, 1 Deployment".
func (v Verdicts) Kinds() string {
	counts := map[string]int{}
	for _, each := range v {
		counts[each.GetKind()]++
	}
	var parts []string
	for kind, count := range counts {
		parts = append(parts, fmt.Sprintf("%d %s", count, kind))
	}
	slices.SortFunc(parts, func(a, b string) int {
		return strings.Compare(a[strings.Index(a, " "):], b[strings.Index(b, " "):])
	})
	return strings.Join(parts, ", ")
}
