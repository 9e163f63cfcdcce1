package rules

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"cdk8s-kubevirt/tools/monitoring/internal/written"
)

// situations are what each alert is tested in.
var situations = []string{"firing", "not firing", "recovering", "missing series"}

// build builds promtool with the one way to discover targets that we use, and returns a function that runs it in a folder.
func build(t *testing.T) func(folder string, arguments ...string) {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "promtool")
	command := exec.Command("go", "build", "-tags", "remove_all_sd,enable_kubernetes_sd", "-o", binary,
		"github.com/prometheus/prometheus/cmd/promtool")
	command.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	return func(folder string, arguments ...string) {
		t.Helper()
		command := exec.Command(binary, arguments...)
		command.Dir = folder
		if output, err := command.CombinedOutput(); err != nil {
			t.Errorf("promtool %s: %v\n%s", strings.Join(arguments, " "), err, output)
		}
	}
}

func TestPromtoolTakesTheRulesAndTheirTests(t *testing.T) {
	read := written.Read(t)
	folder := t.TempDir()
	write(t, folder, "rules.yaml", read.Newest().Rules)
	write(t, folder, "prometheus.yaml", "scrape_config_files: [scrape.yaml]\nrule_files: [rules.yaml]\n")
	write(t, folder, "scrape.yaml", read.Newest().Scraping)
	promtool := build(t)
	promtool(folder, "check", "rules", "--lint=all", "--lint-fatal", "rules.yaml")
	promtool(folder, "check", "config", "prometheus.yaml")
	tests := []string{"test", "rules"}
	for _, alert := range append(slices.Clone(read.Alerts), "capacity") {
		text, err := os.ReadFile(filepath.Join("testdata", alert+".yaml"))
		if err != nil {
			t.Error(err)
			continue
		}
		checkSituations(t, alert, string(text))
		// only its own rules, for each test evaluates all that there are, once a minute
		write(t, folder, alert+".rules.yaml", groupOf(t, read.Newest().Rules, alert))
		write(t, folder, alert+".yaml", "rule_files: ["+alert+".rules.yaml]\nevaluation_interval: 1m\n"+string(text))
		tests = append(tests, alert+".yaml")
	}
	promtool(folder, tests...)
}

// groupOf is a file with the one group of rules that ends with a name.
func groupOf(t *testing.T, rules, name string) string {
	t.Helper()
	var file struct {
		Groups []map[string]any `json:"groups"`
	}
	unmarshal(t, rules, &file)
	file.Groups = slices.DeleteFunc(file.Groups, func(group map[string]any) bool {
		return !strings.HasSuffix(group["name"].(string), "."+name)
	})
	if len(file.Groups) != 1 {
		t.Errorf("%d groups end with %s", len(file.Groups), name)
	}
	text, err := yaml.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// checkSituations holds that a file tests its alert in each situation.
func checkSituations(t *testing.T, alert, text string) {
	t.Helper()
	var file struct {
		Tests []struct {
			Name       string `json:"name"`
			AlertTests []struct {
				Name string `json:"alertname"`
			} `json:"alert_rule_test"`
		} `json:"tests"`
	}
	unmarshal(t, text, &file)
	if alert == "capacity" {
		return
	}
	var found []string
	for _, test := range file.Tests {
		found = append(found, strings.SplitN(test.Name, ":", 2)[0])
		for _, each := range test.AlertTests {
			if each.Name != alert {
				t.Errorf("%s: %q tests %s", alert, test.Name, each.Name)
			}
		}
	}
	for _, situation := range situations {
		if !slices.Contains(found, situation) {
			t.Errorf("%s: nothing tests it %s", alert, situation)
		}
	}
}

func write(t *testing.T, folder, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
