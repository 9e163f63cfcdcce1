// Package install has the operators install KubeVirt and CDI.
package install

import (
	"context"
	"slices"
	"sync"

	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// Operators has virt-operator and cdi-operator install KubeVirt and CDI themselves, with nothing but what the bundle
// gives them, where no node belongs to the control plane and where one does.
func Operators(ctx context.Context, s *suite.Suite) []report.Section {
	phases := report.Section{
		Title: "The operators install everything, with the rights of the bundle alone",
		Text: `virt-operator and cdi-operator themselves, each with the token of its own ServiceAccount and the environment of its Deployment. The real scheduler places
their pods and those of all that they install, on nodes that kwok pretends. Pods do nothing, but for those whose programs run beside the cluster, again with the
token of the pod's own ServiceAccount: virt-operator's Job that reads the install strategy, virt-api and cdi-apiserver, which answer at their Services.
cdi-operator runs without its metrics and health checks, whose ports cannot be chosen, and the CDIConfig that it follows is written as a controller of CDI would:
so it installs the webhook that renders claims, which our custom resource asks for.

The phase is that of the custom resource; when it is Deployed, the condition Available is true, every pod is placed and ready, and the operator's log tells of nothing
that it was forbidden. Applied again in the end, beside the operators, no object of the bundle changes.`,
		Columns: []string{"operator", "release", "runs as", "nodes", "`controlPlaneNodes`", "phase", "pods placed"},
	}
	made := report.Section{Title: "What the operators installed", Columns: []string{"operator", "release", "objects"}}
	pairs, err := operatorPairs(ctx, s)
	phases.Fail(err)
	installations := make([]installation, len(pairs))
	var group sync.WaitGroup
	for i, pair := range pairs {
		installations[i] = installation{suite: s, pair: pair, withCDI: i == len(pairs)-1}
		group.Go(func() {
			err := installations[i].run(ctx)
			installations[i].phases.Check(err == nil, "%s: %v", pair, err)
		})
	}
	group.Wait()
	for _, each := range installations {
		phases.Add(each.phases)
		made.Add(each.made)
	}
	return []report.Section{phases, made}
}

// operatorPairs are all releases of KubeVirt, each with the newest of CDI that runs as it is.
func operatorPairs(ctx context.Context, s *suite.Suite) ([]suite.Pair, error) {
	pairs, err := s.Pairs()
	if err != nil {
		return nil, err
	}
	pairs = slices.CompactFunc(pairs, func(a, b suite.Pair) bool { return a.KubeVirt == b.KubeVirt })
	releases, err := s.Store.Releases()
	if err != nil {
		return nil, err
	}
	for _, release := range slices.Backward(releases) {
		if release.Project != "cdi" {
			continue
		}
		line, err := s.Store.Line(ctx, "cdi", release.Version)
		if err != nil {
			return nil, err
		}
		if line.Exact {
			for i := range pairs {
				pairs[i].CDI = release.Version
			}
			break
		}
	}
	return pairs, nil
}
