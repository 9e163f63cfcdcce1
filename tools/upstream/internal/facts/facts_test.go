package facts

import (
	"slices"
	"strings"
	"testing"

	"cdk8s-kubevirt/tools/modules/raw"
	"cdk8s-kubevirt/tools/upstream/internal/plain"
)

// parse reads a JSON value that a test is written in.
func parse(t *testing.T, text string) any {
	t.Helper()
	value, err := plain.Decode(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func parseObject(t *testing.T, text string) plain.Object {
	t.Helper()
	return parse(t, text).(plain.Object)
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if plain.Compact(got) != plain.Compact(want) {
		t.Errorf("%s:\n got %s\nwant %s", what, plain.Compact(got), plain.Compact(want))
	}
}

const disks = `{"type": "array", "items": {"type": "object", "required": ["name"], "properties": {
	"name": {"type": "string"},
	"disk": {"type": "object", "properties": {"bus": {"type": "string"}}}
}}}`

// machine is a kind in which another can be nested.
func machine(spec string) string {
	return `{"type": "object", "required": ["spec"], "properties": {
		"kind": {"type": "string"}, "metadata": {"type": "object"}, "spec": ` + spec + `}}`
}

const machineSpec = `{"type": "object", "properties": {"disks": ` + disks + `, "source": {"type": "object", "properties": {
	"url": {"type": "string"}}}}}`

func roots(t *testing.T) []Root {
	template := `{"type": "object", "properties": {"metadata": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}, "spec": ` +
		machineSpec + `}}`
	return []Root{
		{Group: "pool.example", Kind: "MachinePool", Version: "v1", Storage: true, Rank: 1,
			Schema: parseObject(t, machine(`{"type": "object", "properties": {"template": `+template+`, "disks": {"type": "object",
				"additionalProperties": {"type": "object", "properties": {"size": {"type": "string"}}}}}}`))},
		{Group: "example", Kind: "Machine", Version: "v1", Storage: true, Schema: parseObject(t, machine(machineSpec))},
		{Group: "example", Kind: "Machine", Version: "v1alpha1", Schema: parseObject(t, machine(machineSpec))},
	}
}

func TestDefine(t *testing.T) {
	definitions, names := Define(roots(t))
	equal(t, "names of roots", names, []string{"MachinePool", "Machine", "Machine"})
	equal(t, "definitions", definitions, parse(t, `{
		"Machine": {"type": "object", "required": ["spec"], "properties": {"kind": {"type": "string"}, "metadata": {"type": "object"},
			"spec": {"$ref": "#/definitions/MachineSpec"}}},
		"MachineSpec": {"type": "object", "properties": {
			"disks": {"type": "array", "items": {"$ref": "#/definitions/Disk"}}, "source": {"$ref": "#/definitions/MachineSource"}}},
		"MachineSource": {"type": "object", "properties": {"url": {"type": "string"}}},
		"Disk": {"type": "object", "required": ["name"], "properties": {
			"name": {"type": "string"}, "disk": {"$ref": "#/definitions/DiskTarget"}}},
		"DiskTarget": {"type": "object", "properties": {"bus": {"type": "string"}}},
		"MachinePool": {"type": "object", "required": ["spec"], "properties": {"kind": {"type": "string"}, "metadata": {"type": "object"},
			"spec": {"$ref": "#/definitions/MachinePoolSpec"}}},
		"MachinePoolSpec": {"type": "object", "properties": {
			"disks": {"type": "object", "additionalProperties": {"$ref": "#/definitions/MachinePoolDisk"}},
			"template": {"$ref": "#/definitions/MachineTemplate"}}},
		"MachinePoolDisk": {"type": "object", "properties": {"size": {"type": "string"}}},
		"MachineTemplate": {"type": "object", "properties": {
			"metadata": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}, "spec": {"$ref": "#/definitions/MachineSpec"}}}
	}`))
}

func TestDefineLosesNothing(t *testing.T) {
	all := roots(t)
	definitions, names := Define(all)
	for i, root := range all {
		equal(t, root.Kind, Expand(Ref(names[i]), definitions), root.Schema)
	}
}

func TestDefineDoesNotDependOnOrder(t *testing.T) {
	want, _ := Define(roots(t))
	reversed := roots(t)
	slices.Reverse(reversed)
	got, _ := Define(reversed)
	equal(t, "definitions", got, want)
}

func TestDefineKeepsNamesWhenAShapeGrows(t *testing.T) {
	before, _ := Define(roots(t))
	grown := roots(t)
	for i := range grown {
		text := strings.ReplaceAll(plain.Compact(grown[i].Schema), `"bus":`, `"tray":{"type":"string"},"bus":`)
		grown[i].Schema = parseObject(t, text)
	}
	after, _ := Define(grown)
	equal(t, "names", sortedKeys(after), sortedKeys(before))
}

func TestDefineVersionsThatDiffer(t *testing.T) {
	_, names := Define([]Root{
		{Kind: "Machine", Version: "v1alpha1", Schema: parseObject(t, machine(`{"type": "object", "properties": {"a": {"type": "string"}}}`))},
		{Kind: "Machine", Version: "v1", Storage: true, Schema: parseObject(t, machine(machineSpec))},
	})
	equal(t, "names", names, []string{"MachineV1alpha1", "Machine"})
}

func TestStripSchema(t *testing.T) {
	got := stripSchema(parseObject(t, `{"type": "object", "description": "prose", "default": {"description": "a value"}, "properties": {
		"description": {"type": "string", "description": "prose", "maxLength": 3},
		"list": {"type": "array", "x-kubernetes-list-type": "map", "items": {"type": "integer", "description": "prose", "minimum": 1}}},
		"x-kubernetes-validations": [{"rule": "self.a", "message": "prose", "messageExpression": "p", "reason": "R", "fieldPath": ".a"}]}`))
	equal(t, "schema", got, parse(t, `{"type": "object", "default": {"description": "a value"}, "properties": {
		"description": {"type": "string", "maxLength": 3},
		"list": {"type": "array", "x-kubernetes-list-type": "map", "items": {"type": "integer", "minimum": 1}}},
		"x-kubernetes-validations": [{"rule": "self.a"}]}`))
}

const crd = `{"kind": "CustomResourceDefinition", "apiVersion": "apiextensions.k8s.io/v1",
	"metadata": {"name": "machines.example", "creationTimestamp": null},
	"spec": {"group": "example", "scope": "Namespaced", "names": {"kind": "Machine", "plural": "machines"}, "versions": [
		{"name": "v1", "served": true, "storage": true, "additionalPrinterColumns": [{"name": "Age", "description": "prose"}],
		"schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": {"type": "object", "description": "prose"}}}}}]},
	"status": {"acceptedNames": {"kind": "", "plural": ""}, "conditions": null, "storedVersions": []}}`

func TestOf(t *testing.T) {
	priority := `{"kind": "PriorityClass", "description": "prose", "value": 1}`
	got, err := Of("kubevirt", "v1.8.4", "manifests", raw.Release{
		Operator:       []any{parse(t, priority), parse(t, crd)},
		CRDs:           []any{parse(t, crd)},
		CustomResource: parse(t, `{"kind": "Machine"}`),
		Gates:          map[string]string{"A": "General Availability", "B": "Beta"},
	})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "facts", got, parse(t, `{
		"project": "kubevirt", "version": "v1.8.4", "source": "manifests",
		"operator": [{"kind": "PriorityClass", "value": 1}, {"kind": "CustomResourceDefinition", "apiVersion": "apiextensions.k8s.io/v1",
			"metadata": {"name": "machines.example"},
			"spec": {"group": "example", "scope": "Namespaced", "names": {"kind": "Machine", "plural": "machines"}, "versions": [
				{"name": "v1", "served": true, "storage": true, "additionalPrinterColumns": [{"name": "Age"}],
				"schema": {"openAPIV3Schema": {"$ref": "#/definitions/Machine"}}}]}}],
		"customResource": {"kind": "Machine"},
		"gates": {"A": "GA", "B": "Beta", "ObjectGraph": "Alpha"},
		"kinds": [{"group": "example", "kind": "Machine", "plural": "machines", "scope": "Namespaced", "versions": [
			{"name": "v1", "served": true, "storage": true, "deprecated": false, "schema": "Machine"}]}],
		"definitions": {"Machine": {"type": "object", "properties": {"spec": {"type": "object"}}}}
	}`))
}

func TestOfRefusesCRDsThatDisagree(t *testing.T) {
	other := strings.Replace(crd, "Namespaced", "Cluster", 1)
	_, err := Of("cdi", "v1.0.0", "manifests", raw.Release{Operator: []any{parse(t, crd)}, CRDs: []any{parse(t, other)}})
	if err == nil || !strings.Contains(err.Error(), "machines.example differs") {
		t.Errorf("error is %v", err)
	}
}

func TestOfRefusesUnknownStates(t *testing.T) {
	_, err := Of("kubevirt", "v1.9.0", "manifests", raw.Release{Gates: map[string]string{"A": "Gamma"}})
	if err == nil || !strings.Contains(err.Error(), "Gamma") {
		t.Errorf("error is %v", err)
	}
}

func TestGatesOfRegisteredObjectGraph(t *testing.T) {
	for version, want := range map[string]string{"v1.7.4": `{"ObjectGraph":"Alpha"}`, "v1.9.0": `{}`} {
		got, err := gatesOf(version, nil)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, version, got, parse(t, want))
	}
}
