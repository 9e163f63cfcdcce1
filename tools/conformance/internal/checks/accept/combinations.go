package accept

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// combination is an example with the releases that it is tried with.
type combination struct {
	example    bundle.Bundle
	kubernetes programs.KubernetesRelease
	pair       suite.Pair
	// next are the releases that follow, if any, with the same example.
	next        *suite.Pair
	nextExample bundle.Bundle
	order       bundle.Order
}

func (c combination) String() string {
	return fmt.Sprintf("%s for %s on Kubernetes %s", c.example.Name, c.pair, c.kubernetes.Version)
}

// combinations are the platform example for all pairs of releases, each before every Kubernetes minor that its KubeVirt
// supports, and the other examples as far as they are wanted.
func combinations(ctx context.Context, s *suite.Suite) ([]combination, error) {
	pairs, err := s.Pairs()
	if err != nil {
		return nil, err
	}
	examples := make([][]bundle.Bundle, len(pairs))
	for i, pair := range pairs {
		if examples[i], err = s.Examples(ctx, pair); err != nil {
			return nil, fmt.Errorf("synthesising the examples for %s: %w", pair, err)
		}
	}
	if whole := !s.Newest && s.KubeVirt == ""; whole {
		if err := allTried(s.Root, examples); err != nil {
			return nil, err
		}
	}
	var all []combination
	tried := map[string]int{} // by release of KubeVirt
	for i, pair := range pairs {
		minors, err := s.KubernetesOf(ctx, pair)
		if err != nil {
			return nil, err
		}
		for _, kubernetes := range minors {
			// in turn in the order of either tool, so that each release is tried in both
			order := []bundle.Order{bundle.Flux, bundle.ArgoCD}[tried[pair.KubeVirt]%2]
			tried[pair.KubeVirt]++
			for _, example := range examples[i] {
				isNewest := kubernetes == minors[len(minors)-1]
				if example.Name != suite.PlatformExample && !s.Everywhere && !(isNewest && wanted(example, pairs[i:])) {
					continue
				}
				one := combination{example: example, kubernetes: kubernetes, pair: pair, order: order}
				if i+1 < len(pairs) {
					err = one.follow(ctx, s, pairs[i+1], examples[i+1])
				}
				if err != nil {
					return nil, err
				}
				all = append(all, one)
			}
		}
	}
	return all, nil
}

// wanted tells whether an example beside the platform is tried for the first of some pairs, oldest first: for the newest
// CDI of each KubeVirt, and for the newest pair alone where other projects make the machines.
func wanted(example bundle.Bundle, pairs []suite.Pair) bool {
	isNewest := len(pairs) == 1
	return isNewest || !suite.HasClusterAPI(example) && pairs[0].KubeVirt != pairs[1].KubeVirt
}

// follow adds the next releases, if their KubeVirt is supported on the same minor.
func (c *combination) follow(ctx context.Context, s *suite.Suite, pair suite.Pair, examples []bundle.Bundle) error {
	minors, err := s.KubernetesOf(ctx, pair)
	if err != nil || !slices.Contains(minors, c.kubernetes) {
		return err
	}
	for _, example := range examples {
		if example.Name == c.example.Name {
			c.next, c.nextExample = &pair, example
		}
	}
	return nil
}

// allTried says which example no pair of releases brings, so that a new one cannot be forgotten.
func allTried(root string, examples [][]bundle.Bundle) error {
	folders, err := os.ReadDir(filepath.Join(root, "examples"))
	if err != nil {
		return err
	}
	tried := map[string]bool{}
	for _, bundles := range examples {
		for _, each := range bundles {
			tried[each.Name] = true
		}
	}
	for _, folder := range folders {
		if folder.IsDir() && !tried[folder.Name()] {
			return fmt.Errorf("examples/%s is tried for no pair of releases: see programs/synth.ts", folder.Name())
		}
	}
	return nil
}
