// Package sizes reads the common instancetypes and preferences that virt-operator embeds and installs.
package sizes

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"cdk8s-kubevirt/tools/upstream/internal/manifests"
	"cdk8s-kubevirt/tools/upstream/internal/plain"
)

const module = "kubevirt.io/kubevirt"

// data is the folder of the embedded files. Releases before 1.8 have no folder of their own for them in it.
const data = "pkg/virt-operator/resource/generate/components/data"

// deciding are the parts of a preference that decide whether a machine with it is accepted, and whether it can be
// live-migrated. The others say what its devices look like.
var deciding = [][]string{
	{"annotations"},
	{"cpu"},
	{"devices", "preferredAutoattachPodInterface"},
	{"devices", "preferredInterfaceMasquerade"},
	{"features", "preferredHyperv", "reenlightenment"},
	{"preferredArchitecture"},
	{"preferredLaunchSecurity"},
	{"requirements"},
}

// Release is what one release of KubeVirt embeds, by name.
type Release struct {
	Version string
	// Source is the module that was read.
	Source        string
	Instancetypes plain.Object
	Preferences   plain.Object
}

// Read reads what the release embeds that a folder of tools/modules requires.
func Read(folder, version string) (Release, error) {
	release := Release{Version: version}
	command := exec.Command("go", "mod", "download", "-json", module)
	command.Dir = folder
	command.Env = append(os.Environ(), "GOWORK=off")
	output, err := command.Output()
	var answer struct{ Version, Dir, Error string }
	if json.Unmarshal(output, &answer) == nil && answer.Error != "" {
		return release, fmt.Errorf("%s of %s cannot be had: %s", module, folder, answer.Error)
	}
	if err != nil {
		return release, fmt.Errorf("%s of %s cannot be had: %w", module, folder, err)
	}
	release.Source = "module " + module + "@" + answer.Version
	if release.Instancetypes, err = specs(answer.Dir, "common-clusterinstancetypes-bundle.yaml"); err != nil {
		return release, err
	}
	release.Preferences, err = specs(answer.Dir, "common-clusterpreferences-bundle.yaml")
	for name, spec := range release.Preferences {
		release.Preferences[name] = Deciding(spec.(plain.Object))
	}
	return release, err
}

// Deciding is a preference with the parts alone that decide.
func Deciding(preference plain.Object) plain.Object {
	found := plain.Object{}
	for _, path := range deciding {
		if value := plain.At(preference, path...); value != nil {
			put(found, path, value)
		}
	}
	return found
}

// put writes a value at a path, with the objects on the way.
func put(object plain.Object, path []string, value any) {
	last := len(path) - 1
	for _, key := range path[:last] {
		below, ok := object[key].(plain.Object)
		if !ok {
			below = plain.Object{}
			object[key] = below
		}
		object = below
	}
	object[path[last]] = value
}

// specs reads the specs of a file's objects, by name.
func specs(module, file string) (plain.Object, error) {
	path := filepath.Join(module, data, "common-instancetypes", file)
	if _, err := os.Stat(path); err != nil {
		path = filepath.Join(module, data, file)
	}
	objects, err := manifests.Objects(path)
	if err != nil {
		return nil, err
	}
	found := plain.Object{}
	for _, object := range objects {
		found[plain.Text(object, "metadata", "name")] = plain.At(object, "spec")
	}
	return found, nil
}

// Facts puts releases together. What several of them embed alike is there once, with the list of these releases.
func Facts(releases []Release) plain.Object {
	sources := plain.Object{}
	for _, release := range releases {
		sources[release.Version] = release.Source
	}
	return plain.Object{
		"sources":       sources,
		"instancetypes": merged(releases, func(release Release) plain.Object { return release.Instancetypes }),
		"preferences":   merged(releases, func(release Release) plain.Object { return release.Preferences }),
	}
}

func merged(releases []Release, of func(Release) plain.Object) []any {
	var all []plain.Object
	for _, release := range releases {
		for name, spec := range of(release) {
			isSame := func(other plain.Object) bool {
				return other["name"] == name && plain.Compact(other["spec"]) == plain.Compact(spec)
			}
			if at := slices.IndexFunc(all, isSame); at >= 0 {
				all[at]["releases"] = append(all[at]["releases"].([]any), release.Version)
				continue
			}
			all = append(all, plain.Object{"name": name, "releases": []any{release.Version}, "spec": spec})
		}
	}
	slices.SortFunc(all, func(a, b plain.Object) int {
		return cmp.Or(
			cmp.Compare(a["name"].(string), b["name"].(string)),
			cmp.Compare(plain.Compact(a["releases"]), plain.Compact(b["releases"])),
		)
	})
	items := make([]any, len(all))
	for i, each := range all {
		items[i] = each
	}
	return items
}
