package programs

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

// TestFoldersOfReleases says what judges each supported release where its own module cannot be had.
func TestFoldersOfReleases(t *testing.T) {
	store, _ := open(t, filepath.Join("..", "..", ".."))
	releases, err := store.Releases()
	if err != nil {
		t.Fatal(err)
	}
	expected := map[Release]string{
		{"kubevirt", "v1.7.4"}: "kubevirt-1.7",
		{"kubevirt", "v1.8.4"}: "kubevirt-1.8",
		{"kubevirt", "v1.9.0"}: "kubevirt-1.9",
		{"cdi", "v1.63.1"}:     "cdi-1.65",
		{"cdi", "v1.64.0"}:     "cdi-1.65",
		{"cdi", "v1.65.0"}:     "cdi-1.65",
		{"cdi", "v1.66.0"}:     "cdi-1.65",
	}
	for _, release := range releases {
		folder, err := store.folder(release.Project, release.Version)
		if err != nil || folder != expected[release] {
			t.Errorf("%v is judged by %q, %v; expected %q: is the table of this test up to date?", release, folder, err, expected[release])
		}
	}
	if len(releases) != len(expected) {
		t.Errorf("%d releases are listed, %d are expected", len(releases), len(expected))
	}
}

func TestNearestFolder(t *testing.T) {
	tools := t.TempDir()
	for _, folder := range []string{"cdi-1.9", "cdi-1.62", "cdi-1.66"} {
		write(t, filepath.Join(tools, "modules", folder, "go.mod"), "module example\n")
	}
	store, _ := open(t, tools)
	for version, expected := range map[string]string{
		"v1.8.0": "cdi-1.9", "v1.62.7": "cdi-1.62", "v1.63.0": "cdi-1.62", "v1.64.0": "cdi-1.66", "v1.70.0": "cdi-1.66",
	} {
		if folder, err := store.folder("cdi", version); err != nil || folder != expected {
			t.Errorf("%s: %s, %v; expected %s", version, folder, err, expected)
		}
	}
	if _, err := store.folder("cdi", "v2.0.0"); err == nil {
		t.Error("a version of another major is taken")
	}
	if _, err := store.folder("kubevirt", "v1.9.0"); err == nil || !strings.Contains(err.Error(), "no folder of kubevirt") {
		t.Errorf("a project without folders: %v", err)
	}
}

// TestLineSaysWhy asks for a release that the module proxy, which is turned off, does not have.
func TestLineSaysWhy(t *testing.T) {
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOFLAGS", "")
	t.Setenv("GOMODCACHE", t.TempDir())
	tools := t.TempDir()
	write(t, filepath.Join(tools, "modules", "kubevirt-1.7", "go.mod"), "module example\n\ngo 1.24.0\n\nrequire kubevirt.io/kubevirt v1.7.0\n")
	store, _ := open(t, tools)
	line, err := store.Line(t.Context(), "kubevirt", "v1.7.4")
	expected := Line{Module: "kubevirt-1.7", Version: "v1.7.0", Why: "module proxy: module lookup disabled by GOPROXY=off"}
	if err != nil || line != expected {
		t.Errorf("%+v, %v", line, err)
	}
	line, err = store.Line(t.Context(), "kubevirt", "v1.7.0")
	if err != nil || line != (Line{Module: "kubevirt-1.7", Version: "v1.7.0", Exact: true}) {
		t.Errorf("the folder's own version: %+v, %v", line, err)
	}
}

func TestReason(t *testing.T) {
	for message, expected := range map[string]string{
		"kubevirt.io/kubevirt@v1.7.4: reading https://proxy.example/@v/v1.7.4.info: 403 Forbidden\n\tserver response: not available": "module proxy: 403 Forbidden",
		"a@v1: verifying go.mod: a@v1/go.mod: reading https://proxy.example/sumdb/sum.example/lookup/a@v1: 404 Not Found":            "checksum database: 404 Not Found",
		"a@v1: Get \"https://proxy.example/a/@v/v1.info\": dial tcp: lookup proxy.example on 192.0.2.1:53: no such host":             "module proxy: no such host",
		"no colon": "module proxy: no colon",
	} {
		if got := reason(message); got != expected {
			t.Errorf("%q, expected %q", got, expected)
		}
	}
}

