package kube

import (
	"context"
	"encoding/json"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
)

// Replicas reads the number of an object's scale subresource, as an autoscaler does.
func (c *Client) Replicas(ctx context.Context, object *Object) (int64, error) {
	resource, err := c.resource(object.GroupVersionKind(), object.GetNamespace())
	if err != nil {
		return 0, err
	}
	scale, err := resource.Get(ctx, object.GetName(), getOptions, "scale")
	if err != nil {
		return 0, err
	}
	number, _, err := unstructured.NestedInt64(scale.Object, "spec", "replicas")
	return number, err
}

// ApplyPart applies a few fields of an object on the server under another manager's name, which then owns them too.
func (c *Client) ApplyPart(ctx context.Context, object *Object, owner string, fields map[string]any) error {
	path, err := c.path(object.GroupVersionKind(), object.GetNamespace(), object.GetName())
	if err != nil {
		return err
	}
	part := map[string]any{
		"apiVersion": object.GetAPIVersion(),
		"kind":       object.GetKind(),
		"metadata":   map[string]any{"name": object.GetName(), "namespace": object.GetNamespace()},
	}
	for field, value := range fields {
		part[field] = value
	}
	body, err := json.Marshal(part)
	if err != nil {
		return err
	}
	return c.rest.Patch(types.ApplyPatchType).AbsPath(path).Body(body).Param("fieldManager", owner).Do(ctx).Error()
}
