// Package manifests reads a release of upstream from its published manifest files.
package manifests

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"sigs.k8s.io/yaml"

	"cdk8s-kubevirt/tools/modules/raw"
	"cdk8s-kubevirt/tools/upstream/internal/plain"
)

// Folder is where the files of one release are expected below a manifest directory.
func Folder(dir, project, version string) string {
	return filepath.Join(dir, project+"-"+version)
}

// Has tells whether a manifest directory holds a release.
func Has(dir, project, version string) bool {
	info, err := os.Stat(Folder(dir, project, version))
	return dir != "" && err == nil && info.IsDir()
}

// Read reads one release: <project>-operator.yaml and <project>-cr.yaml, as upstream publishes them with every release;
// crds-runtime.yaml, the CRDs that its operator installs; for KubeVirt feature-gates.json, its registry; and, if it is
// there, crds-virt-template.yaml, the CRDs that KubeVirt deploys with virt-template.
func Read(dir, project, version string) (raw.Release, error) {
	folder := Folder(dir, project, version)
	var release raw.Release
	var err error
	if release.Operator, err = Objects(filepath.Join(folder, project+"-operator.yaml")); err != nil {
		return release, err
	}
	resources, err := Objects(filepath.Join(folder, project+"-cr.yaml"))
	if err != nil {
		return release, err
	}
	if len(resources) != 1 {
		return release, fmt.Errorf("%s-cr.yaml of %s holds %d objects, not one", project, version, len(resources))
	}
	release.CustomResource = resources[0]
	if release.CRDs, err = Objects(filepath.Join(folder, "crds-runtime.yaml")); err != nil {
		return release, err
	}
	template, err := Objects(filepath.Join(folder, "crds-virt-template.yaml"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return release, err
	}
	release.CRDs = append(release.CRDs, template...)
	if project != "kubevirt" {
		return release, nil
	}
	release.Gates, err = gates(filepath.Join(folder, "feature-gates.json"))
	return release, err
}

// separator of YAML documents.
var separator = regexp.MustCompile(`(?m)^---.*$`)

// Objects reads the documents of a YAML file the way Kubernetes' own tools do (sigs.k8s.io/yaml).
func Objects(path string) ([]any, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var found []any
	for _, document := range separator.Split(string(text), -1) {
		var value any
		if err := yaml.Unmarshal([]byte(document), &value, useNumber); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if value == nil {
			continue
		}
		value, err := plain.Of(value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		found = append(found, value)
	}
	return found, nil
}

func useNumber(decoder *json.Decoder) *json.Decoder {
	decoder.UseNumber()
	return decoder
}

// gates reads a dump of KubeVirt's registry: name -> {state, message}.
func gates(path string) (map[string]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var registry map[string]struct{ State string }
	if err := json.Unmarshal(text, &registry); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	states := make(map[string]string, len(registry))
	for name, gate := range registry {
		states[name] = gate.State
	}
	return states, nil
}
