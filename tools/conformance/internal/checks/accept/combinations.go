package accept

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

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

// combinations are all examples for all pairs of releases before all Kubernetes minors.
func combinations(ctx context.Context, s *suite.Suite) ([]combination, error) {
	pairs, err := s.Pairs()
	if err != nil {
		return nil, err
	}
	minors, err := s.Kubernetes(ctx)
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
	for number, kubernetes := range minors {
		// one minor in the order of either tool, so that each release is tried in both
		order := []bundle.Order{bundle.Flux, bundle.ArgoCD}[number%2]
		for i, pair := range pairs {
			for _, example := range examples[i] {
				one := combination{example: example, kubernetes: kubernetes, pair: pair, order: order}
				if i+1 < len(pairs) {
					one.follow(pairs[i+1], examples[i+1])
				}
				all = append(all, one)
			}
		}
	}
	return all, nil
}

func (c *combination) follow(pair suite.Pair, examples []bundle.Bundle) {
	for _, example := range examples {
		if example.Name == c.example.Name {
			c.next, c.nextExample = &pair, example
		}
	}
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
