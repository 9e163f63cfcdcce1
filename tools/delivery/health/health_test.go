package health

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"sigs.k8s.io/yaml"
)

// state is an object in one state, and what its check must say about it.
type state struct {
	State  string         `json:"state"`
	Object map[string]any `json:"object"`
	Expect Status         `json:"expect"`
}

// scripts are the checks, by the key that they have in the ConfigMap `argocd-cm`.
func scripts(t *testing.T) map[string]string {
	command := exec.Command("npx", "tsx", "tools/delivery/health/scripts.ts")
	command.Dir = "../../.."
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	if err := json.Unmarshal(output, &found); err != nil {
		t.Fatal(err)
	}
	return found
}

func statesOf(t *testing.T, key string) []state {
	data, err := os.ReadFile(filepath.Join("testdata", key+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var states []state
	if err := yaml.UnmarshalStrict(data, &states); err != nil {
		t.Fatal(err)
	}
	return states
}

func TestEachStateIsShownAsWhatItIs(t *testing.T) {
	for key, script := range scripts(t) {
		t.Run(key, func(t *testing.T) {
			seen := []string{}
			for _, state := range statesOf(t, key) {
				found, err := Run(script, state.Object)
				if err != nil {
					t.Errorf("%s: %v", state.State, err)
				}
				if found != state.Expect {
					t.Errorf("%s:\n  found    %+v\n  expected %+v", state.State, found, state.Expect)
				}
				seen = append(seen, found.Status)
			}
			for _, status := range []string{"Healthy", "Progressing"} {
				if !slices.Contains(seen, status) {
					t.Errorf("no state is %s", status)
				}
			}
		})
	}
}

// Argo CD asks as soon as an object exists.
func TestAnObjectWithoutStatusIsInProgress(t *testing.T) {
	for key, script := range scripts(t) {
		found, err := Run(script, map[string]any{"metadata": map[string]any{"name": "new"}})
		if err != nil || found.Status != "Progressing" {
			t.Errorf("%s: %+v, %v", key, found, err)
		}
	}
}

func TestWhatArgoCDDoesNotKnowIsAnError(t *testing.T) {
	for _, script := range []string{
		`return { status = "Fine", message = "" }`, `return { status = "Healthy" }`, `return 1`, `return obj.a.b`,
		`return { status = "Healthy", message = string.upper("a") }`,
	} {
		if found, err := Run(script, map[string]any{}); err == nil {
			t.Errorf("%s gives %+v", script, found)
		}
	}
}
