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

// Deliver has the objects of a layer come into a cluster, and returns when they are there.
type Deliver func(ctx context.Context, layer bundle.Layer) error

// Install applies the layers of the operators and of the platform, each followed by what the operators would do.
func (s *Suite) Install(ctx context.Context, c *cluster.Cluster, pair Pair, b bundle.Bundle, order bundle.Order) (*Installed, apply.Verdicts, error) {
	var verdicts apply.Verdicts
	installed, err := s.InstallBy(ctx, c, pair, b, func(ctx context.Context, layer bundle.Layer) error {
		more, err := apply.Layers(ctx, c.Client, order, layer)
		verdicts = append(verdicts, more...)
		return err
	})
	return installed, verdicts, err
}

// InstallBy does what the operators would do, each time after somebody else has delivered a layer.
func (s *Suite) InstallBy(ctx context.Context, c *cluster.Cluster, pair Pair, b bundle.Bundle, deliver Deliver) (*Installed, error) {
	installed := &Installed{Cluster: c, Pair: pair}
	virt, virtSchemas, err := s.judge(ctx, "kubevirt", pair.KubeVirt)
	if err != nil {
		return nil, err
	}
	importer, importerSchemas, err := s.judge(ctx, "cdi", pair.CDI)
	if err != nil {
		return nil, err
	}
	if err := s.foreign(ctx, c, b); err != nil {
		return nil, err
	}
	if err := deliver(ctx, b.Layer(bundle.Operators)); err != nil {
		return nil, err
	}
	if installed.KubeVirt, err = kubevirt.Start(ctx, c, virt.Version, s.Store.In(virt.Module), virtSchemas); err != nil {
		return nil, fmt.Errorf("KubeVirt %s: %w", virt.Version, err)
	}
	if err := deliver(ctx, b.Layer(bundle.Platform)); err != nil {
		return nil, err
	}
	// in this order: virt-api and virt-controller end themselves, to be started anew, when they see CDI's kinds appear
	if err := cdi.Serve(ctx, c, s.Store.In(importer.Module), importerSchemas); err != nil {
		return nil, fmt.Errorf("CDI %s: %w", importer.Version, err)
	}
	if err = installed.KubeVirt.Serve(ctx); err == nil {
		err = installed.KubeVirt.Embed(ctx, b)
	}
	if err != nil {
		return nil, fmt.Errorf("KubeVirt %s: %w", virt.Version, err)
	}
	return installed, nil
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
