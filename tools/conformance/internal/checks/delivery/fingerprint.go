package delivery

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// fingerprints tell, by the objects' keys, what a controller has last written, and when.
type fingerprints map[string]string

// take takes those of all objects of a bundle that are there.
func take(ctx context.Context, client *kube.Client, b bundle.Bundle, manager string) (fingerprints, error) {
	found := fingerprints{}
	for _, item := range b.Items() {
		object, err := client.Lookup(ctx, item.Object)
		if err != nil {
			return nil, err
		}
		if object == nil {
			continue
		}
		written := []string{string(object.GetUID()), fmt.Sprint(object.GetGeneration())}
		for _, entry := range object.GetManagedFields() {
			if entry.Manager == manager && entry.Subresource == "" {
				text, err := json.Marshal(entry)
				if err != nil {
					return nil, err
				}
				written = append(written, string(text))
			}
		}
		found[bundle.Key(item.Object)] = fmt.Sprint(written)
	}
	return found, nil
}

// changed are the objects of a bundle that are other ones than before, or new.
func (f fingerprints) changed(before fingerprints, b bundle.Bundle) []bundle.Item {
	return slices.DeleteFunc(b.Items(), func(item bundle.Item) bool {
		key := bundle.Key(item.Object)
		return f[key] == before[key]
	})
}
