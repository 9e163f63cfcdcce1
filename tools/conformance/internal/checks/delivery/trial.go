package delivery

import (
	"context"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// The disk that nobody uses: its class provides volumes where their first consumers run.
const (
	lab     = "cluster-lab"
	results = "results"
)

// trial has one controller deliver one commit after the other.
type trial struct {
	*place
	*sections
	commits map[string]commit
}

func newTrial(c controller, s *suite.Suite, pair suite.Pair, commits map[string]commit) *trial {
	return &trial{place: &place{controller: c, suite: s, pair: pair}, sections: sectionsOf(c), commits: commits}
}

func (t *trial) run(ctx context.Context) error {
	return t.within(ctx, "delivery", func(o *cluster.Options) { o.Network = true }, func(c *cluster.Cluster) []func(context.Context) error {
		return []func(context.Context) error{
			func(ctx context.Context) error { return t.build(ctx, c) },
			func(ctx context.Context) error { return t.inOrder(ctx, t.commits[whole], everyUnit, &t.order) },
			func(ctx context.Context) error { return t.await(ctx, t.revision, t.root()) },
			t.settled, t.quietly, t.byHand, t.unwell, t.breaks, t.repaired, t.healed, t.scheduled, t.renamed, t.removed,
			t.withoutCluster, t.guarded,
		}
	})
}

// build has the controller deliver everything to a cluster in which machines run.
func (t *trial) build(ctx context.Context, c *cluster.Cluster) error {
	for _, each := range []*kube.Object{suite.Named("v1", "Namespace", "", "networks"), suite.Named("k8s.cni.cncf.io/v1", "NetworkAttachmentDefinition", "networks", "storage")} {
		if _, err := c.Client.Apply(ctx, each); err != nil {
			return err
		}
	}
	if err := t.install(ctx, c, t.commits[whole]); err != nil {
		return err
	}
	nodes := cluster.Zones(4)
	nodes[0].Labels = map[string]any{"node-role.kubernetes.io/control-plane": ""} // for the operators' own pods
	if err := t.suite.Machines(ctx, t.Installed, nodes...); err != nil {
		return err
	}
	t.Disks.Wait(lab, results)
	if err := t.KubeVirt.Aggregate(ctx); err != nil {
		return err
	}
	return available(ctx, c.Client)
}
