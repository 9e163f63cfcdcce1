package apply

import (
	"slices"
	"testing"
)

func TestChangesNameFieldsWhoseValuesDiffer(t *testing.T) {
	before := map[string]any{
		"metadata": map[string]any{"generation": int64(1), "resourceVersion": "1"},
		"spec": map[string]any{"replicas": int64(2), "disks": []any{
			map[string]any{"name": "boot", "metadata": map[string]any{"creationTimestamp": nil}},
		}},
	}
	after := map[string]any{
		"metadata": map[string]any{"generation": int64(2), "resourceVersion": "2"},
		"spec": map[string]any{"replicas": float64(2), "disks": []any{
			map[string]any{"name": "boot", "metadata": map[string]any{}},
		}},
	}
	if found := changes("", before, after); len(found) > 0 {
		t.Errorf("only nulls and what every write changes differ, but it found %q", found)
	}
	after["spec"].(map[string]any)["disks"].([]any)[0].(map[string]any)["name"] = "data"
	after["spec"].(map[string]any)["paused"] = true
	want := []string{".spec.disks[0].name was boot and is data", ".spec.paused was <nil> and is true"}
	if found := changes("", before, after); !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
}

func TestWhatWasWrittenAnewWithTheSameValuesIsUnchangedInSubstance(t *testing.T) {
	verdicts := Verdicts{{Change: Changed}, {Change: Changed, Changes: []string{"a"}}, {Change: Created}}
	var got []Change
	for _, each := range verdicts.InSubstance() {
		got = append(got, each.Change)
	}
	if want := []Change{Unchanged, Changed, Created}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if verdicts[0].Change != Changed {
		t.Error("it changed its receiver")
	}
}
