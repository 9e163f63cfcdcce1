// Package facts reads what the repository knows of a release (releases/), for what its own programs cannot tell because
// they cannot be had.
package facts

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/json"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// Facts are those of one release.
type Facts struct {
	Gates       map[string]string `json:"gates"`
	Kinds       []kind            `json:"kinds"`
	Definitions map[string]any    `json:"definitions"`
}

type kind struct {
	Group    string    `json:"group"`
	Kind     string    `json:"kind"`
	Plural   string    `json:"plural"`
	Scope    string    `json:"scope"`
	Versions []version `json:"versions"`
}

type version struct {
	Name    string `json:"name"`
	Schema  string `json:"schema"`
	Served  bool   `json:"served"`
	Storage bool   `json:"storage"`
}

// Read reads the facts of a release, such as cdi v1.66.0; an error that os.IsNotExist knows if there are none.
func Read(root, project, version string) (*Facts, error) {
	text, err := os.ReadFile(filepath.Join(root, "releases", project, version+".json"))
	if err != nil {
		return nil, err
	}
	facts := &Facts{}
	if err := json.Unmarshal(text, facts); err != nil {
		return nil, fmt.Errorf("the facts of %s %s: %w", project, version, err)
	}
	return facts, nil
}

// Adopt puts the release's own schemas into a CRD of another release.
func (f *Facts) Adopt(crd *kube.Object) error {
	versions, _, err := unstructured.NestedSlice(crd.Object, "spec", "versions")
	if err != nil {
		return err
	}
	group, name := kube.Text(crd, "spec", "group"), kube.Text(crd, "spec", "names", "kind")
	for _, each := range versions {
		version := each.(map[string]any)
		schema, known := f.schema(group, name, fmt.Sprint(version["name"]))
		if !known {
			continue // the release does not serve it, and so nothing of it is emitted
		}
		expanded, err := f.expand(f.Definitions[schema])
		if err != nil {
			return fmt.Errorf("%s %s: %w", group, name, err)
		}
		version["schema"] = map[string]any{"openAPIV3Schema": expanded}
	}
	return unstructured.SetNestedSlice(crd.Object, versions, "spec", "versions")
}

// CRDs makes the CRDs of a project of which the facts hold only schemas.
func (f *Facts) CRDs() ([]*kube.Object, error) {
	var crds []*kube.Object
	for _, kind := range f.Kinds {
		var versions []any
		for _, each := range kind.Versions {
			expanded, err := f.expand(f.Definitions[each.Schema])
			if err != nil {
				return nil, fmt.Errorf("%s %s: %w", kind.Group, kind.Kind, err)
			}
			versions = append(versions, map[string]any{
				"name": each.Name, "served": each.Served, "storage": each.Storage,
				"schema": map[string]any{"openAPIV3Schema": expanded},
			})
		}
		crds = append(crds, &kube.Object{Object: map[string]any{
			"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
			"metadata": map[string]any{"name": kind.Plural + "." + kind.Group},
			"spec": map[string]any{
				"group": kind.Group, "scope": kind.Scope,
				"names":    map[string]any{"kind": kind.Kind, "plural": kind.Plural, "singular": strings.ToLower(kind.Kind)},
				"versions": versions,
			},
		}})
	}
	return crds, nil
}

func (f *Facts) schema(group, name, wanted string) (string, bool) {
	for _, kind := range f.Kinds {
		for _, version := range kind.Versions {
			if kind.Group == group && kind.Kind == name && version.Name == wanted {
				return version.Schema, true
			}
		}
	}
	return "", false
}

// expand replaces references to definitions by the definitions: a CRD's schema has none.
func (f *Facts) expand(value any) (any, error) {
	switch v := value.(type) {
	case map[string]any:
		if reference, is := v["$ref"].(string); is {
			definition, known := f.Definitions[strings.TrimPrefix(reference, "#/definitions/")]
			if !known {
				return nil, fmt.Errorf("no definition %s", reference)
			}
			return f.expand(definition)
		}
		expanded := make(map[string]any, len(v))
		for key, member := range v {
			var err error
			if expanded[key], err = f.expand(member); err != nil {
				return nil, err
			}
		}
		return expanded, nil
	case []any:
		expanded := make([]any, len(v))
		for i, member := range v {
			var err error
			if expanded[i], err = f.expand(member); err != nil {
				return nil, err
			}
		}
		return expanded, nil
	}
	return value, nil
}
