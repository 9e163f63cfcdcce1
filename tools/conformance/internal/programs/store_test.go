package programs

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
}

// etcd makes a tools folder whose etcd is a program of a few lines, so that it builds without network.
func etcd(t *testing.T) (tools string) {
	t.Helper()
	tools = t.TempDir()
	write(t, filepath.Join(tools, "modules", "etcd", "go.mod"), `module etcd

go 1.24.0

tool go.etcd.io/etcd/server/v3

require go.etcd.io/etcd/server/v3 v3.6.5

replace go.etcd.io/etcd/server/v3 => ../standins/etcd
`)
	write(t, filepath.Join(tools, "modules", "standins", "etcd", "go.mod"), "module go.etcd.io/etcd/server/v3\n\ngo 1.24.0\n")
	write(t, filepath.Join(tools, "modules", "standins", "etcd", "main.go"), hello("one"))
	return tools
}

func hello(text string) string {
	return fmt.Sprintf("package main\n\nfunc main() { print(%q) }\n", text)
}

// open opens a store with a cache of its own, whose log is kept.
func open(t *testing.T, tools string) (*Store, *[]string) {
	t.Helper()
	var lines []string
	store, err := openIn(t.TempDir(), tools, func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) })
	if err != nil {
		t.Fatal(err)
	}
	return store, &lines
}

func TestPathBuildsOnce(t *testing.T) {
	t.Setenv("GOFLAGS", "-mod=vendor -tags=nonsense") // which would make every build fail
	t.Setenv("KUBEBUILDER_ASSETS", "")
	tools := etcd(t)
	store, log := open(t, tools)
	first, err := store.Path(t.Context(), "etcd", "etcd")
	if err != nil {
		t.Fatal(err)
	}
	if output, err := exec.Command(first).CombinedOutput(); err != nil || string(output) != "one" {
		t.Errorf("the program says %q, %v", output, err)
	}
	if !strings.HasPrefix(filepath.Base(filepath.Dir(first)), "etcd-v3.6.5-") {
		t.Errorf("the folder does not name module and version: %s", first)
	}
	if len(*log) != 2 || !strings.HasPrefix((*log)[0], "building etcd of etcd v3.6.5") || !strings.HasPrefix((*log)[1], "built etcd") {
		t.Errorf("the log is %q", *log)
	}
	again, err := store.Path(t.Context(), "etcd", "etcd")
	if err != nil || again != first || len(*log) != 2 {
		t.Errorf("asked again, it gives %s, %v, and logs %q", again, err, *log)
	}
	if left, _ := os.ReadDir(filepath.Dir(first)); len(left) != 1 {
		t.Errorf("the build left something beside the program: %v", left)
	}
}

func TestPathFollowsTheSources(t *testing.T) {
	tools := etcd(t)
	store, _ := open(t, tools)
	before, err := store.source(t.Context(), "etcd")
	if err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{
		"etcd/go.sum":                 "",
		"etcd/extra.go":               "package main\n",
		"etcd/empty.s":                "",
		"standins/etcd/main.go":       hello("two"),
		"standins/etcd/deep/inner.go": "package deep\n",
	} {
		write(t, filepath.Join(tools, "modules", path), text)
		store.sources = map[string]source{}
		after, err := store.source(t.Context(), "etcd")
		if err != nil {
			t.Fatal(err)
		}
		if after.hash == before.hash {
			t.Errorf("the hash overlooks %s", path)
		}
		before = after
	}
	write(t, filepath.Join(tools, "modules", "etcd", "README.md"), "words\n")
	store.sources = map[string]source{}
	if after, err := store.source(t.Context(), "etcd"); err != nil || after.hash != before.hash {
		t.Errorf("the hash depends on what is not built: %v", err)
	}
}

func TestPathEndsWithTheContext(t *testing.T) {
	store, _ := open(t, etcd(t))
	if _, err := store.source(t.Context(), "etcd"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	interrupted := errors.New("interrupted")
	store.log = func(string, ...any) { cancel(interrupted) } // called right before the build
	if _, err := store.Path(ctx, "etcd", "etcd"); !errors.Is(err, interrupted) {
		t.Errorf("the build ends with %v", err)
	}
	built, err := filepath.Glob(filepath.Join(store.cache, "programs", "*", "*"))
	if err != nil || len(built) != 0 {
		t.Errorf("it left %v, %v", built, err)
	}
}

func TestPathNamesWhatIsWrong(t *testing.T) {
	tools := etcd(t)
	write(t, filepath.Join(tools, "modules", "standins", "etcd", "main.go"), "package main\n\nfunc main() { undefined() }\n")
	store, _ := open(t, tools)
	for _, wrong := range []struct{ module, program, says string }{
		{"etcd", "etcd", "undefined: undefined"},
		{"etcd", "etcdctl", "building etcdctl of etcd v3.6.5: the table of programs does not have it"},
		{"postgres", "psql", "nothing of postgres"},
		{"kwok", "kwok", "no such file"},
	} {
		if _, err := store.Path(t.Context(), wrong.module, wrong.program); err == nil || !strings.Contains(err.Error(), wrong.says) {
			t.Errorf("%s of %s: %v", wrong.program, wrong.module, err)
		}
	}
}

// TestTable compares the table with the folders: what one lists, the other can build.
func TestTable(t *testing.T) {
	store, _ := open(t, filepath.Join("..", "..", ".."))
	found, err := filepath.Glob(filepath.Join(store.tools, "modules", "*", "go.mod"))
	if err != nil || len(found) == 0 {
		t.Fatalf("no modules: %v", err)
	}
	built := map[string]bool{}
	for _, path := range found {
		folder := filepath.Base(filepath.Dir(path))
		file, err := readGoMod(filepath.Dir(path))
		if err != nil {
			t.Fatal(err)
		}
		if file.Module.Mod.Path != "cdk8s-kubevirt/tools/modules/"+folder {
			t.Errorf("%s is module %s", folder, file.Module.Mod.Path)
		}
		name, _ := projectOf(folder)
		of, known := projects[name]
		if !known {
			continue
		}
		if _, err := required(file, of.module); err != nil {
			t.Error(err)
		}
		var packages []string
		for _, pkg := range of.programs {
			packages = append(packages, pkg)
			if own, ok := strings.CutPrefix(pkg, "./"); ok {
				if _, err := os.Stat(filepath.Join(filepath.Dir(path), own)); err == nil {
					built[pkg] = true
				}
			}
		}
		for _, tool := range file.Tool {
			built[tool.Path] = true
			if !slices.Contains(packages, tool.Path) {
				t.Errorf("the tool %s of %s is not in the table", tool.Path, folder)
			}
		}
	}
	for name, of := range projects {
		for program, pkg := range of.programs {
			if !built[pkg] {
				t.Errorf("no folder of %s builds %s", name, program)
			}
		}
	}
}
