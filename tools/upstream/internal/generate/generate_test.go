package generate_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cdk8s-kubevirt/tools/upstream/internal/generate"
	"cdk8s-kubevirt/tools/upstream/internal/verify"
)

const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: PLURAL.GROUP
spec:
  group: GROUP
  names: {kind: KIND, plural: PLURAL}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            description: prose
            type: object
            properties:
              replicas: {type: integer, maximum: 2e+06}
            x-kubernetes-validations:
            - {rule: self.replicas > 0, message: prose}
status: {conditions: null}
`

func manifest(group, kind, plural string) string {
	return strings.NewReplacer("GROUP", group, "KIND", kind, "PLURAL", plural).Replace(crd)
}

// repository makes a repository with this tool's list of releases, and manifest files of both.
func repository(t *testing.T) (tool, root, manifests string) {
	t.Helper()
	root, manifests = t.TempDir(), t.TempDir()
	tool = filepath.Join(root, "tools", "upstream")
	for path, text := range map[string]string{
		filepath.Join(tool, "releases.json"): `[{"project": "kubevirt", "version": "v1.9.0"}, {"project": "cdi", "version": "v1.66.0"}]`,

		filepath.Join(manifests, "kubevirt-v1.9.0", "kubevirt-operator.yaml"): "---\nkind: Namespace\nmetadata: {name: kubevirt}\n---\n" +
			manifest("kubevirt.io", "KubeVirt", "kubevirts"),
		filepath.Join(manifests, "kubevirt-v1.9.0", "kubevirt-cr.yaml"):        "kind: KubeVirt\n",
		filepath.Join(manifests, "kubevirt-v1.9.0", "crds-runtime.yaml"):       manifest("kubevirt.io", "VirtualMachine", "virtualmachines"),
		filepath.Join(manifests, "kubevirt-v1.9.0", "crds-virt-template.yaml"): manifest("template.kubevirt.io", "Template", "templates"),
		filepath.Join(manifests, "kubevirt-v1.9.0", "feature-gates.json"):      `{"A": {"state": "Alpha", "message": "prose"}}`,

		filepath.Join(manifests, "cdi-v1.66.0", "cdi-operator.yaml"): manifest("cdi.kubevirt.io", "CDI", "cdis"),
		filepath.Join(manifests, "cdi-v1.66.0", "cdi-cr.yaml"):       "kind: CDI\n",
		filepath.Join(manifests, "cdi-v1.66.0", "crds-runtime.yaml"): manifest("cdi.kubevirt.io", "DataVolume", "datavolumes"),
	} {
		write(t, path, text)
	}
	return tool, root, manifests
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestGenerate(t *testing.T) {
	tool, root, manifests := repository(t)
	var log bytes.Buffer
	options := generate.Options{Tool: tool, Root: root, Manifests: manifests, Log: &log}

	options.Check = true
	if err := generate.Run(options); err == nil {
		t.Error("a check passes before anything was generated")
	}
	options.Check = false
	if err := generate.Run(options); err != nil {
		t.Fatal(err)
	}
	options.Check = true
	log.Reset()
	if err := generate.Run(options); err != nil {
		t.Errorf("a check fails right after a run: %v\n%s", err, &log)
	}
	if err := verify.Run(verify.Options{Tool: tool, Root: root, Manifests: manifests, Log: &log}); err != nil {
		t.Errorf("verify: %v", err)
	}

	options.Manifests = ""
	log.Reset()
	if err := generate.Run(options); err != nil {
		t.Errorf("a check fails without manifest files: %v", err)
	}
	if !strings.Contains(log.String(), "kubevirt@v1.9.0: left as it is") {
		t.Errorf("the log does not name what was left: %s", &log)
	}

	facts := filepath.Join(root, "releases", "kubevirt", "v1.9.0.json")
	text, err := os.ReadFile(facts)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "prose") {
		t.Errorf("facts have upstream's prose: %s", text)
	}
	write(t, facts, strings.Replace(string(text), "2000000", "1000000", 1))
	options.Manifests = manifests
	if err := generate.Run(options); !errors.Is(err, generate.ErrDiffers) {
		t.Errorf("a check of changed facts gives %v", err)
	}
	if err := verify.Run(verify.Options{Tool: tool, Root: root, Manifests: manifests, Log: &log}); err == nil {
		t.Error("verify passes changed facts")
	}
}

func TestGenerateDropsWhatIsNotListed(t *testing.T) {
	tool, root, manifests := repository(t)
	old := filepath.Join(root, "releases", "kubevirt", "v1.0.0.json")
	write(t, old, "{}")
	write(t, filepath.Join(root, "imports", "old.kubevirt.io.ts"), "")
	var log bytes.Buffer
	if err := generate.Run(generate.Options{Tool: tool, Root: root, Manifests: manifests, Log: &log}); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{old, filepath.Join(root, "imports", "old.kubevirt.io.ts")} {
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is still there", path)
		}
	}
}

func TestGenerateSaysWhyAModuleIsNotHad(t *testing.T) {
	t.Setenv("GOPROXY", "off") // which answers like a proxy that has nothing, without network
	t.Setenv("GOFLAGS", "-modcacherw")
	t.Setenv("GOMODCACHE", t.TempDir())
	tool, root, _ := repository(t)
	write(t, filepath.Join(tool, "releases.json"), `[{"project": "kubevirt", "version": "v9.9.9", "module": "kubevirt-9.9"}]`)
	write(t, filepath.Join(tool, "..", "modules", "kubevirt-9.9", "go.mod"), "module example\n\ngo 1.24.0\n")
	err := generate.Run(generate.Options{Tool: tool, Root: root, Log: &bytes.Buffer{}})
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range []string{"kubevirt@v9.9.9", "kubevirt.io/kubevirt@v9.9.9 cannot be had", "GOPROXY=off", "--manifests DIR"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not say %s: %v", part, err)
		}
	}
}
