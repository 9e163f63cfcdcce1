// Package facts makes the facts of a release, as kept in releases/, of the raw objects that were read from upstream.
package facts

import (
	"cmp"
	"fmt"
	"slices"

	"cdk8s-kubevirt/tools/modules/raw"
	"cdk8s-kubevirt/tools/upstream/internal/plain"
)

// coreGroups are the groups of the kinds that users write most; their shapes get the short names.
var coreGroups = map[string]bool{"kubevirt.io": true, "cdi.kubevirt.io": true}

// IsCore tells whether a group is its project's main one.
func IsCore(group string) bool { return coreGroups[group] }

// IsOperator tells whether a kind is the configuration of its project's operator.
func IsOperator(project, kind string) bool {
	return project == "kubevirt" && kind == "KubeVirt" || project == "cdi" && kind == "CDI"
}

// Rank is a kind's rank in naming. The operator's configuration comes last: it repeats many words of the other kinds,
// with another meaning.
func Rank(project, group, kind string) int {
	switch {
	case IsOperator(project, kind):
		return 2
	case IsCore(group):
		return 0
	}
	return 1
}

// Of makes the facts of a release.
func Of(project, version, source string, release raw.Release) (plain.Object, error) {
	operator, err := stripAll(release.Operator)
	if err != nil {
		return nil, err
	}
	runtime, err := stripAll(release.CRDs)
	if err != nil {
		return nil, err
	}
	crds, err := allCRDs(operator, runtime)
	if err != nil {
		return nil, err
	}
	kinds, definitions := kindsOf(project, crds)
	facts := plain.Object{
		"project": project, "version": version, "source": source,
		"operator": operator, "customResource": release.CustomResource, "kinds": kinds, "definitions": definitions,
	}
	if release.Gates != nil {
		gates, err := gatesOf(version, release.Gates)
		if err != nil {
			return nil, err
		}
		facts["gates"] = gates
	}
	return facts, nil
}

// OfSchemas makes the facts of a project of which only the schemas of kinds are known: what users write, without status.
func OfSchemas(project, version, source string, crds []any) (plain.Object, error) {
	stripped, err := stripAll(crds)
	if err != nil {
		return nil, err
	}
	sorted, err := allCRDs(nil, stripped)
	if err != nil {
		return nil, err
	}
	for _, crd := range sorted {
		for _, version := range plain.Items(crd, "spec", "versions") {
			root := plain.At(version, "schema", "openAPIV3Schema").(plain.Object)
			delete(root[properties].(plain.Object), "status")
		}
	}
	kinds, definitions := kindsOf(project, sorted)
	return plain.Object{
		"project": project, "version": version, "source": source, "kinds": kinds, "definitions": definitions,
	}, nil
}

func stripAll(objects []any) ([]any, error) {
	var stripped []any
	for _, value := range objects {
		object, ok := value.(plain.Object)
		if !ok {
			return nil, fmt.Errorf("not an object: %.80s", plain.Compact(value))
		}
		stripped = append(stripped, stripObject(object))
	}
	return stripped, nil
}

// allCRDs returns the CRDs of the operator manifest and those installed at run time, each once, sorted by group and
// kind. One that is in both, as in a dump of all that KubeVirt's code makes, must be the same.
func allCRDs(operator, runtime []any) ([]plain.Object, error) {
	byName := map[string]plain.Object{}
	for _, value := range slices.Concat(operator, runtime) {
		crd := value.(plain.Object)
		if plain.Text(crd, "kind") != "CustomResourceDefinition" {
			continue
		}
		name := plain.Text(crd, "metadata", "name")
		known := byName[name]
		if known == nil {
			byName[name] = crd // the operator manifest's own, whose schemas are replaced by references
			continue
		}
		if plain.Compact(known) != plain.Compact(crd) {
			return nil, fmt.Errorf("CRD %s differs between the operator manifest and what the operator installs", name)
		}
	}
	var crds []plain.Object
	for _, crd := range byName {
		crds = append(crds, crd)
	}
	slices.SortFunc(crds, func(a, b plain.Object) int {
		return cmp.Or(
			cmp.Compare(plain.Text(a, "spec", "group"), plain.Text(b, "spec", "group")),
			cmp.Compare(plain.Text(a, "spec", "names", "kind"), plain.Text(b, "spec", "names", "kind")),
		)
	})
	return crds, nil
}

// kindsOf lists what CRDs serve and makes the definitions of their schemas; each schema in the CRDs is replaced by its
// reference.
func kindsOf(project string, crds []plain.Object) (kinds []any, definitions plain.Object) {
	var roots []Root
	for _, crd := range crds {
		group, kind := plain.Text(crd, "spec", "group"), plain.Text(crd, "spec", "names", "kind")
		for _, version := range plain.Items(crd, "spec", "versions") {
			roots = append(roots, Root{
				Group: group, Kind: kind, Version: plain.Text(version, "name"), Storage: plain.Flag(version, "storage"),
				Schema: plain.At(version, "schema", "openAPIV3Schema").(plain.Object), Rank: Rank(project, group, kind),
			})
		}
	}
	definitions, names := Define(roots)
	for _, crd := range crds {
		var versions []any
		for _, version := range plain.Items(crd, "spec", "versions") {
			versions = append(versions, plain.Object{
				"name": plain.Text(version, "name"), "served": plain.Flag(version, "served"), "storage": plain.Flag(version, "storage"),
				"deprecated": plain.Flag(version, "deprecated"), "schema": names[0],
			})
			version.(plain.Object)["schema"] = plain.Object{"openAPIV3Schema": Ref(names[0])}
			names = names[1:]
		}
		kinds = append(kinds, plain.Object{
			"group": plain.Text(crd, "spec", "group"), "kind": plain.Text(crd, "spec", "names", "kind"),
			"plural": plain.Text(crd, "spec", "names", "plural"), "scope": plain.Text(crd, "spec", "scope"), "versions": versions,
		})
	}
	return kinds, definitions
}
