package applicationset

import (
	"encoding/json"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"
)

// written is the same model as a set with its files, and as Applications.
type written struct {
	Set          Set              `json:"set"`
	Files        []map[string]any `json:"files"`
	Applications []map[string]any `json:"applications"`
}

func read(t *testing.T) written {
	command := exec.Command("npx", "tsx", "tools/delivery/applicationset/written.ts")
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

func TestTheSetMakesTheApplicationsThatAreWrittenOtherwise(t *testing.T) {
	given := read(t)
	expected := map[string]map[string]any{}
	for _, application := range given.Applications {
		expected[application["metadata"].(map[string]any)["name"].(string)] = application
	}
	for _, file := range given.Files {
		applications, patches, err := given.Set.Applications(file)
		if err != nil {
			t.Fatal(err)
		}
		for index, application := range applications {
			metadata := application["metadata"].(map[string]any)
			name := metadata["name"].(string)
			other := expected[name]
			if other == nil {
				t.Errorf("%s is no Application otherwise", name)
				continue
			}
			delete(expected, name)
			same(t, name, "labels", withoutEmpty(metadata["labels"]), field(other, "metadata", "labels"))
			for _, annotation := range []string{"compare-options", "manifest-generate-paths"} {
				key := "argocd.argoproj.io/" + annotation
				same(t, name, key, field(metadata, "annotations", key), field(other, "metadata", "annotations", key))
			}
			for _, key := range []string{"project", "source", "destination"} {
				same(t, name, key, field(application, "spec", key), field(other, "spec", key))
			}
			same(t, name, "finalizers", finalizersIn(t, patches[index]), field(other, "metadata", "finalizers"))
		}
	}
	for name := range expected {
		t.Errorf("the set does not make %s", name)
	}
}

func same(t *testing.T, name, what string, found, expected any) {
	t.Helper()
	if !reflect.DeepEqual(found, expected) {
		t.Errorf("%s, %s: %v, and otherwise %v", name, what, found, expected)
	}
}

func field(object map[string]any, path ...string) any {
	var value any = object
	for _, key := range path {
		value = value.(map[string]any)[key]
	}
	return value
}

// An empty label is as good as none.
func withoutEmpty(labels any) any {
	found := map[string]any{}
	for key, value := range labels.(map[string]any) {
		if value != "" {
			found[key] = value
		}
	}
	return found
}

func finalizersIn(t *testing.T, patch string) any {
	var found map[string]any
	if err := yaml.Unmarshal([]byte(patch), &found); err != nil || found == nil {
		t.Fatalf("%v in %q", err, strings.TrimSpace(patch))
	}
	finalizers, _ := field(found, "metadata", "finalizers").([]any)
	if len(finalizers) == 0 {
		return nil
	}
	return finalizers
}
