package delivery

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// The disk that nobody uses: its class provides volumes where their first consumers run.
const (
	lab     = "cluster-lab"
	results = "results"
)

// root is what holds the objects that stand for units.
const root = "infra-eu1-delivery"

// trial has one controller deliver one commit after the other.
type trial struct {
	controller
	*sections
	*suite.Installed
	*observer
	suite    *suite.Suite
	commits  map[string]commit
	revision string
}

func newTrial(c controller, s *suite.Suite, commits map[string]commit) *trial {
	return &trial{controller: c, sections: sectionsOf(c), suite: s, commits: commits}
}

func (t *trial) run(ctx context.Context, pair suite.Pair) error {
	s := t.suite
	done := s.Console.Step("delivery by %s", t.name())
	kubernetes, err := s.NewestKubernetes(ctx, pair)
	if err != nil {
		return err
	}
	c, err := s.Cluster(ctx, kubernetes, "delivery-"+strings.ToLower(strings.ReplaceAll(t.name(), " ", "-")), func(o *cluster.Options) { o.Network = true })
	if err != nil {
		return err
	}
	defer s.Release(c)
	ctx, end := context.WithCancel(ctx)
	defer end()
	steps := []func(context.Context) error{
		func(ctx context.Context) error { return t.install(ctx, c, pair) },
		t.ordered, t.settled, t.quietly, t.byHand, t.unwell, t.breaks, t.repaired, t.healed, t.scheduled,
		t.renamed, t.removed, t.withoutCluster, t.guarded,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			done("failed")
			return err
		}
	}
	done("")
	return nil
}

// install has the controller deliver everything, and does what operators would do when their layers are there.
func (t *trial) install(ctx context.Context, c *cluster.Cluster, pair suite.Pair) (err error) {
	s, first := t.suite, t.commits[whole]
	for _, each := range []*kube.Object{suite.Named("v1", "Namespace", "", "networks"), suite.Named("k8s.cni.cncf.io/v1", "NetworkAttachmentDefinition", "networks", "storage")} {
		if _, err := c.Client.Apply(ctx, each); err != nil {
			return err
		}
	}
	if err := t.begin(ctx, s, c, first); err != nil {
		return err
	}
	if t.observer, err = observe(ctx, c.Client, t.resource(), t.read); err != nil {
		return err
	}
	if t.revision, err = t.publish(ctx, first); err != nil {
		return err
	}
	t.Installed, err = s.InstallBy(ctx, c, pair, first.Bundle, func(ctx context.Context, layer bundle.Layer) error {
		if layer.Name == bundle.Platform {
			if err := runOperators(ctx, c.Client, first.Layer(bundle.Operators)); err != nil {
				return err
			}
		}
		return awaitLayer(ctx, c.Client, layer)
	})
	if err != nil {
		return cmp.Or(t.explain(err), err)
	}
	nodes := cluster.Zones(4)
	nodes[0].Labels = map[string]any{"node-role.kubernetes.io/control-plane": ""} // for the operators' own pods
	if err := s.Machines(ctx, t.Installed, nodes...); err != nil {
		return err
	}
	t.Disks.Wait(lab, results)
	if err := t.KubeVirt.Aggregate(ctx); err != nil {
		return err
	}
	return available(ctx, c.Client)
}

// explain adds what the controller says of units that are not ready.
func (t *trial) explain(err error) error {
	return fmt.Errorf("%w; %s", err, strings.Join(t.lacking(state.isReady, t.revision, t.commits[whole].names()), "; "))
}
