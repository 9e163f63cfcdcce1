// Package bundle reads what a program synthesised: layers of objects, as GitOps tools find them.
package bundle

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// Names of the layers that the tool has to know: behind the first two stand the operators, in the third the rights to
// clone.
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

// Place names an object for people, with its file and the path of its construct.
func (i Item) Place() string {
	return fmt.Sprintf("%s (%s, construct %s)", kube.Name(i.Object), i.File, i.Construct)
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

// OfKind are the objects of some kinds.
func (b Bundle) OfKind(kinds ...string) []Item {
	return slices.DeleteFunc(b.Items(), func(item Item) bool { return !slices.Contains(kinds, item.GetKind()) })
}

// Pools are the VirtualMachinePools.
func (b Bundle) Pools() []Item { return b.OfKind("VirtualMachinePool") }

// Runners are all objects that make machines run.
func (b Bundle) Runners() []Item {
	return b.OfKind("VirtualMachinePool", "VirtualMachine", "VirtualMachineInstanceReplicaSet")
}

// Find finds the first object of a kind, or nothing.
func (b Bundle) Find(kind string) *kube.Object {
	for _, item := range b.OfKind(kind) {
		return item.Object
	}
	return nil
}

// Where is the bundle with some of its objects alone.
func (b Bundle) Where(belongs func(Item) bool) Bundle {
	part := Bundle{Name: b.Name}
	for _, layer := range b.Layers {
		items := slices.DeleteFunc(slices.Clone(layer.Items), func(item Item) bool { return !belongs(item) })
		part.Layers = append(part.Layers, Layer{Name: layer.Name, Items: items})
	}
	return part
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

// Key names an object within a cluster: apiVersion/kind/namespace/name.
func Key(object *kube.Object) string {
	return strings.Join([]string{object.GetAPIVersion(), object.GetKind(), object.GetNamespace(), object.GetName()}, "/")
}
