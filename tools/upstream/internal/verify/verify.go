// Package verify compares the facts in releases/ with upstream's manifest files, object for object.
package verify

import (
	"fmt"
	"io"
	"path/filepath"

	"cdk8s-kubevirt/tools/modules/raw"
	"cdk8s-kubevirt/tools/upstream/internal/generate"
	"cdk8s-kubevirt/tools/upstream/internal/manifests"
	"cdk8s-kubevirt/tools/upstream/internal/plain"
	"cdk8s-kubevirt/tools/upstream/internal/table"
)

// Options of a run.
type Options struct {
	Tool, Root, Manifests, Only string
	Log                         io.Writer
}

// Run verifies the chosen releases. It fails at the first difference.
func Run(o Options) error {
	releases, err := table.Read(filepath.Join(o.Tool, "releases.json"))
	if err != nil {
		return err
	}
	if releases, err = table.Only(releases, o.Only); err != nil {
		return err
	}
	for _, release := range releases {
		if release.CRDs != nil {
			continue // generate --check compares all that there is of it
		}
		if !manifests.Has(o.Manifests, release.Project, release.Version) {
			return fmt.Errorf("%s: --manifests holds no folder of it", release)
		}
		if err := o.sameObjects(release); err != nil {
			return fmt.Errorf("%s: %w", release, err)
		}
		if err := o.sameBothWays(release); err != nil {
			return fmt.Errorf("%s: %w", release, err)
		}
	}
	return nil
}

// sameObjects expands the facts and compares them with the manifest files.
func (o Options) sameObjects(release table.Release) error {
	facts, err := generate.ReadFacts(o.Root, release)
	if err != nil {
		return err
	}
	upstream, err := manifests.Read(o.Manifests, release.Project, release.Version)
	if err != nil {
		return err
	}
	if err := sameOperator(facts, upstream); err != nil {
		return err
	}
	crds, versions, err := sameCRDs(facts, upstream)
	if err != nil {
		return err
	}
	if found := difference("customResource", facts["customResource"], upstream.CustomResource); found != "" {
		return fmt.Errorf("%s", found)
	}
	gates, err := sameGates(facts, upstream)
	if err != nil {
		return err
	}
	fmt.Fprintf(o.Log, "%s: equal: %d operator objects, %d CRDs in %d versions (%d definitions), custom resource, %d feature gates\n",
		release, len(upstream.Operator), crds, versions, len(facts["definitions"].(plain.Object)), gates)
	return nil
}

func sameOperator(facts plain.Object, upstream raw.Release) error {
	expanded, err := expand(facts["operator"], facts["definitions"].(plain.Object))
	if err != nil {
		return err
	}
	var objects []any
	for _, object := range upstream.Operator {
		objects = append(objects, withoutStatus(withoutProse(object)))
	}
	if found := difference("operator", expanded, objects); found != "" {
		return fmt.Errorf("%s", found)
	}
	return nil
}

// withoutStatus drops the status of a manifest object: nothing that is to be applied has one.
func withoutStatus(object any) any {
	delete(object.(plain.Object), "status")
	return object
}

// sameCRDs compares every CRD of upstream with the kind in the facts, and counts them.
func sameCRDs(facts plain.Object, upstream raw.Release) (crds, versions int, err error) {
	definitions := facts["definitions"].(plain.Object)
	kinds := map[string]any{}
	for _, kind := range plain.Items(facts, "kinds") {
		kinds[plain.Text(kind, "plural")+"."+plain.Text(kind, "group")] = kind
	}
	seen := map[string]bool{}
	for _, object := range append(upstream.Operator, upstream.CRDs...) {
		if plain.Text(object, "kind") != "CustomResourceDefinition" {
			continue
		}
		name := plain.Text(object, "metadata", "name")
		kind := kinds[name]
		spec := plain.At(withoutProse(object), "spec")
		expected := plain.Object{
			"group": plain.At(spec, "group"), "kind": plain.At(spec, "names", "kind"), "plural": plain.At(spec, "names", "plural"),
			"scope": plain.At(spec, "scope"), "versions": versionsOf(spec),
		}
		found, err := expandKind(kind, definitions)
		if err != nil {
			return 0, 0, err
		}
		if different := difference(name, found, expected); different != "" {
			return 0, 0, fmt.Errorf("%s", different)
		}
		if !seen[name] {
			versions += len(expected["versions"].([]any))
		}
		seen[name] = true
	}
	if len(seen) != len(kinds) {
		return 0, 0, fmt.Errorf("facts have %d kinds, upstream %d CRDs", len(kinds), len(seen))
	}
	return len(seen), versions, nil
}

func versionsOf(spec any) []any {
	var versions []any
	for _, version := range plain.Items(spec, "versions") {
		versions = append(versions, plain.Object{
			"name": plain.At(version, "name"), "served": plain.At(version, "served"), "storage": plain.At(version, "storage"),
			"deprecated": plain.Flag(version, "deprecated"), "schema": plain.At(version, "schema", "openAPIV3Schema"),
		})
	}
	return versions
}

func expandKind(kind any, definitions plain.Object) (any, error) {
	copied := plain.Clone(kind)
	for _, version := range plain.Items(copied, "versions") {
		version := version.(plain.Object)
		version["schema"] = plain.Object{"$ref": "#/definitions/" + plain.Text(version, "schema")}
	}
	return expand(copied, definitions)
}

// sameGates compares the states by upstream's own names.
func sameGates(facts plain.Object, upstream raw.Release) (int, error) {
	gates, _ := facts["gates"].(plain.Object)
	for name, state := range upstream.Gates {
		ours, _ := gates[name].(string)
		if ours == "GA" {
			ours = "General Availability"
		}
		if ours != state {
			return 0, fmt.Errorf("gate %s: facts %q, upstream %q", name, ours, state)
		}
	}
	for name := range gates {
		if _, registered := upstream.Gates[name]; !registered && name != "ObjectGraph" {
			return 0, fmt.Errorf("gate %s is not upstream's", name)
		}
	}
	return len(gates), nil
}

// sameBothWays reads a release that has a Go module from there and from manifest files: the facts must be the same
// bytes but for "source".
func (o Options) sameBothWays(release table.Release) error {
	if release.Module == "" {
		return nil
	}
	module, err := generate.FromModule(o.Tool, release)
	if err != nil {
		return err
	}
	files, err := generate.FromManifests(o.Manifests, release)
	if err != nil {
		return err
	}
	delete(module, "source")
	delete(files, "source")
	if string(plain.Layout(module)) != string(plain.Layout(files)) {
		return fmt.Errorf("module and manifest files disagree: %s", difference("", module, files))
	}
	fmt.Fprintf(o.Log, "%s: module and manifest files give the same bytes\n", release)
	return nil
}
