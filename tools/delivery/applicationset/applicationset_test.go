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

// written is the same model as sets with their files, and as Applications.
type written struct {
	Sets         []Set            `json:"sets"`
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

func TestTheSetsMakeTheApplicationsThatAreWrittenOtherwise(t *testing.T) {
	given := read(t)
	expected := map[string]map[string]any{}
	for _, application := range given.Applications {
		expected[application["metadata"].(map[string]any)["name"].(string)] = application
	}
	for index, set := range given.Sets {
		for _, file := range given.Files {
			applications, patches, err := set.Applications(file)
			if err != nil {
				t.Fatal(err)
			}
			for place, application := range applications {
				name := application["metadata"].(map[string]any)["name"].(string)
				other := expected[name]
				if other == nil {
					t.Errorf("%s is no Application otherwise, or another set makes it too", name)
					continue
				}
				delete(expected, name)
				if isRolled := index == 0; isRolled == isOfWorkloads(other, file) {
					t.Errorf("set %d makes %s", index, name)
				}
				compare(t, application, other, patches[place])
			}
		}
	}
	for name := range expected {
		t.Errorf("no set makes %s", name)
	}
}

// isOfWorkloads tells whether an Application has machines or is of a tenant's own cluster.
func isOfWorkloads(application, file map[string]any) bool {
	return field(application, "metadata", "labels", "cdk8s-kubevirt.io/layer") == "60-workloads" || file["infra"] != nil
}

func compare(t *testing.T, application, other map[string]any, patch string) {
	t.Helper()
	metadata := application["metadata"].(map[string]any)
	name := metadata["name"].(string)
	same(t, name, "labels", withoutEmpty(metadata["labels"]), field(other, "metadata", "labels"))
	for _, annotation := range []string{"compare-options", "manifest-generate-paths"} {
		key := "argocd.argoproj.io/" + annotation
		same(t, name, key, field(metadata, "annotations", key), field(other, "metadata", "annotations", key))
	}
	for _, key := range []string{"project", "source", "destination"} {
		same(t, name, key, field(application, "spec", key), field(other, "spec", key))
	}
	same(t, name, "finalizers", finalizersIn(t, patch), field(other, "metadata", "finalizers"))
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
