package rights

import (
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// way is how a pool comes to its disks.
type way struct {
	image, kind string
	// account is who needs the right; nobody for an image in the pool's own namespace.
	account string
}

// ways are those of the pools in rights.ts.
var ways = map[string]way{
	"cluster-acme/of-once":    {image: "once", kind: "imported once", account: "cluster-acme:default"},
	"cluster-acme/of-nightly": {image: "nightly", kind: "refreshed", account: "cluster-acme:default"},
	"cluster-acme/of-own":     {image: "own", kind: "imported once, the tenant's own"},
	"cluster-acme/as-builder": {image: "once", kind: "imported once", account: "cluster-acme:builder"},
	"cluster-beta/of-once":    {image: "once", kind: "imported once", account: "cluster-beta:default"},
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
