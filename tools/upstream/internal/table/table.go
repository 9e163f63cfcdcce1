// Package table holds the list of releases, releases.json.
package table

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
)

// A Release of upstream that the repository has facts of.
type Release struct {
	Project string
	Version string
	// Module is the folder in tools/modules of the small Go module that links this release; "" for a release that is
	// read from manifest files, because its Go module is not available.
	Module string
	// Sizes is the folder in tools/modules of the nearest release of KubeVirt whose Go module is available, if Module
	// is "": its common instancetypes are read.
	Sizes string
	// CRDs are the files of a project from which only schemas are read: within its Go module, or, without Module, in the
	// project's folder among the manifest files.
	CRDs []string
}

// SizesModule is the folder from whose Go module the common instancetypes are read; "" if there is none.
func (r Release) SizesModule() string {
	if r.Project != "kubevirt" {
		return ""
	}
	return cmp.Or(r.Module, r.Sizes)
}

// String names a release as the command line does: kubevirt@v1.9.0.
func (r Release) String() string { return r.Project + "@" + r.Version }

// Read reads the list. Releases of one project are in ascending order.
func Read(path string) ([]Release, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var releases []Release
	if err := json.Unmarshal(text, &releases); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return releases, nil
}

// Only returns the release of a name such as kubevirt@v1.9.0, or all for "".
func Only(releases []Release, name string) ([]Release, error) {
	if name == "" {
		return releases, nil
	}
	for _, release := range releases {
		if release.String() == name {
			return []Release{release}, nil
		}
	}
	return nil, fmt.Errorf("%s is not in releases.json", name)
}

// Newest returns the last release of a project.
func Newest(releases []Release, project string) (newest Release) {
	for _, release := range releases {
		if release.Project == project {
			newest = release
		}
	}
	return newest
}
