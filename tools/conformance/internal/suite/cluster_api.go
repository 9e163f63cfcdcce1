package suite

import (
	"context"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/facts"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// machineController is the API group of machine-controller.
const machineController = "cluster.k8s.io"

// ServeClusterAPI has a cluster know the kinds of Cluster API and of its provider, by our facts of their schemas, and the
// MachineDeployments of machine-controller, whose own CRD has no schema. Nobody acts by them here. Only clusters that need
// them have them: their schemas are large, and an API server is slower to start with them.
func (s *Suite) ServeClusterAPI(ctx context.Context, c *cluster.Cluster) error {
	definitions := []*kube.Object{
		OpenKind(machineController, "v1alpha1", "MachineDeployment", "machinedeployments", "machinedeployment"),
	}
	// Without it the API server refuses a CRD of a group below k8s.io.
	definitions[0].SetAnnotations(map[string]string{"api-approved.kubernetes.io": "unapproved, for a test"})
	releases, err := s.Store.Schemas()
	if err != nil {
		return err
	}
	for _, release := range releases {
		known, err := facts.Read(s.Root, release.Project, release.Version)
		if err != nil {
			return err
		}
		crds, err := known.CRDs()
		if err != nil {
			return fmt.Errorf("%s %s: %w", release.Project, release.Version, err)
		}
		definitions = append(definitions, crds...)
	}
	for _, each := range definitions {
		if _, err := c.Client.Apply(ctx, each); err != nil {
			return fmt.Errorf("%s: %w", kube.Name(each), err)
		}
	}
	return c.Client.AwaitCRDs(ctx, definitions)
}
