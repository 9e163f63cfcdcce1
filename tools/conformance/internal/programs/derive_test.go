package programs

import (
	"archive/zip"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// publish puts a version of a module into a folder that serves as module proxy.
func publish(t *testing.T, proxy, module, version string, files map[string]string) {
	t.Helper()
	place := filepath.Join(proxy, module, "@v", version)
	write(t, place+".info", fmt.Sprintf(`{"Version": %q}`, version))
	write(t, place+".mod", files["go.mod"])
	file, err := os.Create(place + ".zip")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	archive := zip.NewWriter(file)
	for name, text := range files {
		writer, err := archive.Create(module + "@" + version + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := writer.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
}

// kubevirt publishes a release whose programs say the version of the module in upstream's own tree.
func kubevirt(t *testing.T, proxy, version string) {
	t.Helper()
	files := map[string]string{"go.mod": `module kubevirt.io/kubevirt

go 1.24.0

require kubevirt.io/api v0.0.0

replace kubevirt.io/api => ./staging/src/kubevirt.io/api
`}
	for program := range projects["kubevirt"].programs {
		files["cmd/"+program+"/main.go"] = "package main\n\nimport \"kubevirt.io/api\"\n\nfunc main() { print(api.Version) }\n"
	}
	publish(t, proxy, "kubevirt.io/kubevirt", version, files)
	publish(t, proxy, "kubevirt.io/api", version, map[string]string{
		"go.mod": "module kubevirt.io/api\n\ngo 1.24.0\n", "api.go": fmt.Sprintf("package api\n\nconst Version = %q\n", version),
	})
}

// TestLineThatCanBeHad builds the very release, from a proxy that has it and one more, which does not compile.
func TestLineThatCanBeHad(t *testing.T) {
	proxy := t.TempDir()
	kubevirt(t, proxy, "v1.7.0")
	kubevirt(t, proxy, "v1.7.4")
	publish(t, proxy, "kubevirt.io/kubevirt", "v1.7.5", map[string]string{
		"go.mod": "module kubevirt.io/kubevirt\n\ngo 1.24.0\n", "cmd/virt-api/main.go": "package main\n", "cmd/virt-controller/main.go": "package main\n",
		"cmd/virt-operator/main.go": "package main\n",
	})
	t.Setenv("GOPROXY", "file://"+filepath.ToSlash(proxy))
	t.Setenv("GONOSUMDB", "*")
	t.Setenv("GOMODCACHE", t.TempDir())
	t.Cleanup(func() { exec.Command("go", "clean", "-modcache").Run() }) // it is read-only
	tools := t.TempDir()
	write(t, filepath.Join(tools, "modules", "kubevirt-1.7", "go.mod"), `module example

go 1.24.0

tool (
	kubevirt.io/kubevirt/cmd/virt-api
	kubevirt.io/kubevirt/cmd/virt-controller
	kubevirt.io/kubevirt/cmd/virt-operator
)

require kubevirt.io/kubevirt v1.7.0

require kubevirt.io/api v0.0.0 // indirect

replace kubevirt.io/api => kubevirt.io/api v1.7.0
`)
	store, log := open(t, tools)
	line, err := store.Line(t.Context(), "kubevirt", "v1.7.4")
	if err != nil || line != (Line{Module: "kubevirt-1.7@v1.7.4", Version: "v1.7.4", Exact: true}) {
		t.Fatalf("%+v, %v", line, err)
	}
	if (*log)[0] != "adapting kubevirt-1.7 to kubevirt v1.7.4" {
		t.Errorf("the log is %q", *log)
	}
	*log = nil
	path, err := store.Path(t.Context(), line.Module, "virt-api")
	if err != nil || len(*log) > 0 {
		t.Fatalf("%v, and logs %q", err, *log)
	}
	if output, err := exec.Command(path).CombinedOutput(); err != nil || string(output) != "v1.7.4" {
		t.Errorf("the program says %q, %v", output, err)
	}
	line, err = store.Line(t.Context(), "kubevirt", "v1.7.5")
	if err != nil || line.Exact || line.Module != "kubevirt-1.7" || !strings.HasPrefix(line.Why, "it can be had, but not built: ") {
		t.Errorf("one that does not compile: %+v, %v", line, err)
	}
}
