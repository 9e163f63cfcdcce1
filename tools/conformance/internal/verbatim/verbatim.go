// Package verbatim proves that strings come back as they were put in: through the YAML readers that GitOps tools are
// built of, and through the API server.
package verbatim

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/process"
)

// Node runs one of the TypeScript programs of this tool to its end and returns what it prints.
type Node func(ctx context.Context, program string, arguments ...string) ([]byte, error)

// Document is YAML that the library wrote, with what it stands for.
type Document struct {
	YAML string `json:"yaml"`
	// JSON is what a reader must find.
	JSON json.RawMessage `json:"json"`
	// IsObject tells that the document is an object that a cluster takes, in namespace default.
	IsObject bool `json:"isObject"`
}

// Documents lets the library write documents: a fixed list of strings, and random ones, in every place that a string
// can have.
func Documents(ctx context.Context, node Node, runs, seed int) ([]Document, error) {
	lines, err := node(ctx, "strings", "--runs", strconv.Itoa(runs), "--seed", strconv.Itoa(seed))
	if err != nil {
		return nil, fmt.Errorf("writing documents: %w", err)
	}
	return process.Lines[Document]("strings", lines)
}

// Check reads documents with every reader and returns how many there were, and a failure for each that a reader took
// for something else.
func Check(ctx context.Context, node Node, runs, seed int) (count int, failures []string, err error) {
	documents, err := Documents(ctx, node, runs, seed)
	if err != nil {
		return 0, nil, err
	}
	for _, document := range documents {
		for _, reader := range readers {
			if failure := document.failure(reader); failure != "" {
				failures = append(failures, failure)
			}
		}
	}
	return len(documents), failures, nil
}

// Objects are ConfigMaps whose data hold the same kinds of strings, read from YAML as GitOps tools do, to be applied.
func Objects(ctx context.Context, node Node, runs, seed int) ([]*unstructured.Unstructured, error) {
	documents, err := Documents(ctx, node, runs, seed)
	if err != nil {
		return nil, err
	}
	var objects []*unstructured.Unstructured
	for _, document := range documents {
		if !document.IsObject {
			continue
		}
		if failure := document.failure(readers[0]); failure != "" {
			return nil, errors.New(failure)
		}
		object := &unstructured.Unstructured{}
		if err := json.Unmarshal(document.JSON, &object.Object); err != nil {
			return nil, fmt.Errorf("reading an object: %w", err)
		}
		objects = append(objects, object)
	}
	return objects, nil
}

// Differences compares what a server gives back with what was applied: a failure for each string that is not the same.
func Differences(applied, got *unstructured.Unstructured) []string {
	var failures []string
	for _, path := range [][]string{{"data"}, {"metadata", "annotations"}} {
		before, _, _ := unstructured.NestedStringMap(applied.Object, path...)
		after, _, _ := unstructured.NestedStringMap(got.Object, path...)
		for _, key := range slices.Sorted(maps.Keys(before)) {
			text := before[key]
			if found, exists := after[key]; !exists || found != text {
				failures = append(failures, fmt.Sprintf("ConfigMap %s, %s: %q went in, %q came out", applied.GetName(), key, text, found))
			}
		}
	}
	return failures
}

func (d Document) failure(r reader) string {
	got, err := r.read([]byte(d.YAML))
	if err != nil {
		return fmt.Sprintf("%s refuses %q: %v", r.name, d.YAML, err)
	}
	if !sameJSON(got, d.JSON) {
		return fmt.Sprintf("%s takes %q for %s, which should be %s", r.name, d.YAML, got, d.JSON)
	}
	return ""
}

func sameJSON(one, other []byte) bool {
	var left, right any
	return json.Unmarshal(one, &left) == nil && json.Unmarshal(other, &right) == nil && reflect.DeepEqual(left, right)
}
