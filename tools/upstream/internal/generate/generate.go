package generate

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"

	"cdk8s-kubevirt/tools/upstream/internal/manifests"
	"cdk8s-kubevirt/tools/upstream/internal/plain"
	"cdk8s-kubevirt/tools/upstream/internal/sizes"
	"cdk8s-kubevirt/tools/upstream/internal/table"
	"cdk8s-kubevirt/tools/upstream/internal/typescript"
)

// Options of a run.
type Options struct {
	Tool      string // this tool's folder
	Root      string // the repository's folder, which holds releases/ and imports/
	Manifests string // a folder with manifest files of releases, or ""
	Only      string // one release by name, or "" for all
	Check     bool   // write nothing, only tell what would change
	Log       io.Writer
}

// ErrDiffers says that a check found files that generate would change.
var ErrDiffers = errors.New("files differ from what upstream says; run generate without --check and commit")

// Run generates the facts of the chosen releases, then the imports of the newest.
func Run(o Options) error {
	releases, err := table.Read(filepath.Join(o.Tool, "releases.json"))
	if err != nil {
		return err
	}
	chosen, err := table.Only(releases, o.Only)
	if err != nil {
		return err
	}
	differs := false
	for _, release := range chosen {
		changed, err := o.release(release)
		if err != nil {
			return err
		}
		differs = differs || changed
	}
	for _, step := range []func([]table.Release) (bool, error){o.dropReleases, o.imports, o.sizes} {
		changed, err := step(releases)
		if err != nil {
			return err
		}
		differs = differs || changed
	}
	if o.Check && differs {
		return ErrDiffers
	}
	return nil
}

// release writes one release's facts.
func (o Options) release(release table.Release) (changed bool, err error) {
	var made plain.Object
	switch {
	case release.CRDs != nil && (release.Module != "" || o.Manifests != ""):
		made, err = OfSchemas(o.Tool, o.Manifests, release)
	case release.Module != "":
		made, err = FromModule(o.Tool, release)
	case manifests.Has(o.Manifests, release.Project, release.Version):
		made, err = FromManifests(o.Manifests, release)
	default:
		_, err := os.Stat(o.factsPath(release))
		if err != nil {
			return false, fmt.Errorf("%s is read from manifest files: give --manifests DIR: %w", release, err)
		}
		fmt.Fprintf(o.Log, "%s: left as it is (read from manifest files; --manifests has none of it)\n", release)
		return false, nil
	}
	if err != nil {
		return false, err
	}
	fmt.Fprintf(o.Log, "%s: read from %s\n", release, made["source"])
	return o.write(o.factsPath(release), plain.Layout(made))
}

func (o Options) factsPath(release table.Release) string {
	return filepath.Join(o.Root, "releases", release.Project, release.Version+".json")
}

// imported are the projects whose imports are made, in sets that share their types.
var imported = [][]string{{"kubevirt", "cdi"}, {"argo-cd"}, {"kustomize-controller", "source-controller"}}

// imports writes the imports of each project's newest release, from its facts as they are in releases/.
func (o Options) imports(releases []table.Release) (changed bool, err error) {
	files := map[string][]byte{}
	for _, projects := range imported {
		newest, err := o.newest(releases, projects)
		if err != nil {
			return false, err
		}
		maps.Copy(files, typescript.Files(newest...))
	}
	for name, text := range files {
		differs, err := o.write(filepath.Join(o.Root, "imports", name), text)
		if err != nil {
			return changed, err
		}
		changed = changed || differs
	}
	dropped, err := o.drop(filepath.Join(o.Root, "imports", "*.ts"), func(path string) bool { return files[filepath.Base(path)] != nil })
	return changed || dropped, err
}

// newest reads the facts of the newest release of each of the projects that the list has.
func (o Options) newest(releases []table.Release, projects []string) (newest []plain.Object, err error) {
	for _, project := range projects {
		release := table.Newest(releases, project)
		if release.Project == "" {
			continue
		}
		facts, err := ReadFacts(o.Root, release)
		if err != nil {
			return nil, err
		}
		newest = append(newest, facts)
	}
	return newest, nil
}

// sizes writes the common instancetypes and preferences of all releases of KubeVirt whose Go module is known.
func (o Options) sizes(releases []table.Release) (changed bool, err error) {
	var read []sizes.Release
	for _, release := range releases {
		folder := release.SizesModule()
		if folder == "" {
			continue
		}
		embedded, err := sizes.Read(filepath.Join(o.Tool, "..", "modules", folder), release.Version)
		if err != nil {
			return false, err
		}
		read = append(read, embedded)
	}
	if len(read) == 0 {
		return false, nil
	}
	return o.write(filepath.Join(o.Root, "releases", "common-instancetypes.json"), plain.Layout(sizes.Facts(read)))
}

// dropReleases removes facts of releases that are no longer in the list.
func (o Options) dropReleases(releases []table.Release) (changed bool, err error) {
	listed := map[string]bool{}
	for _, release := range releases {
		listed[o.factsPath(release)] = true
	}
	return o.drop(filepath.Join(o.Root, "releases", "*", "*.json"), func(path string) bool { return listed[path] })
}

// ReadFacts reads a release's facts from the repository.
func ReadFacts(root string, release table.Release) (plain.Object, error) {
	file, err := os.Open(Options{Root: root}.factsPath(release))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	value, err := plain.Decode(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file.Name(), err)
	}
	return value.(plain.Object), nil
}

// write brings a file up to date, or only tells that it is not.
func (o Options) write(path string, text []byte) (changed bool, err error) {
	old, err := os.ReadFile(path)
	if err == nil && bytes.Equal(old, text) {
		return false, nil
	}
	if o.Check {
		fmt.Fprintf(o.Log, "differs: %s\n", o.relative(path))
		return true, nil
	}
	fmt.Fprintf(o.Log, "written: %s\n", o.relative(path))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return true, err
	}
	return true, os.WriteFile(path, text, 0o644)
}

// drop removes the files of a pattern that nothing makes any more, or only tells that they are there.
func (o Options) drop(pattern string, made func(path string) bool) (changed bool, err error) {
	paths, err := filepath.Glob(pattern)
	if err != nil {
		return false, err
	}
	for _, path := range paths {
		if made(path) {
			continue
		}
		changed = true
		fmt.Fprintf(o.Log, "no longer made: %s\n", o.relative(path))
		if o.Check {
			continue
		}
		if err := os.Remove(path); err != nil {
			return changed, err
		}
	}
	return changed, nil
}

func (o Options) relative(path string) string {
	if relative, err := filepath.Rel(o.Root, path); err == nil {
		return relative
	}
	return path
}
