package change

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/api/equality"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// changer goes from one bundle to the next.
type changer struct {
	cluster  *cluster.Cluster
	seen     *watcher
	from, to bundle.Bundle
}

// change applies the next bundle as GitOps tools do, has somebody delete what is deleted by hand, and waits until all
// has come to rest.
func (c changer) change(ctx context.Context, outcomes []*outcome) error {
	for _, o := range outcomes {
		o.before = c.seen.begin(o.namespace())
	}
	verdicts, err := apply.Items(ctx, c.cluster.Client, c.different())
	if err := cmp.Or(err, verdicts.Err()); err != nil {
		return err
	}
	revisions, err := c.revisions(ctx)
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		o.revision = revisions[o.namespace()]
		if o.byHand == nil {
			continue
		}
		for _, object := range o.byHand(o.before) {
			if err := c.cluster.Client.Delete(ctx, object); err != nil {
				return fmt.Errorf("deleting %s by hand: %w", kube.Name(object), err)
			}
		}
	}
	// what does not come out as expected is waited for in vain, and is told of later
	_ = kube.Await(ctx, "machines to come to rest", cluster.Patience, func(context.Context) (bool, error) {
		rest := true
		for _, o := range outcomes {
			o.measure(c.seen)
			rest = rest && o.rest
		}
		return rest, nil
	})
	return ctx.Err()
}

// different are the objects of the next bundle that are new in it or have changed.
func (c changer) different() []bundle.Item {
	before := map[string]*kube.Object{}
	for _, item := range c.from.Items() {
		before[bundle.Key(item.Object)] = item.Object
	}
	return slices.DeleteFunc(c.to.Items(), func(item bundle.Item) bool {
		old := before[bundle.Key(item.Object)]
		return old != nil && equality.Semantic.DeepEqual(old.Object, item.Object.Object)
	})
}

// revisions are the names of the revisions that members are to have, by namespace, of the pools whose template has
// changed.
func (c changer) revisions(ctx context.Context) (map[string]string, error) {
	before := map[string]*kube.Object{}
	for _, pool := range c.from.Pools() {
		before[pool.GetNamespace()] = pool.Object
	}
	revisions := map[string]string{}
	for _, item := range c.to.Pools() {
		pool := item.Object
		old := before[pool.GetNamespace()]
		if unmanaged := kube.Field(pool, "spec", "updateStrategy", "unmanaged") != nil; unmanaged {
			continue
		}
		if equality.Semantic.DeepEqual(kube.Field(old, "spec", "virtualMachineTemplate"), kube.Field(pool, "spec", "virtualMachineTemplate")) {
			continue
		}
		now, err := c.cluster.Client.Current(ctx, pool)
		if err != nil {
			return nil, err
		}
		// KubeVirt v1.9.0, pkg/virt-controller/watch/pool/pool.go: getRevisionName
		revisions[pool.GetNamespace()] = fmt.Sprintf("%s-%d", pool.GetName(), now.GetGeneration())
	}
	return revisions, nil
}
