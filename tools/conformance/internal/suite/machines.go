package suite

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/disks"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
)

// Running is a new cluster of the newest Kubernetes minor that KubeVirt supports, with an example in it and nodes on which its machines come to
// run.
func (s *Suite) Running(ctx context.Context, name string, pair Pair, example bundle.Bundle, nodes ...cluster.Node) (*Installed, error) {
	installed, err := s.Platform(ctx, name, pair, example, nodes...)
	if err != nil {
		return nil, err
	}
	verdicts, err := Rest(ctx, installed.Cluster, example, bundle.Flux)
	if err := cmp.Or(err, verdicts.Err()); err != nil {
		s.Release(installed.Cluster)
		return nil, err
	}
	return installed, nil
}

// Platform is such a cluster with no more of the example in it than what belongs to the platform, for those who prepare
// something before the Rest is applied.
func (s *Suite) Platform(ctx context.Context, name string, pair Pair, example bundle.Bundle, nodes ...cluster.Node) (*Installed, error) {
	kubernetes, err := s.NewestKubernetes(ctx, pair)
	if err != nil {
		return nil, err
	}
	c, err := s.Cluster(ctx, kubernetes, name)
	if err != nil {
		return nil, err
	}
	installed, verdicts, err := s.Install(ctx, c, pair, example, bundle.Flux)
	if err = cmp.Or(err, verdicts.Err()); err == nil {
		err = s.Machines(ctx, installed, nodes...)
	}
	if err != nil {
		s.Release(c)
		return nil, err
	}
	return installed, nil
}

// Machines gives an installed cluster nodes on which machines run: scheduler, controllers, kwok, virt-controller and
// the player of disks.
func (s *Suite) Machines(ctx context.Context, installed *Installed, nodes ...cluster.Node) error {
	if err := s.Nodes(ctx, installed.Cluster, nodes...); err != nil {
		return err
	}
	if err := installed.KubeVirt.StartController(ctx); err != nil {
		return err
	}
	var err error
	if installed.Disks, err = disks.Play(ctx, installed.Client); err != nil {
		return err
	}
	installed.AtStop(installed.Disks.Stop)
	return nil
}

// Nodes gives a cluster pretended nodes, with the real scheduler and controller manager of its own release.
func (s *Suite) Nodes(ctx context.Context, c *cluster.Cluster, nodes ...cluster.Node) error {
	releases, err := s.Store.Kubernetes(ctx)
	if err != nil {
		return err
	}
	own := slices.IndexFunc(releases, func(each programs.KubernetesRelease) bool { return each.Version == c.Kubernetes })
	if own < 0 {
		return fmt.Errorf("no module has the controllers of Kubernetes %s", c.Kubernetes)
	}
	find := s.Store.In(releases[own].Module)
	var paths cluster.NodePrograms
	if paths.Scheduler, err = find(ctx, "kube-scheduler"); err != nil {
		return err
	}
	if paths.ControllerManager, err = find(ctx, "kube-controller-manager"); err != nil {
		return err
	}
	if paths.Kwok, err = s.Store.Path(ctx, "kwok", "kwok"); err != nil {
		return err
	}
	if paths.Stages, err = s.Store.Stages(ctx); err != nil {
		return err
	}
	if err := c.StartNodes(ctx, paths); err != nil {
		return err
	}
	return c.AddNodes(ctx, nodes...)
}

// AwaitPool waits until all machines of a pool run, and tells how many do: "3 of 3".
func (i *Installed) AwaitPool(ctx context.Context, pool *kube.Object) (running string, err error) {
	err = kube.Await(ctx, "machines of "+kube.Path(pool)+" to run", cluster.Patience, func(ctx context.Context) (bool, error) {
		found, err := i.Client.Current(ctx, pool)
		ready, wanted := kube.Number(found, "status", "readyReplicas"), kube.Number(found, "spec", "replicas")
		running = fmt.Sprintf("%d of %d", ready, wanted)
		return err == nil && ready == wanted, err
	})
	return running, err
}

// AwaitMachines waits until all machines of a pool or a replica set run, or the single one that an object is, and tells
// how many do. A machine that nobody has started yet is waited for until it could be.
func (i *Installed) AwaitMachines(ctx context.Context, object *kube.Object) (running string, err error) {
	if object.GetKind() != "VirtualMachine" {
		return i.AwaitPool(ctx, object)
	}
	number, wanted := 0, 1
	status := "Running"
	if strategy := kube.Text(object, "spec", "runStrategy"); strategy == "Manual" || strategy == "Halted" {
		status, wanted = "Stopped", 0
	}
	err = kube.Await(ctx, kube.Path(object)+" to be "+status, cluster.Patience, func(ctx context.Context) (bool, error) {
		found, err := i.Client.Current(ctx, object)
		number = 0
		if kube.Field(found, "status", "ready") == true {
			number = 1
		}
		return err == nil && kube.Text(found, "status", "printableStatus") == status && number == wanted, err
	})
	return fmt.Sprintf("%d of %d", number, wanted), err
}
