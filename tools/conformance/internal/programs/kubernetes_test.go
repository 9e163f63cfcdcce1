package programs

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestKubernetesOfTheModules(t *testing.T) {
	t.Setenv("KUBEBUILDER_ASSETS", "")
	store, _ := open(t, filepath.Join("..", "..", ".."))
	releases, err := store.Kubernetes(t.Context())
	expected := []KubernetesRelease{{"kubernetes-1.34", "v1.34.4"}, {"kubernetes-1.35", "v1.35.4"}, {"kubernetes-1.36", "v1.36.3"}}
	if err != nil || !slices.Equal(releases, expected) {
		t.Errorf("%v, %v", releases, err)
	}
}

func TestKubebuilderAssets(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "kube-apiserver"), "#!/bin/sh\necho Kubernetes v1.34.2\n")
	write(t, filepath.Join(dir, "etcd"), "#!/bin/sh\n")
	t.Setenv("KUBEBUILDER_ASSETS", dir)
	store, log := open(t, filepath.Join("..", "..", ".."))
	if len(*log) != 1 {
		t.Errorf("the log does not tell of them: %q", *log)
	}
	releases, err := store.Kubernetes(t.Context())
	if err != nil || !slices.Equal(releases, []KubernetesRelease{{"kubernetes-1.34", "v1.34.2"}}) {
		t.Fatalf("%v, %v", releases, err)
	}
	for _, use := range []struct{ module, program string }{{"kubernetes-1.34", "kube-apiserver"}, {"etcd", "etcd"}} {
		path, err := store.Path(t.Context(), use.module, use.program)
		if err != nil || path != filepath.Join(dir, use.program) {
			t.Errorf("%s: %s, %v", use.program, path, err)
		}
	}
	// what is not there, or is not theirs to have, is built
	if path := store.assets.path("kubernetes-1.34", "kube-scheduler"); path != "" {
		t.Errorf("kube-scheduler: %s", path)
	}
	write(t, filepath.Join(dir, "virt-api"), "#!/bin/sh\n")
	if path := store.assets.path("kubevirt-1.9", "virt-api"); path != "" {
		t.Errorf("virt-api: %s", path)
	}
}

func TestKubebuilderAssetsThatLackSomething(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "kube-apiserver"), "#!/bin/sh\n")
	write(t, filepath.Join(dir, "etcd"), "")
	if err := os.Chmod(filepath.Join(dir, "etcd"), 0o644); err != nil {
		t.Fatal(err)
	}
	if found := findAssets(dir); found.dir != "" {
		t.Error("an etcd that cannot be run is taken")
	}
	t.Setenv("KUBEBUILDER_ASSETS", dir)
	if _, log := open(t, etcd(t)); len(*log) != 1 {
		t.Errorf("the log does not tell that they are not used: %q", *log)
	}
}
