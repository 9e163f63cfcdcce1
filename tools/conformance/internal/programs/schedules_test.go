package programs

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// velero makes a tools folder that names a release of Velero.
func velero(t *testing.T) (tools string) {
	t.Helper()
	tools = t.TempDir()
	write(t, filepath.Join(tools, "modules", "velero", "go.mod"),
		"module velero\n\ngo 1.24.0\n\nrequire github.com/vmware-tanzu/velero v1.18.3\n")
	return tools
}

func TestSchedulesOfTheModule(t *testing.T) {
	proxy := t.TempDir()
	publish(t, proxy, "github.com/vmware-tanzu/velero", "v1.18.3", map[string]string{
		"go.mod": "module github.com/vmware-tanzu/velero\n\ngo 1.24.0\n", "config/crd/v1/bases/" + scheduleFile: "kind: CustomResourceDefinition\n",
	})
	t.Setenv("GOPROXY", "file://"+filepath.ToSlash(proxy))
	t.Setenv("GONOSUMDB", "*")
	t.Setenv("GOMODCACHE", t.TempDir())
	t.Cleanup(func() { exec.Command("go", "clean", "-modcache").Run() }) // it is read-only
	store, _ := open(t, velero(t))
	first, err := store.Schedules(t.Context())
	if err != nil || first.Version != "v1.18.3" || string(first.Text) != "kind: CustomResourceDefinition\n" || first.Why != "" {
		t.Fatalf("%+v, %v", first, err)
	}
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOMODCACHE", t.TempDir())
	if again, err := store.Schedules(t.Context()); err != nil || string(again.Text) != string(first.Text) {
		t.Errorf("once read, it is asked for again: %+v, %v", again, err)
	}
}

// TestSchedulesSayWhy asks a module proxy that is turned off.
func TestSchedulesSayWhy(t *testing.T) {
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOFLAGS", "")
	t.Setenv("GOMODCACHE", t.TempDir())
	store, _ := open(t, velero(t))
	found, err := store.Schedules(t.Context())
	if err != nil || found.Text != nil || found.Version != "v1.18.3" || found.Why != "module proxy: module lookup disabled by GOPROXY=off" {
		t.Errorf("%+v, %v", found, err)
	}
}
