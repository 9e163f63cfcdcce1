// Package bundle reads what a program synthesised: layers of objects, as GitOps tools find them.
package bundle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// Names of the layers that the tool has to know: behind the first two stand the operators, in the third the rights to clone.
const (
	Operators = "10-operators"
	Platform  = "20-platform"
	Catalog   = "30-catalog"
)

// Item is an object of a bundle, with where it comes from.
type Item struct {
	*kube.Object
	// File is the path below the bundle's directory.
	File string
	// Construct is the path of the construct that made it.
	Construct string
}

// Layer is what one Argo CD Application or Flux Kustomization applies.
type Layer struct {
	Name  string
	Items []Item
}

// Bundle is one cluster's layers, in order.
type Bundle struct {
	Name   string
	Layers []Layer
}

// Read reads the bundle of the only cluster in a directory, and the construct paths beside it (<directory>.index.json).
func Read(directory string) (Bundle, error) {
	clusters, err := filepath.Glob(filepath.Join(directory, "clusters", "*"))
	if err != nil || len(clusters) != 1 {
		return Bundle{}, fmt.Errorf("%s holds %d clusters, not one", directory, len(clusters))
	}
	constructs, err := readConstructs(directory + ".index.json")
	if err != nil {
		return Bundle{}, err
	}
	folders, err := os.ReadDir(clusters[0]) // by name, and so in the layers' order
	if err != nil {
		return Bundle{}, err
	}
	bundle := Bundle{Name: filepath.Base(directory)}
	for _, folder := range folders {
		reader := reader{root: directory, constructs: constructs}
		if err := reader.kustomization(filepath.Join(clusters[0], folder.Name())); err != nil {
			return Bundle{}, err
		}
		bundle.Layers = append(bundle.Layers, Layer{Name: folder.Name(), Items: reader.items})
	}
	return bundle, bundle.unlisted(directory, clusters[0])
}

// Items are the objects of all layers.
func (b Bundle) Items() []Item {
	var items []Item
	for _, layer := range b.Layers {
		items = append(items, layer.Items...)
	}
	return items
}

// Layer finds a layer by its name.
func (b Bundle) Layer(name string) Layer {
	for _, layer := range b.Layers {
		if layer.Name == name {
			return layer
		}
	}
	return Layer{Name: name}
}

// Find finds the first object of a kind, or nothing.
func (b Bundle) Find(kind string) *kube.Object {
	for _, item := range b.Items() {
		if item.GetKind() == kind {
			return item.Object
		}
	}
	return nil
}

// Without are the objects of a bundle that another one does not have, in any version of their API.
func (b Bundle) Without(other Bundle) []Item {
	type name struct {
		kind            schema.GroupKind
		namespace, name string
	}
	nameOf := func(item Item) name {
		return name{item.GroupVersionKind().GroupKind(), item.GetNamespace(), item.GetName()}
	}
	there := map[name]bool{}
	for _, item := range other.Items() {
		there[nameOf(item)] = true
	}
	return slices.DeleteFunc(b.Items(), func(item Item) bool { return there[nameOf(item)] })
}

// unlisted says which manifest of the cluster no kustomization lists, for nobody would apply it.
func (b Bundle) unlisted(directory, cluster string) error {
	listed := map[string]bool{}
	for _, item := range b.Items() {
		listed[filepath.Join(directory, item.File)] = true
	}
	return filepath.WalkDir(cluster, func(path string, entry os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".yaml" || entry.Name() == "kustomization.yaml" || listed[path] {
			return err
		}
		return fmt.Errorf("no kustomization.yaml lists %s", path)
	})
}

// Key names an object within a cluster: apiVersion/kind/namespace/name.
func Key(object *kube.Object) string {
	return strings.Join([]string{object.GetAPIVersion(), object.GetKind(), object.GetNamespace(), object.GetName()}, "/")
}

type reader struct {
	root       string
	constructs map[string]string
	items      []Item
}

func (r *reader) kustomization(folder string) error {
	text, err := os.ReadFile(filepath.Join(folder, "kustomization.yaml"))
	if err != nil {
		return err
	}
	var kustomization struct{ Resources []string }
	if err := yaml.Unmarshal(text, &kustomization); err != nil {
		return fmt.Errorf("%s: %w", folder, err)
	}
	for _, resource := range kustomization.Resources {
		path := filepath.Join(folder, resource)
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if info.IsDir() {
			err = r.kustomization(path)
		} else {
			err = r.file(path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) file(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	relative, err := filepath.Rel(r.root, path)
	if err != nil {
		return err
	}
	objects, err := Documents(text)
	if err != nil {
		return fmt.Errorf("%s: %w", relative, err)
	}
	for _, object := range objects {
		r.items = append(r.items, Item{Object: object, File: relative, Construct: r.constructs[Key(object)]})
	}
	return nil
}

// Documents are the objects of a YAML text.
func Documents(text []byte) ([]*kube.Object, error) {
	var objects []*kube.Object
	decoder := utilyaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096)
	for {
		object := &kube.Object{}
		if err := decoder.Decode(&object.Object); errors.Is(err, io.EOF) {
			return objects, nil
		} else if err != nil {
			return nil, err
		}
		if len(object.Object) > 0 {
			objects = append(objects, object)
		}
	}
}

func readConstructs(file string) (map[string]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var constructs map[string]string
	return constructs, json.Unmarshal(text, &constructs)
}

// Order is the order in which a GitOps tool applies the objects of one layer.
type Order struct {
	Name  string
	ranks map[string]int
}

// Argo CD (gitops-engine, pkg/sync/sync_tasks.go: kindOrder) and Flux (fluxcd/pkg, ssa/sort.go) both sort by kind, then by name; kinds
// that they do not list come last. Only the kinds are given that one of them ranks and we emit.
var (
	ArgoCD = order("Argo CD", "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "ServiceAccount", "Secret", "ConfigMap",
		"CustomResourceDefinition", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "Service", "Deployment")
	Flux = order("Flux", "CustomResourceDefinition", "Namespace", "ResourceQuota", "ServiceAccount", "Role", "ClusterRole",
		"RoleBinding", "ClusterRoleBinding", "ConfigMap", "Secret", "Service", "LimitRange", "PriorityClass", "Deployment")
)

func order(name string, kinds ...string) Order {
	ranks := map[string]int{}
	for i, kind := range kinds {
		ranks[kind] = i - len(kinds)
	}
	return Order{Name: name, ranks: ranks}
}

// Sort sorts the objects of a layer.
func (o Order) Sort(items []Item) []Item {
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b Item) int {
		if by := o.ranks[a.GetKind()] - o.ranks[b.GetKind()]; by != 0 {
			return by
		}
		return strings.Compare(a.GetName(), b.GetName())
	})
	return sorted
}
