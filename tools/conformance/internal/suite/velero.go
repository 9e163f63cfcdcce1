package suite

import (
	"context"
	"fmt"
	"sync"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
)

// veleroGroup is the API group of the Schedules that the library writes.
const veleroGroup = "velero.io"

// velero is what could be had of Velero, looked up once for a run.
type velero struct {
	once  sync.Once
	found programs.Schedules
	err   error
}

func (s *Suite) schedules(ctx context.Context) (programs.Schedules, error) {
	s.velero.once.Do(func() { s.velero.found, s.velero.err = s.Store.Schedules(ctx) })
	return s.velero.found, s.velero.err
}

// serveSchedules has a cluster know Velero's Schedules, which nobody acts by here.
func (s *Suite) serveSchedules(ctx context.Context, c *cluster.Cluster) error {
	found, err := s.schedules(ctx)
	if err != nil {
		return err
	}
	definitions, err := bundle.Documents(found.Text)
	if err != nil {
		return fmt.Errorf("Velero %s: %w", found.Version, err)
	}
	for _, each := range definitions {
		if _, err := c.Client.Apply(ctx, each); err != nil {
			return fmt.Errorf("%s of Velero %s: %w", kube.Name(each), found.Version, err)
		}
	}
	return c.Client.AwaitCRDs(ctx, definitions)
}

// Lacks tells whether no cluster serves the kind of an object, since the module that defines it cannot be had.
func (s *Suite) Lacks(ctx context.Context, object *kube.Object) (bool, error) {
	if object.GroupVersionKind().Group != veleroGroup {
		return false, nil
	}
	found, err := s.schedules(ctx)
	return found.Why != "", err
}

// Read reads a bundle, without the objects whose kinds no cluster serves.
func (s *Suite) Read(ctx context.Context, directory string) (bundle.Bundle, error) {
	read, err := bundle.Read(directory)
	if err != nil {
		return read, err
	}
	part := read.Where(func(item bundle.Item) bool {
		lacks, problem := s.Lacks(ctx, item.Object)
		if problem != nil {
			err = problem
		}
		return !lacks
	})
	return part, err
}

// missingSchedules says that they are left out, if they are.
func (s *Suite) missingSchedules(ctx context.Context) ([]string, error) {
	found, err := s.schedules(ctx)
	if err != nil || found.Why == "" {
		return nil, err
	}
	s.Console.Printf("the Go module of Velero %s cannot be had: %s", found.Version, found.Why)
	return []string{fmt.Sprintf("The Go module of Velero %s, which has the CRD of its Schedules: they were left out.", found.Version)}, nil
}
