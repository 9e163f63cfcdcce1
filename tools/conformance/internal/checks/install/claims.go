package install

import (
	"context"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/cdi"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/operators"
)

// claimsRendered sees that cdi-operator installs the webhook that renders claims if its custom resource asks for it, as
// ours does: so the other scenarios have it too.
func (i *installation) claimsRendered(ctx context.Context, o *operators.Operator) error {
	resource, err := o.Resource(ctx)
	if err != nil {
		return err
	}
	asked := cdi.RendersClaims(resource)
	what := fmt.Sprintf("webhook %s, asked for: %t", cdi.ClaimWebhook, asked)
	err = kube.Await(ctx, what, cluster.Patience, func(ctx context.Context) (bool, error) {
		found, err := i.Client.Get(ctx, "admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "", cdi.ClaimWebhook)
		return (found != nil) == asked, err
	})
	i.phases.Check(err == nil, "%s %s: %v", o.Name, i.pair, err)
	return nil
}