func TestCause(t *testing.T) {
	for messages, expected := range map[string]string{
		"# example/apiserver\napiserver/serve.go:70:9: not enough arguments in call to f\n\thave (int)":       "not enough arguments in call to f",
		"go: example imports\n\ta/b: reading https://proxy.example/a/b: 403 Forbidden\n\tserver response: no": "403 Forbidden",
		"": "go build failed",
	} {
		if got := (errGo{"build", messages}).cause(); got != expected {
			t.Errorf("%q, expected %q", got, expected)
		}
	}
}

const ours = `module example

go 1.24.0

tool upstream.example/main/cmd/program

require (
	our.example/shared v0.0.0
	upstream.example/direct v1.2.3
	upstream.example/main v1.7.0
)

require upstream.example/indirect v1.2.3 // indirect

replace our.example/shared => ../shared

// Pins.
replace (
	pinned.example/a => pinned.example/a v0.0.29
	pinned.example/b => ../standins/b
	pinned.example/c => pinned.example/c v2.0.0
)

// Of upstream's own tree.
replace upstream.example/api => upstream.example/api v1.7.0

// Copied.
replace (
	copied.example/gone => copied.example/gone v1.0.0
	copied.example/host => copied.example/host v0.31.5
	copied.example/same => copied.example/same v1.0.0
	copied.example/up => fork.example/up v0.33.5
)
`

func TestFollow(t *testing.T) {
	before := parse(t, `module upstream.example/main

go 1.24.0

replace (
	copied.example/gone => copied.example/gone v1.0.0
	copied.example/host => host v0.31.5
	copied.example/same => copied.example/same v1.0.0
	copied.example/up => fork.example/up v0.33.5
	pinned.example/c => pinned.example/c v1.0.0
	upstream.example/api => ./staging/src/api
)
`)
	after := parse(t, `module upstream.example/main

go 1.25.0

replace (
	copied.example/host => host v0.31.6
	copied.example/new => copied.example/new v1.1.1
	copied.example/same => copied.example/same v1.0.0
	copied.example/up => fork.example/up v0.33.9
	pinned.example/b => pinned.example/b v1.0.0
	pinned.example/c => pinned.example/c v1.5.0
	upstream.example/api => ./staging/src/api
	upstream.example/client => ./staging/src/client
)
`)
	text, err := follow([]byte(ours), before, after, "upstream.example/main", "v1.7.0", "v1.7.4")
	if err != nil {
		t.Fatal(err)
	}
	file := parse(t, string(text))
	if file.Go.Version != "1.25.0" || len(file.Tool) != 1 {
		t.Errorf("go %s, tools %v", file.Go.Version, file.Tool)
	}
	if version, err := required(file, "upstream.example/main"); err != nil || version != "v1.7.4" {
		t.Errorf("requires %s, %v", version, err)
	}
	if len(file.Require) != 2 || file.Require[0].Mod.Path != "our.example/shared" {
		t.Errorf("it still requires versions that go with the old one: %s", text)
	}
	expected := map[string]replacement{
		"our.example/shared":      {"../shared", ""},
		"pinned.example/a":        {"pinned.example/a", "v0.0.29"},
		"pinned.example/b":        {"../standins/b", ""},
		"pinned.example/c":        {"pinned.example/c", "v2.0.0"},
		"upstream.example/api":    {"upstream.example/api", "v1.7.4"},
		"upstream.example/client": {"upstream.example/client", "v1.7.4"},
		"copied.example/host":     {"copied.example/host", "v0.31.6"},
		"copied.example/new":      {"copied.example/new", "v1.1.1"},
		"copied.example/same":     {"copied.example/same", "v1.0.0"},
		"copied.example/up":       {"fork.example/up", "v0.33.9"},
	}
	got := replacements(file, "")
	for path, target := range expected {
		if got[path] != target {
			t.Errorf("%s => %v, expected %v", path, got[path], target)
		}
		delete(got, path)
	}
	if len(got) > 0 {
		t.Errorf("more is replaced: %v", got)
	}
	again, err := follow([]byte(ours), before, after, "upstream.example/main", "v1.7.0", "v1.7.4")
	if err != nil || string(again) != string(text) {
		t.Errorf("twice, two texts: %v", err)
	}
}

func parse(t *testing.T, text string) *modfile.File {
	t.Helper()
	file, err := modfile.Parse("go.mod", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	return file
}
