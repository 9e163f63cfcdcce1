package suite

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/programs"
)

// names of the projects, as people write them.
var names = map[string]string{"kubevirt": "KubeVirt", "cdi": "CDI"}

// Pair is a release of KubeVirt with one of CDI, as versions.
type Pair struct{ KubeVirt, CDI string }

func (p Pair) String() string { return fmt.Sprintf("KubeVirt %s, CDI %s", p.KubeVirt, p.CDI) }

// Pairs are the supported releases, each at least once: the one project's in step with the other's, oldest first.
func (s *Suite) Pairs() ([]Pair, error) {
	pairs, err := s.everyPair()
	if err != nil {
		return nil, err
	}
	known := pairs
	if s.KubeVirt != "" {
		pairs = slices.DeleteFunc(slices.Clone(pairs), func(pair Pair) bool { return pair.KubeVirt != s.KubeVirt })
	}
	if len(pairs) == 0 {
		var kubevirts []string
		for _, pair := range known {
			kubevirts = append(kubevirts, pair.KubeVirt)
		}
		return nil, fmt.Errorf("KubeVirt %s is not among the releases that are supported: %s", s.KubeVirt, strings.Join(slices.Compact(kubevirts), ", "))
	}
	if s.Newest {
		pairs = pairs[len(pairs)-1:]
	}
	return pairs, nil
}

// Upgrade is the newest pair, and before it the one with the KubeVirt before, whatever the run is restricted to.
func (s *Suite) Upgrade() (from, to Pair, err error) {
	pairs, err := s.everyPair()
	if err != nil {
		return from, to, err
	}
	to = pairs[len(pairs)-1]
	for _, pair := range slices.Backward(pairs) {
		if pair.KubeVirt != to.KubeVirt {
			return pair, to, nil
		}
	}
	return from, to, fmt.Errorf("%s is the only release of KubeVirt, so nothing is upgraded to it", to.KubeVirt)
}

// everyPair are the pairs of all releases.
func (s *Suite) everyPair() ([]Pair, error) {
	releases, err := s.Store.Releases()
	if err != nil {
		return nil, err
	}
	var kubevirts, cdis []string
	for _, release := range releases {
		if release.Project == "kubevirt" {
			kubevirts = append(kubevirts, release.Version)
		} else {
			cdis = append(cdis, release.Version)
		}
	}
	pairs := make([]Pair, max(len(kubevirts), len(cdis)))
	for i := range pairs {
		pairs[i] = Pair{KubeVirt: kubevirts[i*len(kubevirts)/len(pairs)], CDI: cdis[i*len(cdis)/len(pairs)]}
	}
	return pairs, nil
}

// NewestPair is the last of them.
func (s *Suite) NewestPair() (Pair, error) {
	pairs, err := s.Pairs()
	if err != nil {
		return Pair{}, err
	}
	return pairs[len(pairs)-1], nil
}

// KubernetesOf are those of them that upstream supports the pair's release of KubeVirt on; all of them, if that is none
// of those that can be run.
func (s *Suite) KubernetesOf(ctx context.Context, pair Pair) (supported []programs.KubernetesRelease, err error) {
	releases, err := s.Store.Kubernetes(ctx)
	if err != nil {
		return nil, err
	}
	for _, release := range releases {
		supports, err := s.Store.Supports(pair.KubeVirt, release)
		if err != nil {
			return nil, err
		}
		if supports {
			supported = append(supported, release)
		}
	}
	if len(supported) == 0 {
		supported = releases
	}
	if s.Newest {
		supported = supported[len(supported)-1:]
	}
	return supported, nil
}

// NewestKubernetes is the last of them.
func (s *Suite) NewestKubernetes(ctx context.Context, pair Pair) (programs.KubernetesRelease, error) {
	supported, err := s.KubernetesOf(ctx, pair)
	if err != nil {
		return programs.KubernetesRelease{}, err
	}
	return supported[len(supported)-1], nil
}

// OnlyNewest is the sentence of a scenario that tries the newest releases alone.
func (s *Suite) OnlyNewest(ctx context.Context) (string, error) {
	pair, err := s.NewestPair()
	if err != nil {
		return "", err
	}
	kubernetes, err := s.NewestKubernetes(ctx, pair)
	return fmt.Sprintf("\n\nTried with %s on Kubernetes %s alone.", pair, kubernetes.Version), err
}

// Missing names the releases that could not be had, and what judges in their place, if anything does. Why is told on
// the console: it depends on what this machine reaches.
func (s *Suite) Missing(ctx context.Context) ([]string, error) {
	releases, err := s.Store.Releases()
	if err != nil {
		return nil, err
	}
	var missing []string
	for _, release := range releases {
		line, err := s.Store.Line(ctx, release.Project, release.Version)
		if err != nil {
			return nil, err
		}
		if !line.Exact {
			s.Console.Printf("the Go module of %s %s cannot be had: %s", release.Project, release.Version, line.Why)
			missing = append(missing, fmt.Sprintf("The Go module of %s %s: its schemas are its own, by our facts of it, and the programs that judge are those of %s.", names[release.Project], release.Version, line.Version))
		}
	}
	schedules, err := s.missingSchedules(ctx)
	return append(missing, schedules...), err
}
