package programs

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Release of KubeVirt or CDI that the library supports.
type Release struct {
	Project string
	Version string
}

// Line is what judges a release.
type Line struct {
	// Module is for Path.
	Module string
	// Version is the release that judges, as in v1.7.0.
	Version string
	// Exact tells that it is the very release that was asked for.
	Exact bool
	// Why tells, in one line, why it is not.
	Why string
}

// Releases are those of KubeVirt and CDI that the facts are of, tools/upstream/releases.json.
func (s *Store) Releases() ([]Release, error) { return s.listed(false) }

// Schemas are the releases of other projects of which the facts hold only schemas.
func (s *Store) Schemas() ([]Release, error) { return s.listed(true) }

func (s *Store) listed(onlySchemas bool) ([]Release, error) {
	text, err := os.ReadFile(filepath.Join(s.tools, "upstream", "releases.json"))
	if err != nil {
		return nil, err
	}
	var entries []struct {
		Release
		CRDs []string
	}
	if err := json.Unmarshal(text, &entries); err != nil {
		return nil, fmt.Errorf("releases.json: %w", err)
	}
	var releases []Release
	for _, entry := range entries {
		if (len(entry.CRDs) > 0) == onlySchemas {
			releases = append(releases, entry.Release)
		}
	}
	return releases, nil
}

// Supports tells whether upstream supports a release of KubeVirt on one of Kubernetes, by releases/kubernetes.json.
func (s *Store) Supports(kubevirt string, kubernetes KubernetesRelease) (bool, error) {
	text, err := os.ReadFile(filepath.Join(s.tools, "..", "releases", "kubernetes.json"))
	if err != nil {
		return false, err
	}
	var matrix struct {
		KubeVirt map[string][]string `json:"kubevirt"`
	}
	if err := json.Unmarshal(text, &matrix); err != nil {
		return false, fmt.Errorf("kubernetes.json: %w", err)
	}
	return slices.Contains(matrix.KubeVirt[minorText(kubevirt)], kubernetes.Minor()), nil
}

// Line finds what judges a release of a project, kubevirt or cdi: the release itself where its Go module can be had,
// else the version in the folder of the nearest release line.
func (s *Store) Line(ctx context.Context, project, version string) (Line, error) {
	folder, err := s.folder(project, version)
	if err != nil {
		return Line{}, err
	}
	s.mutex.Lock()
	of, err := s.source(ctx, folder)
	s.mutex.Unlock()
	if err != nil {
		return Line{}, err
	}
	line := Line{Module: folder, Version: of.version, Exact: of.version == version}
	if line.Exact {
		return line, nil
	}
	why := s.builds(ctx, folder+"@"+version, of.project)
	if ctx.Err() != nil {
		return Line{}, context.Cause(ctx)
	}
	var unavailable errUnavailable
	var failed errGo
	switch {
	case why == nil:
		return Line{Module: folder + "@" + version, Version: version, Exact: true}, nil
	case errors.As(why, &unavailable):
		line.Why = unavailable.answer
	case errors.As(why, &failed):
		line.Why = "it can be had, but not built: " + failed.cause()
	default:
		return Line{}, why
	}
	return line, nil
}

// builds tells why not all programs of a derived module can be built, or nil. One that cannot be built judges nothing.
func (s *Store) builds(ctx context.Context, module string, of project) error {
	for _, program := range slices.Sorted(maps.Keys(of.programs)) {
		if _, err := s.Path(ctx, module, program); err != nil {
			return err
		}
	}
	return nil
}

// folder is the one of the release's own minor, or else of the nearest; of two as near, the newer.
func (s *Store) folder(project, version string) (string, error) {
	minor, err := minorOf(strings.TrimPrefix(version, "v"))
	if err != nil {
		return "", err
	}
	folders, err := s.folders(project)
	if err != nil {
		return "", err
	}
	if len(folders) == 0 {
		return "", fmt.Errorf("tools/modules has no folder of %s", project)
	}
	distance := func(folder string) int {
		_, line := projectOf(folder)
		other, _ := minorOf(line)
		return max(minor-other, other-minor)
	}
	return slices.MinFunc(folders, func(a, b string) int { return cmp.Compare(distance(a), distance(b)) }), nil
}

// folders are those of a project's release lines, the newest first.
func (s *Store) folders(project string) (folders []string, err error) {
	found, err := filepath.Glob(filepath.Join(s.tools, "modules", project+"-*", "go.mod"))
	if err != nil {
		return nil, err
	}
	for _, file := range found {
		folder := filepath.Base(filepath.Dir(file))
		if _, err := minorOf(strings.TrimPrefix(folder, project+"-")); err != nil {
			return nil, fmt.Errorf("tools/modules/%s: %w", folder, err)
		}
		folders = append(folders, folder)
	}
	slices.SortFunc(folders, func(a, b string) int {
		_, first := projectOf(a)
		_, second := projectOf(b)
		left, _ := minorOf(first)
		right, _ := minorOf(second)
		return cmp.Compare(right, left)
	})
	return folders, nil
}

// minorText is the release line of a version: 1.9 of v1.9.0.
func minorText(version string) string {
	parts := strings.SplitN(strings.TrimPrefix(version, "v"), ".", 3)
	return strings.Join(parts[:min(2, len(parts))], ".")
}

// minorOf is the second number of a version such as 1.9 or 1.9.0, whose first is 1 in all projects.
func minorOf(version string) (int, error) {
	parts := strings.Split(version, ".")
	if len(parts) < 2 || parts[0] != "1" {
		return 0, fmt.Errorf("%q is not a version such as 1.9", version)
	}
	return strconv.Atoi(parts[1])
}
