package scheduling

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// trial is one cluster with all cases in it.
type trial struct {
	*suite.Installed
	section *report.Section
	pools   map[string]bundle.Item
	zones   map[string]string
	// first is where launchers were before anything was disturbed, and kept the UIDs of the machines and claims then,
	// by pool and namespace.
	first map[string]*launchers
	kept  map[string][]string
	// passing is where the launchers of pools that go on changing were when they were as they should be.
	passing map[string]*launchers
}

func poolsOf(b bundle.Bundle) map[string]bundle.Item {
	pools := map[string]bundle.Item{}
	for _, pool := range b.Pools() {
		pools[kube.Path(pool.Object)] = pool
	}
	return pools
}

// complete sees to it that the program's pools and the cases are the same.
func (t *trial) complete() error {
	var problems []error
	known := map[string]bool{}
	for _, each := range cases {
		known[each.pool] = true
		if _, is := t.pools[each.pool]; !is {
			problems = append(problems, fmt.Errorf("the program has no pool %s", each.pool))
		}
	}
	for pool := range t.pools {
		if !known[pool] {
			problems = append(problems, fmt.Errorf("nothing is expected of pool %s", pool))
		}
	}
	return errors.Join(problems...)
}

// start starts a cluster with the nodes and all pools but those that come later.
func (t *trial) start(ctx context.Context, s *suite.Suite, pair suite.Pair, b bundle.Bundle) (err error) {
	nodes := nodes()
	for _, node := range nodes {
		t.zones[node.Name] = node.Zone
	}
	if t.Installed, err = s.Platform(ctx, "scheduling", pair, b, nodes...); err != nil {
		return err
	}
	if err := t.populate(ctx, b); err != nil {
		s.Release(t.Cluster)
		return err
	}
	return nil
}

// populate fills the node that is to be full, and then has all machines come but the later ones.
func (t *trial) populate(ctx context.Context, b bundle.Bundle) error {
	if err := fill(ctx, t.Client); err != nil {
		return fmt.Errorf("filling %s: %w", fullNode, err)
	}
	verdicts, err := suite.Rest(ctx, t.Cluster, t.withoutLater(b), bundle.Flux)
	return cmp.Or(err, verdicts.Err())
}

// withoutLater leaves out the pools that come when others already run.
func (t *trial) withoutLater(b bundle.Bundle) bundle.Bundle {
	later := map[*kube.Object]bool{}
	for _, each := range cases {
		later[t.pools[each.pool].Object] = each.want == nil
	}
	return b.Where(func(item bundle.Item) bool { return !later[item.Object] })
}

// remember keeps where everything is before it is disturbed.
func (t *trial) remember(ctx context.Context) (err error) {
	if t.first, err = look(ctx, t.Client); err != nil {
		return err
	}
	t.kept, err = t.uids(ctx)
	return err
}

// disturb applies the pools of higher priority and taints a node.
func (t *trial) disturb(ctx context.Context) error {
	var later []bundle.Item
	for _, each := range cases {
		if each.want == nil {
			later = append(later, t.pools[each.pool])
		}
	}
	verdicts, err := apply.Items(ctx, t.Client, later)
	if err := cmp.Or(err, verdicts.Err()); err != nil {
		return err
	}
	return drain(ctx, t.Client)
}
