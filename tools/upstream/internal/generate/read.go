// Package generate writes releases/ and imports/, or tells whether they are what upstream says.
package generate

import (
	"fmt"
	"path/filepath"

	"cdk8s-kubevirt/tools/upstream/internal/facts"
	"cdk8s-kubevirt/tools/upstream/internal/manifests"
	"cdk8s-kubevirt/tools/upstream/internal/modules"
	"cdk8s-kubevirt/tools/upstream/internal/plain"
	"cdk8s-kubevirt/tools/upstream/internal/table"
)

// FromModule makes the facts of a release from its Go module. tool is this tool's own folder; the folders that link
// modules lie in tools/modules.
func FromModule(tool string, release table.Release) (plain.Object, error) {
	read, source, err := modules.Read(filepath.Join(tool, "..", "modules", release.Module), release.Project, release.Version)
	if err != nil {
		return nil, fmt.Errorf("%s: %w\nWhere a module is not available, take \"module\" out of its entry in releases.json, "+
			"and read the release from its manifest files: generate --manifests DIR (README.md tells which files)", release, err)
	}
	return facts.Of(release.Project, release.Version, source, read)
}

// FromManifests makes the facts of a release from its manifest files.
func FromManifests(dir string, release table.Release) (plain.Object, error) {
	read, err := manifests.Read(dir, release.Project, release.Version)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", release, err)
	}
	return facts.Of(release.Project, release.Version, "manifests", read)
}

// OfSchemas makes the facts of a project of which only schemas are read, from the files that its entry lists.
func OfSchemas(tool, dir string, release table.Release) (plain.Object, error) {
	folder, source := filepath.Join(dir, release.Project), "manifests"
	if release.Module != "" {
		var err error
		linked := filepath.Join(tool, "..", "modules", release.Module)
		if folder, source, err = modules.Folder(linked, release.Project, release.Version); err != nil {
			return nil, fmt.Errorf("%s: %w", release, err)
		}
	}
	var crds []any
	for _, file := range release.CRDs {
		read, err := manifests.Objects(filepath.Join(folder, file))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", release, err)
		}
		crds = append(crds, read...)
	}
	return facts.OfSchemas(release.Project, release.Version, source, crds)
}
