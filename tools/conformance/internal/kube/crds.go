package kube

import (
	"context"
	"fmt"
)

// AwaitCRDs waits until the server serves what the CRDs among some objects define, as GitOps tools wait for CRDs to be
// healthy.
func (c *Client) AwaitCRDs(ctx context.Context, objects []*Object) error {
	for _, object := range objects {
		if object.GetKind() != "CustomResourceDefinition" {
			continue
		}
		name := object.GetName()
		err := Await(ctx, fmt.Sprintf("CRD %s to be served", name), Patience, func(ctx context.Context) (bool, error) {
			crd, err := c.Lookup(ctx, object)
			return ConditionOf(crd, "Established").Status == "True" && ConditionOf(crd, "NamesAccepted").Status == "True", err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
