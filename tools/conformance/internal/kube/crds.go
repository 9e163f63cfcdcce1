package kube

import (
	"context"
	"fmt"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// AwaitCRDs waits until the server serves what the CRDs among some objects define, as GitOps tools wait for CRDs to be healthy.
func (c *Client) AwaitCRDs(ctx context.Context, objects []*Object) error {
	for _, object := range objects {
		if object.GetKind() != "CustomResourceDefinition" {
			continue
		}
		name := object.GetName()
		err := Await(ctx, fmt.Sprintf("CRD %s to be served", name), 30*time.Second, func(ctx context.Context) (bool, error) {
			crd, err := c.Get(ctx, object.GetAPIVersion(), object.GetKind(), "", name)
			if err != nil || crd == nil {
				return false, err
			}
			return Condition(crd, "Established") == "True" && Condition(crd, "NamesAccepted") == "True", nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Condition is the status of a condition of an object: True, False, Unknown or nothing.
func Condition(object *Object, kind string) string {
	conditions, _, _ := unstructured.NestedSlice(object.Object, "status", "conditions")
	for _, each := range conditions {
		condition, _ := each.(map[string]any)
		if condition["type"] == kind {
			status, _ := condition["status"].(string)
			return status
		}
	}
	return ""
}

// Field reads a value by the path of its keys; nothing if it is not there, or no object is.
func Field(object *Object, path ...string) any {
	if object == nil {
		return nil
	}
	value, _, _ := unstructured.NestedFieldNoCopy(object.Object, path...)
	return value
}

// Text reads a string by the path of its keys; empty if it is not there.
func Text(object *Object, path ...string) string {
	text, _ := Field(object, path...).(string)
	return text
}
