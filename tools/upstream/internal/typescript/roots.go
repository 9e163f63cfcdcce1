// Package typescript writes the imports: TypeScript interfaces of what one release of each project serves.
package typescript

import (
	"cdk8s-kubevirt/tools/upstream/internal/facts"
	"cdk8s-kubevirt/tools/upstream/internal/plain"
)

// typeKeywords are the keywords of a schema that a TypeScript type can express, and the one that tells a
// LocalObjectReference. Schemas that differ in others only, such as limits or list types, are one interface.
var typeKeywords = map[string]bool{
	"type": true, "properties": true, "required": true, "items": true, "additionalProperties": true, "enum": true,
	"x-kubernetes-int-or-string": true, "x-kubernetes-preserve-unknown-fields": true, "x-kubernetes-map-type": true,
}

// rootsOf lists the served schemas of the projects' facts, reduced to what types are made of.
func rootsOf(projects []plain.Object) []facts.Root {
	var roots []facts.Root
	for _, project := range projects {
		definitions := project["definitions"].(plain.Object)
		for _, kind := range plain.Items(project, "kinds") {
			group, name := plain.Text(kind, "group"), plain.Text(kind, "kind")
			for _, version := range plain.Items(kind, "versions") {
				if !plain.Flag(version, "served") {
					continue
				}
				schema := facts.Expand(facts.Ref(plain.Text(version, "schema")), definitions)
				roots = append(roots, facts.Root{
					Group: group, Kind: name, Version: plain.Text(version, "name"), Storage: plain.Flag(version, "storage"),
					Schema: reduce(schema), Rank: rank(plain.Text(project, "project"), group, name),
				})
			}
		}
	}
	return roots
}

// rank orders naming over both projects. KubeVirt embeds shapes of CDI's DataVolume, so CDI's own kinds name them; the
// operators' own configuration, where both use the same words, comes last, KubeVirt's first.
func rank(project, group, kind string) int {
	rank := 2 * facts.Rank(project, group, kind)
	if first := map[bool]string{true: "kubevirt", false: "cdi"}[facts.IsOperator(project, kind)]; project != first {
		rank++
	}
	return rank
}

// reduce copies a schema without the keywords that no type expresses and without the status of objects, which users
// never write.
func reduce(schema plain.Object) plain.Object {
	reduced := facts.MapSchemas(schema, func(_, _ string, nested plain.Object) any { return reduce(nested) })
	for keyword := range reduced {
		if !typeKeywords[keyword] {
			delete(reduced, keyword)
		}
	}
	if members, ok := reduced["properties"].(plain.Object); ok && isResource(members) {
		delete(members, "status")
	}
	return reduced
}

// isResource tells whether members are those of a whole Kubernetes object, at the root of a schema or, like
// DataImportCron's spec.template, inside of one.
func isResource(members plain.Object) bool {
	return members["metadata"] != nil && members["spec"] != nil
}
