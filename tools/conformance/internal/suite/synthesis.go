package suite

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/process"
)

// Node runs one of the TypeScript programs of this tool to its end and returns what it prints.
func (s *Suite) Node(ctx context.Context, program string, arguments ...string) ([]byte, error) {
	return process.Run(ctx, s.nodeCommand(program, arguments...))
}

// Converse runs one of the TypeScript programs that asks on its standard output and hears on its standard input.
func (s *Suite) Converse(ctx context.Context, program string, talk func(in io.Writer, out io.Reader) error, arguments ...string) error {
	return process.Converse(ctx, s.nodeCommand(program, arguments...), talk)
}

func (s *Suite) nodeCommand(program string, arguments ...string) process.Command {
	path := filepath.Join("tools", "conformance", "programs", program+".ts")
	return process.Command{Name: program, Path: "node", Args: append([]string{"--import", "tsx", path}, arguments...), Dir: s.Root}
}

// PlatformExample is the example that is tried with all releases everywhere. The others are about machines, and are tried
// with fewer.
const PlatformExample = "platform"

// FleetExample is one cluster of the fleet, its canary, for the newest releases alone.
const FleetExample = "fleet"

// Examples synthesises all examples for a pair of releases.
func (s *Suite) Examples(ctx context.Context, pair Pair) ([]bundle.Bundle, error) {
	return s.Synth(ctx, "synth", pair)
}

// Synth runs a TypeScript program of this tool that writes one or more bundles, each into a folder of its own, with an
// index of the constructs beside it.
func (s *Suite) Synth(ctx context.Context, program string, pair Pair, arguments ...string) ([]bundle.Bundle, error) {
	directory, err := s.Folder("bundles", filepath.Base(program))
	if err != nil {
		return nil, err
	}
	arguments = append([]string{"--kubevirt", pair.KubeVirt, "--cdi", pair.CDI, "--dir", directory}, arguments...)
	if _, err := s.Node(ctx, program, arguments...); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(directory)
	if err != nil {
		return nil, err
	}
	var bundles []bundle.Bundle
	for _, entry := range entries {
		if !entry.IsDir() {
			continue
		}
		read, err := s.Read(ctx, filepath.Join(directory, entry.Name()))
		if err != nil {
			return nil, err
		}
		bundles = append(bundles, read)
	}
	if len(bundles) == 0 {
		return nil, fmt.Errorf("%s wrote no bundle", program)
	}
	return bundles, nil
}
