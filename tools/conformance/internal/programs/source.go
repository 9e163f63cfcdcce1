package programs

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
)

// source is a folder with a go.mod that programs are built from.
type source struct {
	project project
	module  string // as the caller names it
	dir     string
	version string // of the project's Go module
	hash    string // of all that decides what is built
}

// name is the folder of its programs in the cache. A version that was derived is part of the module's name already.
func (f source) name() string {
	folder, _, _ := strings.Cut(f.module, "@")
	return folder + "-" + f.version + "-" + f.hash
}

// source finds a module, a folder of tools/modules such as kubevirt-1.9 or one derived from it such as
// kubevirt-1.7@v1.7.4.
func (s *Store) source(ctx context.Context, module string) (source, error) {
	if found, ok := s.sources[module]; ok {
		return found, nil
	}
	folder, version, derived := strings.Cut(module, "@")
	name, _ := projectOf(folder)
	of, known := projects[name]
	if !known {
		return source{}, fmt.Errorf("the table of programs has nothing of %s", module)
	}
	found := source{project: of, module: module, dir: filepath.Join(s.tools, "modules", folder)}
	if derived {
		var err error
		if found.dir, err = s.derive(ctx, folder, version); err != nil {
			return source{}, err
		}
	}
	file, err := readGoMod(found.dir)
	if err != nil {
		return source{}, err
	}
	if found.version, err = required(file, found.project.module); err != nil {
		return source{}, err
	}
	goVersion, err := run(ctx, found.dir, "env", "GOVERSION", "GOOS", "GOARCH")
	if err != nil {
		return source{}, err
	}
	if found.hash, err = hashOf(found.dir, file, string(goVersion), found.project.linkerFlags(found.version)); err != nil {
		return source{}, err
	}
	s.sources[module] = found
	return found, nil
}

func readGoMod(dir string) (*modfile.File, error) {
	path := filepath.Join(dir, "go.mod")
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return modfile.Parse(path, text, nil)
}

// required is the version that a go.mod asks for.
func required(file *modfile.File, module string) (string, error) {
	for _, require := range file.Require {
		if require.Mod.Path == module {
			return require.Mod.Version, nil
		}
	}
	return "", fmt.Errorf("%s does not require %q", file.Syntax.Name, module)
}

// neighbours are the folders that a go.mod replaces modules with.
func neighbours(file *modfile.File) (folders []string) {
	for _, replace := range file.Replace {
		if modfile.IsDirectoryPath(replace.New.Path) {
			folders = append(folders, replace.New.Path)
		}
	}
	return folders
}

// hashOf hashes the go.mod, go.sum, Go and assembly files of a folder and of its neighbours, and what else decides what is built.
func hashOf(dir string, file *modfile.File, settings ...string) (string, error) {
	hash := sha256.New()
	fmt.Fprintf(hash, "%q\n", settings)
	for _, folder := range append([]string{"."}, neighbours(file)...) {
		root := os.DirFS(filepath.Join(dir, folder))
		err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !isSource(entry) {
				return err
			}
			text, err := fs.ReadFile(root, path)
			fmt.Fprintf(hash, "%s %s %x\n", folder, path, sha256.Sum256(text))
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%x", hash.Sum(nil)[:6]), nil
}

func isSource(entry fs.DirEntry) bool {
	name := entry.Name()
	return !entry.IsDir() && (name == "go.mod" || name == "go.sum" || strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".s"))
}
