// Package state asks kube-state-metrics' own code which metrics it makes of objects with our configuration.
package state

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/kube-state-metrics/v2/pkg/customresourcestate"
	"k8s.io/kube-state-metrics/v2/pkg/metric"
	"sigs.k8s.io/yaml"

	"cdk8s-kubevirt/tools/monitoring/internal/written"
)

// example is an object, and the series that are made of it, without what all series of its kind have.
type example struct {
	Case   string         `json:"case"`
	Object map[string]any `json:"object"`
	Series []string       `json:"series"`
}

func TestSeriesAreMadeOfObjects(t *testing.T) {
	read := written.Read(t)
	for _, files := range read.Releases {
		var config customresourcestate.Metrics
		if err := yaml.Unmarshal([]byte(files.State), &config); err != nil {
			t.Fatal(err)
		}
		for _, resource := range config.Spec.Resources {
			kind := resource.GroupVersionKind.Kind
			for i, each := range resource.Metrics { // as kube-state-metrics does once it has read them
				resource.Metrics[i].Each.Type = metric.Type(strings.ToLower(string(each.Each.Type)))
			}
			factory, err := customresourcestate.NewCustomResourceMetrics(resource)
			if err != nil {
				t.Errorf("%s: %v", kind, err)
				continue
			}
			for _, each := range examples(t, kind) {
				object := &unstructured.Unstructured{Object: each.Object}
				var found []string
				for _, family := range factory.MetricFamilyGenerators() {
					for line := range strings.Lines(string(family.GenerateFunc(object).ByteSlice())) {
						found = append(found, family.Name+withoutKind(line))
					}
				}
				if !slices.Equal(found, each.Series) {
					t.Errorf("%s, %s: %q, want %q", kind, each.Case, found, each.Series)
				}
			}
		}
	}
}

// examples are those of a kind.
func examples(t *testing.T, kind string) (read []example) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", kind+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.UnmarshalStrict(text, &read); err != nil {
		t.Fatal(err)
	}
	return read
}

// withoutKind drops the labels that name the group, the version and the kind.
func withoutKind(line string) string {
	labels, value, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "{"), "}")
	kept := slices.DeleteFunc(strings.Split(labels, ","), func(label string) bool {
		return strings.HasPrefix(label, "customresource_")
	})
	return "{" + strings.Join(kept, ",") + "}" + value
}
