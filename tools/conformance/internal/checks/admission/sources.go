package admission

import (
	"cmp"
	"context"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// makeSources makes the DataSources that the DataVolumes of a layer copy and that the bundle does not hold:
// those of images that exist already, and those that CDI makes of a DataImportCron. CDI's admission reads them.
func (j *judge) makeSources(ctx context.Context, read bundle.Bundle, layer bundle.Layer) error {
	held := map[string]bool{}
	for _, item := range read.OfKind("DataSource") {
		held[bundle.Key(item.Object)] = true
	}
	for _, item := range layer.Items {
		source := sourceOf(item.Object)
		if source == nil || held[bundle.Key(source)] {
			continue
		}
		if _, err := j.installed.Client.Apply(ctx, source); err != nil {
			return fmt.Errorf("%s, which %s copies: %w", kube.Name(source), kube.Name(item.Object), err)
		}
		j.sources = append(j.sources, source)
	}
	return nil
}

// sourceOf is the DataSource that a DataVolume copies, or nothing.
func sourceOf(volume *kube.Object) *kube.Object {
	name := kube.Text(volume, "spec", "sourceRef", "name")
	if volume.GetKind() != "DataVolume" || name == "" {
		return nil
	}
	namespace := cmp.Or(kube.Text(volume, "spec", "sourceRef", "namespace"), volume.GetNamespace())
	return &kube.Object{Object: map[string]any{
		"apiVersion": volume.GetAPIVersion(), "kind": "DataSource",
		"metadata": map[string]any{"name": name, "namespace": namespace},
		"spec":     map[string]any{"source": map[string]any{"pvc": map[string]any{"namespace": namespace, "name": name}}},
	}}
}

// clearSources takes them away again.
func (j *judge) clearSources(ctx context.Context) error {
	for _, source := range j.sources {
		if err := j.installed.Client.Delete(ctx, source); err != nil {
			return fmt.Errorf("deleting %s: %w", kube.Name(source), err)
		}
	}
	j.sources = nil
	return nil
}
