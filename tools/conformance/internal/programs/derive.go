package programs

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/mod/modfile"
)

// derive makes a copy of a folder of tools/modules that requires another version of its project, and returns where it
// is.
func (s *Store) derive(ctx context.Context, folder, version string) (string, error) {
	name, _ := projectOf(folder)
	module := projects[name].module
	dir := filepath.Join(s.tools, "modules", folder)
	file, err := readGoMod(dir)
	if err != nil {
		return "", err
	}
	hash, err := hashOf(dir, file, version)
	if err != nil {
		return "", err
	}
	// neighbours keep their place beside the copy, so that the relative paths in its go.mod hold
	home := filepath.Join(s.cache, "derived", folder+"-"+version+"-"+hash)
	if _, err := os.Stat(home); err == nil {
		return filepath.Join(home, folder), nil
	}
	text, err := derivedGoMod(ctx, dir, file, module, version)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(home), 0o755); err != nil {
		return "", err
	}
	unfinished, err := os.MkdirTemp(filepath.Dir(home), ".deriving-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(unfinished)
	copied := filepath.Join(unfinished, folder)
	for _, neighbour := range append([]string{"."}, neighbours(file)...) {
		if err := copySources(filepath.Join(dir, neighbour), filepath.Join(copied, neighbour)); err != nil {
			return "", err
		}
	}
	if err := os.WriteFile(filepath.Join(copied, "go.mod"), text, 0o644); err != nil {
		return "", err
	}
	s.log("adapting %s to %s %s", folder, name, version)
	if _, err := run(ctx, copied, "mod", "tidy"); err != nil {
		return "", err
	}
	return filepath.Join(home, folder), settle(unfinished, home)
}

// derivedGoMod gets both versions of upstream's go.mod and makes ours follow.
func derivedGoMod(ctx context.Context, dir string, ours *modfile.File, module, version string) ([]byte, error) {
	from, err := required(ours, module)
	if err != nil {
		return nil, err
	}
	var upstream [2]*modfile.File
	for i, version := range []string{from, version} {
		found, err := download(ctx, dir, module+"@"+version)
		if err != nil {
			return nil, err
		}
		text, err := os.ReadFile(found.GoMod)
		if err != nil {
			return nil, err
		}
		if upstream[i], err = modfile.Parse(found.GoMod, text, nil); err != nil {
			return nil, err
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return nil, err
	}
	return follow(text, upstream[0], upstream[1], module, from, version)
}

// follow turns a go.mod that requires one version of upstream into one that requires another: lines that were copied
// from upstream's go.mod follow it, those that point to published modules of upstream's own tree follow the version,
// and pins of ours stay.
func follow(text []byte, before, after *modfile.File, module, from, to string) ([]byte, error) {
	file, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		return nil, err
	}
	have := replacements(file, "")
	for _, require := range slices.Clone(file.Require) {
		path := require.Mod.Path
		if path == module || modfile.IsDirectoryPath(have[path].path) {
			continue
		}
		// the rest is upstream's to choose again: go mod tidy never goes back to an older version
		if err := file.DropRequire(path); err != nil {
			return nil, err
		}
	}
	if err := file.AddRequire(module, to); err != nil {
		return nil, err
	}
	if after.Go != nil {
		if err := file.AddGoStmt(after.Go.Version); err != nil {
			return nil, err
		}
	}
	was, is := replacements(before, from), replacements(after, to)
	for path, mine := range have {
		copied, followed := was[path], mine.version != "" && mine.version == was[path].version
		switch target, stays := is[path]; {
		case !followed: // a pin
			delete(is, path)
		case !stays:
			if err := file.DropReplace(path, ""); err != nil {
				return nil, err
			}
		case mine.path != copied.path: // CDI v1.65.0 names a module without its host; ours has it right
			is[path] = replacement{mine.path, target.version}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(is)) {
		if err := file.AddReplace(path, "", is[path].path, is[path].version); err != nil {
			return nil, err
		}
	}
	file.Cleanup()
	return file.Format()
}

type replacement struct{ path, version string }

// replacements of a go.mod. What upstream replaces with a folder of its own tree is published under its own name, with
// upstream's version.
func replacements(file *modfile.File, version string) map[string]replacement {
	found := map[string]replacement{}
	for _, replace := range file.Replace {
		target := replacement{replace.New.Path, replace.New.Version}
		if version != "" && modfile.IsDirectoryPath(target.path) {
			target = replacement{replace.Old.Path, version}
		}
		found[replace.Old.Path] = target
	}
	return found
}

func copySources(from, to string) error {
	root := os.DirFS(from)
	return fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !isSource(entry) {
			return err
		}
		text, err := fs.ReadFile(root, path)
		if err != nil {
			return fmt.Errorf("copying %s: %w", path, err)
		}
		target := filepath.Join(to, path)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
}
