package suite

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
	"cdk8s-kubevirt/tools/conformance/internal/report"
)

// TestSchedulesThatAreLeftOut asks a module proxy that is turned off for Velero.
func TestSchedulesThatAreLeftOut(t *testing.T) {
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOMODCACHE", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	tools, bundle := t.TempDir(), filepath.Join(t.TempDir(), "bundle")
	layer := filepath.Join(bundle, "clusters", "a", "40-tenants")
	for path, text := range map[string]string{
		filepath.Join(tools, "modules", "velero", "go.mod"): "module velero\n\ngo 1.24.0\n\nrequire github.com/vmware-tanzu/velero v1.18.3\n",
		bundle + ".index.json":                              "{}",
		filepath.Join(layer, "kustomization.yaml"):          "resources: [a.yaml]\n",
		filepath.Join(layer, "a.yaml"): "apiVersion: velero.io/v1\nkind: Schedule\nmetadata: {name: a, namespace: velero}\n---\n" +
			"apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n",
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	console := report.NewConsole(io.Discard)
	store, err := programs.Open(tools, console.Printf)
	if err != nil {
		t.Fatal(err)
	}
	s := &Suite{Store: store, Console: console}
	read, err := s.Read(t.Context(), bundle)
	if err != nil || len(read.Items()) != 1 || read.Find("Namespace") == nil {
		t.Errorf("the bundle keeps %v, %v", read.Items(), err)
	}
	schedule := &kube.Object{Object: map[string]any{"apiVersion": "velero.io/v1", "kind": "Schedule"}}
	if lacks, err := s.Lacks(t.Context(), schedule); err != nil || !lacks {
		t.Errorf("a Schedule is served: %v", err)
	}
	missing, err := s.missingSchedules(t.Context())
	expected := []string{"The Go module of Velero v1.18.3, which has the CRD of its Schedules: they were left out."}
	if err != nil || !slices.Equal(missing, expected) {
		t.Errorf("the page says %q, %v", missing, err)
	}
}
