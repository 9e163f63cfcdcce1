package typescript

import (
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/upstream/internal/facts"
)

// A kind is one interface of whole objects. Versions that share a schema share it.
type kind struct {
	group, kind, name string
	definition        string
	versions          []string
}

// kindsOf lists the interfaces of kinds. Two kinds with one schema, as VirtualMachineInstancetype and
// VirtualMachineClusterInstancetype, have an interface each, since they differ in the value of kind.
func kindsOf(roots []facts.Root, definitions []string) []*kind {
	var kinds []*kind
	for i, root := range roots {
		known := slices.IndexFunc(kinds, func(k *kind) bool {
			return k.group == root.Group && k.kind == root.Kind && k.definition == definitions[i]
		})
		if known >= 0 {
			kinds[known].versions = append(kinds[known].versions, root.Version)
			continue
		}
		// A definition is named after its kind, or after its kind and version where versions differ; any other is
		// shared with another kind.
		name := root.Kind
		if strings.EqualFold(definitions[i], root.Kind+root.Version) {
			name = definitions[i]
		}
		kinds = append(kinds, &kind{root.Group, root.Kind, name, definitions[i], []string{root.Version}})
	}
	return kinds
}

// literals are the members of a kind whose only values are known.
func (k *kind) literals() map[string]string {
	var versions []any
	for _, version := range k.versions {
		versions = append(versions, k.group+"/"+version)
	}
	return map[string]string{"apiVersion": union(versions), "kind": quote(k.kind)}
}
