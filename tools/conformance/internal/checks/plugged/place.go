package plugged

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// place is a cluster in which members run and virt-api's own API is served.
type place struct {
	*suite.Installed
	suite *suite.Suite
}

// start gives a bundle a cluster of its own and waits until all members run.
func start(ctx context.Context, s *suite.Suite, pair suite.Pair, b bundle.Bundle) (*place, error) {
	kubernetes, err := s.NewestKubernetes(ctx, pair)
	if err != nil {
		return nil, err
	}
	k, err := s.Cluster(ctx, kubernetes, "plugged", func(o *cluster.Options) { o.Network = true })
	if err != nil {
		return nil, err
	}
	c := &place{suite: s}
	if c.Installed, err = c.install(ctx, k, pair, b); err == nil {
		err = s.Machines(ctx, c.Installed, cluster.Zones(4)...)
	}
	if err == nil {
		verdicts, applying := suite.Rest(ctx, k, b, bundle.Flux)
		err = cmp.Or(applying, verdicts.Err())
	}
	for _, pool := range b.Pools() {
		if err == nil {
			_, err = c.AwaitPool(ctx, pool.Object)
		}
	}
	if err != nil {
		s.Release(k)
		return nil, err
	}
	return c, nil
}

func (c *place) install(ctx context.Context, k *cluster.Cluster, pair suite.Pair, b bundle.Bundle) (*suite.Installed, error) {
	installed, verdicts, err := c.suite.Install(ctx, k, pair, b, bundle.Flux)
	if err = cmp.Or(err, verdicts.Err()); err != nil {
		return nil, err
	}
	return installed, installed.KubeVirt.Aggregate(ctx)
}

// upgrade has the next releases take over, with their bundle.
func (c *place) upgrade(ctx context.Context, pair suite.Pair, b bundle.Bundle) error {
	k, disks := c.Cluster, c.Disks
	c.KubeVirt.Stop()
	k.Processes.StopOne("cdi-apiserver")
	installed, err := c.install(ctx, k, pair, b)
	if err != nil {
		return err
	}
	c.Installed, c.Disks = installed, disks
	if err := installed.KubeVirt.StartController(ctx); err != nil {
		return err
	}
	verdicts, err := suite.Rest(ctx, k, b, bundle.Flux)
	return cmp.Or(err, verdicts.Err())
}

// edit applies a bundle over the one before.
func (c *place) edit(ctx context.Context, b bundle.Bundle) error {
	verdicts, err := apply.Layers(ctx, c.Client, bundle.Flux, b.Layers...)
	if err := cmp.Or(err, verdicts.Err()); err != nil {
		return err
	}
	return c.KubeVirt.Configured(ctx)
}

// awaitRevision waits until a pool has given a member the template that it has now. Members that stay as they are tell
// of nothing, so a pool that overwrites its members tells that the controller has seen what was edited.
func (c *place) awaitRevision(ctx context.Context, b bundle.Bundle, tenant string) error {
	for _, pool := range b.Pools() {
		if pool.GetNamespace() != namespace(tenant) {
			continue
		}
		now, err := c.Client.Current(ctx, pool.Object)
		if err != nil {
			return err
		}
		// KubeVirt v1.9.0, pkg/virt-controller/watch/pool/pool.go: getRevisionName
		revision := fmt.Sprintf("%s-%d", pool.GetName(), now.GetGeneration())
		_, err = c.awaitMember(ctx, tenant, first, "to have the template "+revision, func(now state) bool {
			return now.machine != nil && now.machine.GetLabels()["kubevirt.io/vm-pool-revision-name"] == revision
		})
		return err
	}
	return errors.New("there is no pool of tenant " + tenant)
}

// claim is the UID of a volume's claim; empty if it is gone.
func (c *place) claim(ctx context.Context, tenant, volume string) (string, error) {
	found, err := c.Client.Get(ctx, "v1", "PersistentVolumeClaim", namespace(tenant), volume)
	if found == nil || err != nil {
		return "", err
	}
	return string(found.GetUID()), nil
}

// grace is the termination grace period of a member's instance, the field that is edited.
func grace(instance *kube.Object) int64 {
	return kube.Number(instance, "spec", "terminationGracePeriodSeconds")
}
