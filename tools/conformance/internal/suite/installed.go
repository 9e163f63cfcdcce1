package suite

import (
	"context"
	"fmt"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cdi"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/disks"
	"cdk8s-kubevirt/tools/conformance/internal/facts"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/kubevirt"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
)

// Installed is a cluster with a bundle's platform in it, and KubeVirt's and CDI's own admission before it.
type Installed struct {
	*cluster.Cluster
	Pair     Pair
	KubeVirt *kubevirt.Admission
	Disks    *disks.Player
}

// Install applies the layers of the operators and of the platform, each followed by what the operators would do.
func (s *Suite) Install(ctx context.Context, c *cluster.Cluster, pair Pair, b bundle.Bundle, order bundle.Order) (*Installed, apply.Verdicts, error) {
	installed := &Installed{Cluster: c, Pair: pair}
	virt, virtSchemas, err := s.judge(ctx, "kubevirt", pair.KubeVirt)
	if err != nil {
		return nil, nil, err
	}
	importer, importerSchemas, err := s.judge(ctx, "cdi", pair.CDI)
	if err != nil {
		return nil, nil, err
	}
	if err := s.foreign(ctx, c, b); err != nil {
		return nil, nil, err
	}
	verdicts, err := apply.Layers(ctx, c.Client, order, b.Layer(bundle.Operators))
	if err != nil {
		return nil, verdicts, err
	}
	if installed.KubeVirt, err = kubevirt.Start(ctx, c, virt.Version, s.Store.In(virt.Module), virtSchemas); err != nil {
		return nil, verdicts, fmt.Errorf("KubeVirt %s: %w", virt.Version, err)
	}
	platform, err := apply.Layers(ctx, c.Client, order, b.Layer(bundle.Platform))
	verdicts = append(verdicts, platform...)
	if err != nil {
		return nil, verdicts, err
	}
	// in this order: virt-api and virt-controller end themselves, to be started anew, when they see CDI's kinds appear
	if err := cdi.Serve(ctx, c, s.Store.In(importer.Module), importerSchemas); err != nil {
		return nil, verdicts, fmt.Errorf("CDI %s: %w", importer.Version, err)
	}
	if err = installed.KubeVirt.Serve(ctx); err == nil {
		err = installed.KubeVirt.Embed(ctx, b)
	}
	if err != nil {
		return nil, verdicts, fmt.Errorf("KubeVirt %s: %w", virt.Version, err)
	}
	return installed, verdicts, nil
}

// judge finds what judges a release, and what gives CRDs the schemas of that release where another one judges: its
// facts have them, and only its programs cannot be had.
func (s *Suite) judge(ctx context.Context, project, version string) (line programs.Line, adopt func(crd *kube.Object) error, err error) {
	if line, err = s.Store.Line(ctx, project, version); err != nil {
		return line, nil, err
	}
	if line.Exact {
		return line, func(*kube.Object) error { return nil }, nil
	}
	known, err := facts.Read(s.Root, project, version)
	if err != nil {
		return line, nil, err
	}
	return line, known.Adopt, nil
}

// Rest applies the layers after the platform's.
func Rest(ctx context.Context, c *cluster.Cluster, b bundle.Bundle, order bundle.Order) (apply.Verdicts, error) {
	rest := slices.DeleteFunc(slices.Clone(b.Layers), func(layer bundle.Layer) bool { return layer.Name <= bundle.Platform })
	return apply.Layers(ctx, c.Client, order, rest...)
}
