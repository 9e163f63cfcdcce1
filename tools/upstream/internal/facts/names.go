package facts

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cdk8s-kubevirt/tools/upstream/internal/plain"
)

// A Root is the schema of one kind in one API version, from which definitions are made.
type Root struct {
	Group, Kind, Version string
	Storage              bool
	Schema               plain.Object
	// Rank orders the naming: a short name goes to the lowest rank that wants it.
	Rank int

	shape *shape
}

// Define makes definitions of schemas: every distinct object schema once, under a name, with references in place of
// nested ones. It returns them and the name of each root's own definition, in the order of roots.
//
// Manifests carry no Go type names, so names are made of the paths that lead to a shape, in an order that gives the
// shapes users meet the short names and keeps names when a release adds something:  1. kinds, <Kind>Spec and
// <Kind>Status, whose names no other shape can take;  2. what lies in specs, by rank, and in one rank by depth: the
// property's name, singular for what there can be many of;  3. what lies only in statuses, in the same way.
//
// A name that is taken, or that says nothing by itself, gets the name of the shape around it in front.
func Define(roots []Root) (definitions plain.Object, names []string) {
	namer := &namer{taken: map[string]bool{}, visited: map[*shape]bool{}}
	for i := range roots {
		roots[i].shape = namer.shapes.add(roots[i].Schema)
	}
	ordered := slices.Clone(roots)
	slices.SortStableFunc(ordered, func(a, b Root) int {
		storage := map[bool]int{true: 0, false: 1}
		return cmp.Or(
			cmp.Compare(a.Rank, b.Rank),
			cmp.Compare(len(a.Kind), len(b.Kind)), // VirtualMachineInstancetype before VirtualMachineClusterInstancetype, which has the same spec
			cmp.Compare(a.Kind, b.Kind),
			cmp.Compare(storage[a.Storage], storage[b.Storage]),
			cmp.Compare(a.Version, b.Version),
		)
	})
	namer.kinds(ordered)
	namer.below(ordered, func(property string) bool { return property != "status" })
	namer.below(ordered, func(property string) bool { return property == "status" })
	for _, root := range roots {
		names = append(names, root.shape.name)
	}
	return namer.shapes.definitions(), names
}

type namer struct {
	shapes  shapes
	taken   map[string]bool
	visited map[*shape]bool
}

func (n *namer) name(shape *shape, name string) {
	shape.name = name
	n.taken[name] = true
}

// kinds names the roots and what lies directly in them.
func (n *namer) kinds(roots []Root) {
	for _, root := range roots {
		n.taken[root.Kind] = true
	}
	for _, root := range roots {
		if root.shape.name != "" {
			continue
		}
		name := root.Kind
		if slices.ContainsFunc(n.shapes.all, func(s *shape) bool { return s.name == name }) {
			name += pascal(root.Version)
		}
		n.name(root.shape, name)
	}
	for _, root := range roots {
		for _, step := range root.shape.steps {
			if step.to.name == "" {
				n.name(step.to, n.free(root.shape.name+pascal(step.property)))
			}
		}
	}
}

// below names the shapes in the chosen properties of the roots, rank by rank and breadth-first.
func (n *namer) below(roots []Root, chosen func(property string) bool) {
	for start := 0; start < len(roots); {
		end := start
		var level []*shape
		for ; end < len(roots) && roots[end].Rank == roots[start].Rank; end++ {
			for _, step := range roots[end].shape.steps {
				if chosen(step.property) {
					level = append(level, step.to)
				}
			}
		}
		n.breadthFirst(level)
		start = end
	}
}

func (n *namer) breadthFirst(level []*shape) {
	for len(level) > 0 {
		var next []*shape
		for _, owner := range level {
			if n.visited[owner] {
				continue
			}
			n.visited[owner] = true
			for _, step := range owner.steps {
				if step.to.name == "" {
					n.name(step.to, n.choose(owner, step))
				}
				next = append(next, step.to)
			}
		}
		level = next
	}
}

// vague are names that say nothing without the name of what they belong to, or that everybody takes for another kind.
var vague = setOf(`
	Action Ca Config Configuration Container Condition Custom Error Experimental External Field Flags Format Links Metadata Migration
	Option Options Parameter Patch Platform Pod Policy Port Receive Requirements Selector Selectors Settings Source Spec Status Storage
	Strategy Target Template Volumes
	ConfigMap DataVolume PersistentVolumeClaim Secret ServiceAccount`)

func setOf(names string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(names) {
		set[name] = true
	}
	return set
}

// fixed are names that the path would make badly, mostly because one shape serves several properties, by owner and
// property. They are upstream's own (KubeVirt: api/core/v1/schema.go and types.go; Kubernetes: apimachinery/pkg/types
// for NamespacedName).
var fixed = map[string]string{
	"DataSourceSource.dataSource":              "NamespacedName",
	"DataVolumeTemplateSource.pvc":             "NamespacedName",
	"Disk.disk":                                "DiskTarget",
	"Features.acpi":                            "FeatureState",
	"SelfSigned.ca":                            "CertConfig",
	"VirtualMachineInstanceSpec.livenessProbe": "Probe",
	"VirtualMachineSpec.instancetype":          "InstancetypeMatcher",
}

// choose names a shape by the step that leads to it.
func (n *namer) choose(owner *shape, step step) string {
	if name := kubernetesType(step.to.node); name != "" && !n.taken[name] {
		return name
	}
	if made := n.templateOf(step.to); made != "" && !n.taken[made+"Template"] {
		return made + "Template"
	}
	if name := fixed[owner.name+"."+step.property]; name != "" {
		return n.free(name)
	}
	name := pascal(step.property)
	if step.many {
		name = singular(name)
	}
	if n.taken[name] || vague[name] || strings.HasSuffix(owner.name, "Source") { // DataVolumeSource's http, s3, pvc, ...
		name = join(strings.TrimSuffix(owner.name, "Spec"), name)
	}
	return n.free(name)
}

// templateOf returns what a shape is a template of: metadata and the spec of something that has a name already, as in
// VirtualMachine's spec.template, a template of VirtualMachineInstance.
func (n *namer) templateOf(template *shape) string {
	members, _ := template.node[properties].(plain.Object)
	if members["metadata"] == nil {
		return ""
	}
	for _, step := range template.steps {
		if made, ok := strings.CutSuffix(step.to.name, "Spec"); ok && step.property == "spec" {
			return made
		}
	}
	return ""
}

// free returns the name itself, or with the first number that no other shape has.
func (n *namer) free(name string) string {
	if !n.taken[name] {
		return name
	}
	for number := 2; ; number++ {
		if numbered := name + strconv.Itoa(number); !n.taken[numbered] {
			return numbered
		}
	}
}
