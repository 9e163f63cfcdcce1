// Package delivery has GitOps controllers deliver a bundle, by the objects that the library writes for them.
package delivery

import (
	"context"
	"fmt"
	"path/filepath"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/parallel"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// controller is a GitOps controller.
type controller interface {
	name() string
	// manager is the owner of the fields that it applies.
	manager() string
	// account is whom the server takes it for, where it runs in the cluster.
	account() string
	// resource is the kind of object that stands for a unit, and read is what such an object says.
	resource() schema.GroupVersionResource
	read(object *kube.Object) state
	// begin starts the controller in a cluster, and applies by hand what people apply by hand.
	begin(ctx context.Context, s *suite.Suite, c *cluster.Cluster, first commit) error
	// publish puts a commit into the repository, and returns how the controller calls it.
	publish(ctx context.Context, next commit) (revision string, err error)
	// again has all units compared with the cluster and applied once more.
	again(ctx context.Context, units []string) error
}

// The commits that the program delivery.ts writes.
const (
	whole         = "whole"
	edited        = "edited"
	withoutPool   = "without-pool"
	withoutTenant = "without-tenant"
)

// Delivered has each controller deliver the platform example.
func Delivered(ctx context.Context, s *suite.Suite) []report.Section {
	controllers := []controller{&flux{}, &argoCD{}}
	found := make([][]report.Section, len(controllers))
	parallel.Do(len(controllers), len(controllers), func(i int) {
		t := newTrial(controllers[i])
		t.last().Fail(t.run(ctx, s))
		found[i] = t.all()
	})
	var sections []report.Section
	for _, each := range found {
		sections = append(sections, each...)
	}
	return sections
}

// commits synthesises the commits, by their names.
func commits(ctx context.Context, s *suite.Suite, pair suite.Pair) (map[string]commit, error) {
	folder, err := s.Folder("delivery")
	if err != nil {
		return nil, err
	}
	if _, err := s.Node(ctx, "delivery", "--kubevirt", pair.KubeVirt, "--cdi", pair.CDI, "--dir", folder); err != nil {
		return nil, err
	}
	all := map[string]commit{}
	for _, name := range []string{whole, edited, withoutPool, withoutTenant} {
		next := commit{folder: filepath.Join(folder, name)}
		if next.Bundle, err = s.Read(ctx, next.folder); err != nil {
			return nil, err
		}
		if next.units, err = unitsIn(next.folder); err != nil {
			return nil, fmt.Errorf("commit %s: %w", name, err)
		}
		all[name] = next
	}
	return all, nil
}
