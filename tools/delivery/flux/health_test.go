// Package flux asks Flux' own code about the health of objects, with the expressions that we write for it.
package flux

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fluxcd/cli-utils/pkg/kstatus/polling/engine"
	"github.com/fluxcd/cli-utils/pkg/kstatus/status"
	"github.com/fluxcd/pkg/apis/kustomize"
	"github.com/fluxcd/pkg/runtime/cel"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// state is an object in one state, without what identifies it, and what Flux must take it for.
type state struct {
	State  string         `json:"state"`
	Object map[string]any `json:"object"`
	Expect status.Status  `json:"expect"`
}

// written is what Flux is told about each kind: as a rule, and of images in the catalog.
type written struct {
	General []kustomize.CustomHealthCheck `json:"general"`
	Catalog []kustomize.CustomHealthCheck `json:"catalog"`
}

func expressions(t *testing.T) []kustomize.CustomHealthCheck {
	t.Helper()
	return read(t).General
}

func read(t *testing.T) written {
	t.Helper()
	command := exec.Command("npx", "tsx", "tools/delivery/flux/expressions.ts")
	command.Dir = "../../.."
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var found written
	if err := json.Unmarshal(output, &found); err != nil {
		t.Fatal(err)
	}
	return found
}

// reader is what kustomize-controller makes of the expressions of one Kustomization.
func reader(t *testing.T, checks []kustomize.CustomHealthCheck) engine.StatusReader {
	t.Helper()
	readerFor, err := cel.NewStatusReader(checks)
	if err != nil {
		t.Fatal(err)
	}
	return readerFor(nil)
}

// statusOf is what Flux takes an object for.
func statusOf(t *testing.T, reader engine.StatusReader, check kustomize.CustomHealthCheck, object map[string]any) status.Status {
	t.Helper()
	text, err := json.Marshal(object)
	if err != nil {
		t.Fatal(err)
	}
	read := &unstructured.Unstructured{} // as from the API server: whole numbers have 64 bits
	whole := map[string]any{"apiVersion": check.APIVersion, "kind": check.Kind, "metadata": map[string]any{"name": "a"}}
	if err := json.Unmarshal(text, &whole); err != nil {
		t.Fatal(err)
	}
	text, err = json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	if err := read.UnmarshalJSON(text); err != nil {
		t.Fatal(err)
	}
	found, err := reader.ReadStatusForObject(context.Background(), nil, read)
	if err != nil {
		t.Fatal(err)
	}
	return found.Status
}

func statesOf(t *testing.T, check kustomize.CustomHealthCheck) []state {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", fileOf(check)))
	if err != nil {
		t.Fatal(err)
	}
	var states []state
	if err := yaml.UnmarshalStrict(text, &states); err != nil {
		t.Fatal(err)
	}
	return states
}

func fileOf(check kustomize.CustomHealthCheck) string {
	group := filepath.Dir(check.APIVersion)
	if group == "." {
		return check.Kind + ".yaml"
	}
	return group + "_" + check.Kind + ".yaml"
}

func TestEachStateIsTakenForWhatItIs(t *testing.T) {
	checks := expressions(t)
	reader := reader(t, checks)
	for _, check := range checks {
		t.Run(check.Kind+"."+filepath.Dir(check.APIVersion), func(t *testing.T) {
			seen := []status.Status{}
			for _, state := range statesOf(t, check) {
				found := statusOf(t, reader, check, state.Object)
				if found != state.Expect {
					t.Errorf("%s: %s instead of %s", state.State, found, state.Expect)
				}
				seen = append(seen, found)
			}
			for _, status := range []status.Status{status.CurrentStatus, status.InProgressStatus} {
				if !slices.Contains(seen, status) {
					t.Errorf("no state is %s", status)
				}
			}
			if check.Failed != "" && !slices.Contains(seen, status.FailedStatus) {
				t.Error("no state is Failed")
			}
		})
	}
}

// Flux asks as soon as an object exists. No expression can tell that it has no status, and Flux waits for what it does
// not know.
func TestAnObjectWithoutStatusIsUnknown(t *testing.T) {
	checks := expressions(t)
	reader := reader(t, checks)
	for _, check := range checks {
		if found := statusOf(t, reader, check, map[string]any{"spec": map[string]any{}}); found != status.UnknownStatus {
			t.Errorf("%s: %s", check.Kind, found)
		}
	}
}

func TestAnObjectWithAnEmptyStatusIsInProgress(t *testing.T) {
	checks := expressions(t)
	reader := reader(t, checks)
	for _, check := range checks {
		object := map[string]any{"spec": map[string]any{}, "status": map[string]any{}}
		if found := statusOf(t, reader, check, object); found != status.InProgressStatus {
			t.Errorf("%s: %s", check.Kind, found)
		}
	}
}

// An image that cannot be imported must not keep tenants from their changes.
func TestAnImageOfTheCatalogIsCurrentWhateverItsImportDoes(t *testing.T) {
	checks := read(t).Catalog
	reader := reader(t, checks)
	for _, check := range checks {
		objects := map[string]map[string]any{"no status yet": {"spec": map[string]any{}}}
		if check.Kind == "DataSource" {
			conditions := []any{map[string]any{"type": "Ready", "status": "False", "reason": "NoSource"}}
			objects["nothing imported"] = map[string]any{"status": map[string]any{"conditions": conditions}}
		} else {
			for _, state := range statesOf(t, check) {
				objects[state.State] = state.Object
			}
		}
		for state, object := range objects {
			if found := statusOf(t, reader, check, object); found != status.CurrentStatus {
				t.Errorf("%s, %s: %s", check.Kind, state, found)
			}
		}
	}
}

func TestEachStateBelongsToAnExpression(t *testing.T) {
	var files []string
	for _, check := range expressions(t) {
		files = append(files, fileOf(check))
	}
	found, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range found {
		if !slices.Contains(files, filepath.Base(path)) {
			t.Errorf("%s is of no kind", path)
		}
	}
}

// Flux looks at the generation before it asks the expressions, and KubeVirt tells with which one a machine was started.
// So Kustomizations with machines do not wait for them (src/delivery/flux/kustomization.ts).
func TestAMachineThatAwaitsItsRestartIsInProgress(t *testing.T) {
	checks := expressions(t)
	reader := reader(t, checks)
	for _, check := range checks {
		if check.Kind != "VirtualMachine" {
			continue
		}
		for printed, spec := range map[string]map[string]any{
			"Running": {"runStrategy": "Always"}, "Stopped": {"runStrategy": "Halted"},
		} {
			found := statusOf(t, reader, check, map[string]any{
				"metadata": map[string]any{"name": "a", "generation": 3}, "spec": spec,
				"status": map[string]any{"printableStatus": printed, "observedGeneration": 2, "desiredGeneration": 3},
			})
			if found != status.InProgressStatus {
				t.Errorf("%s: %s", printed, found)
			}
		}
	}
}
