// Package rules asks Prometheus' own code about the rules that we write.
package rules

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
	"sigs.k8s.io/yaml"

	"cdk8s-kubevirt/tools/monitoring/internal/facts"
	"cdk8s-kubevirt/tools/monitoring/internal/written"
)

// ruleFile is the part of a file of rules that matters here.
type ruleFile struct {
	Groups []struct {
		Name  string `json:"name"`
		Rules []struct {
			Alert  string `json:"alert"`
			Record string `json:"record"`
			Expr   string `json:"expr"`
		} `json:"rules"`
	} `json:"groups"`
}

// judging names the file with the facts of a release that are nearest to those of the release itself: not all modules are
// on the module mirror.
var judging = map[string]string{
	"v1.7.4": "kubevirt-v1.7.0", "v1.8.4": "kubevirt-v1.8.4", "v1.9.0": "kubevirt-v1.9.0",
	"v1.63.1": "cdi-v1.65.0", "v1.64.0": "cdi-v1.65.0", "v1.65.0": "cdi-v1.65.0", "v1.66.0": "cdi-v1.65.0",
}

// madeOfLabels begins the labels that kube-state-metrics makes of those of an object: its facts have a placeholder for them.
const madeOfLabels = "label_"

// stateFile is the part of a configuration of kube-state-metrics that says which metrics it makes, and their labels.
type stateFile struct {
	Spec struct {
		Resources []struct {
			LabelsFromPath map[string]any `json:"labelsFromPath"`
			Metrics        []struct {
				Name           string         `json:"name"`
				LabelsFromPath map[string]any `json:"labelsFromPath"`
				Each           struct {
					Info struct {
						LabelsFromPath map[string]any `json:"labelsFromPath"`
					} `json:"info"`
				} `json:"each"`
			} `json:"metrics"`
		} `json:"resources"`
	} `json:"spec"`
}

// known are the labels of all metrics that there are with a pair of releases.
func known(t *testing.T, files written.Files) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, name := range []string{judging[files.KubeVirt], judging[files.CDI], "kube-state-metrics-v2.18.0", "velero-v1.18.3"} {
		read, err := facts.Read(filepath.Join("..", "metrics", name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		maps.Copy(all, read.Metrics)
	}
	var state stateFile
	unmarshal(t, files.State, &state)
	for _, resource := range state.Spec.Resources {
		for _, metric := range resource.Metrics {
			all[metric.Name] = slices.Concat(slices.Collect(maps.Keys(resource.LabelsFromPath)),
				slices.Collect(maps.Keys(metric.LabelsFromPath)), slices.Collect(maps.Keys(metric.Each.Info.LabelsFromPath)))
		}
	}
	return all
}

func unmarshal(t *testing.T, text string, into any) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(text), into); err != nil {
		t.Fatal(err)
	}
}

func TestMetricsExistWithTheirLabelsInEachRelease(t *testing.T) {
	read := written.Read(t)
	for _, files := range read.Releases {
		metrics := known(t, files)
		var rules ruleFile
		unmarshal(t, files.Rules, &rules)
		for _, group := range rules.Groups {
			for _, rule := range group.Rules {
				for _, fault := range faults(t, rule.Expr, metrics) {
					t.Errorf("KubeVirt %s, CDI %s, %s: %s", files.KubeVirt, files.CDI, rule.Alert+rule.Record, fault)
				}
			}
		}
	}
}

func TestWhatDoesNotExistIsFound(t *testing.T) {
	metrics := map[string][]string{"a": {"x"}}
	for expr, want := range map[string]string{
		`b`:                     "there is no metric b",
		`a{y="1"}`:              "a has no label y",
		`sum by (x) (a)`:        "",
		`sum by (z) (a{x="1"})`: "nothing has the label z",
		`a * on (z) a`:          "nothing has the label z",
		`{__name__=~".+"}`:      "",
	} {
		if found := strings.Join(faults(t, expr, metrics), "; "); found != want {
			t.Errorf("%s: %q, want %q", expr, found, want)
		}
	}
}

// faults are the metrics and labels of an expression that there are not.
func faults(t *testing.T, expr string, metrics map[string][]string) (found []string) {
	t.Helper()
	parsed, err := parser.NewParser(parser.Options{}).ParseExpr(expr)
	if err != nil {
		return []string{err.Error()}
	}
	var at []string // the labels of all metrics in it, and those that it makes itself
	var used []string
	parser.Inspect(parsed, func(node parser.Node, _ []parser.Node) error {
		switch node := node.(type) {
		case *parser.VectorSelector:
			at = append(at, metrics[node.Name]...)
			found = append(found, selectorFaults(node, metrics)...)
		case *parser.Call:
			if node.Func.Name == "label_replace" {
				at = append(at, node.Args[1].(*parser.StringLiteral).Val)
				used = append(used, node.Args[3].(*parser.StringLiteral).Val)
			}
		case *parser.AggregateExpr:
			used = append(used, node.Grouping...)
		case *parser.BinaryExpr:
			if node.VectorMatching != nil {
				used = append(append(used, node.VectorMatching.MatchingLabels...), node.VectorMatching.Include...)
			}
		}
		return nil
	})
	for _, label := range used {
		if !slices.Contains(at, label) && !strings.HasPrefix(label, madeOfLabels) {
			found = append(found, "nothing has the label "+label)
		}
	}
	return found
}

func selectorFaults(selector *parser.VectorSelector, metrics map[string][]string) (found []string) {
	if selector.Name == "" {
		return nil
	}
	has, exists := metrics[selector.Name]
	if !exists {
		return []string{"there is no metric " + selector.Name}
	}
	for _, matcher := range selector.LabelMatchers {
		if matcher.Name != labels.MetricName && !slices.Contains(has, matcher.Name) {
			found = append(found, selector.Name+" has no label "+matcher.Name)
		}
	}
	return found
}
