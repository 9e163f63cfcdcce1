package rights

import (
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// way is how a pool comes to its disks.
type way struct {
	image, kind string
	// namespace is where the image is.
	namespace string
	// account is who needs the right; nobody for an image in the pool's own namespace.
	account string
}

// ways are those of the pools in rights.ts.
var ways = map[string]way{
	"cluster-acme/of-once":    {image: "once", kind: "imported once", namespace: inImages.namespace, account: "cluster-acme:default"},
	"cluster-acme/of-nightly": {image: "nightly", kind: "refreshed", namespace: inNightly.namespace, account: "cluster-acme:default"},
	"cluster-acme/of-own":     {image: "own", kind: "imported once, the tenant's own", namespace: inAcme.namespace},
	"cluster-acme/as-builder": {image: "once", kind: "imported once", namespace: inImages.namespace, account: "cluster-acme:builder"},
	"cluster-beta/of-once":    {image: "once", kind: "imported once", namespace: inImages.namespace, account: "cluster-beta:default"},
	"cluster-beta/of-weekly":  {image: "weekly", kind: "refreshed", namespace: inWeekly.namespace, account: "cluster-beta:default"},
}

// pool is one that clones, with what came of its machines.
type pool struct {
	bundle.Item
	way
	results []string
}

func (p *pool) note(result string) { p.results = append(p.results, result) }

func poolsOf(whole bundle.Bundle) (pools []*pool, err error) {
	for _, item := range whole.Pools() {
		way, known := ways[kube.Path(item.Object)]
		if !known {
			return nil, fmt.Errorf("nothing says how %s clones", kube.Name(item.Object))
		}
		pools = append(pools, &pool{Item: item, way: way})
	}
	return pools, nil
}
