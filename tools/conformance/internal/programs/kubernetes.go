package programs

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// KubernetesRelease is one whose API server can be run.
type KubernetesRelease struct {
	// Module is for Path.
	Module string
	// Version as in v1.35.4.
	Version string
}

// Minor as in 1.35.
func (k KubernetesRelease) Minor() string { return minorText(k.Version) }

// Kubernetes lists the releases to run against, in ascending order: those of tools/modules, or the one of
// KUBEBUILDER_ASSETS alone. What that one lacks, such as a scheduler, is built from the nearest release line.
func (s *Store) Kubernetes(ctx context.Context) ([]KubernetesRelease, error) {
	if s.assets.dir != "" {
		version, err := s.assets.version(ctx)
		if err != nil {
			return nil, err
		}
		folder, err := s.folder("kubernetes", version)
		return []KubernetesRelease{{Module: folder, Version: version}}, err
	}
	folders, err := s.folders("kubernetes")
	if err != nil {
		return nil, err
	}
	var releases []KubernetesRelease
	for _, folder := range slices.Backward(folders) {
		file, err := readGoMod(filepath.Join(s.tools, "modules", folder))
		if err != nil {
			return nil, err
		}
		version, err := required(file, projects["kubernetes"].module)
		if err != nil {
			return nil, err
		}
		releases = append(releases, KubernetesRelease{Module: folder, Version: version})
	}
	return releases, nil
}

// assets are the programs of a folder in the layout of KUBEBUILDER_ASSETS; none if it lacks the API server or etcd.
type assets struct{ dir string }

func findAssets(dir string) assets {
	found := assets{dir}
	if dir == "" || !found.has("kube-apiserver") || !found.has("etcd") {
		return assets{}
	}
	return found
}

func (a assets) has(program string) bool {
	info, err := os.Stat(filepath.Join(a.dir, program))
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

// path of a program that is used in place of a built one, or "".
func (a assets) path(module, program string) string {
	name, _ := projectOf(module)
	if a.dir == "" || name != "kubernetes" && name != "etcd" || !a.has(program) {
		return ""
	}
	return filepath.Join(a.dir, program)
}

// version is what the API server says of itself: "Kubernetes v1.35.4".
func (a assets) version(ctx context.Context) (string, error) {
	output, err := exec.CommandContext(ctx, filepath.Join(a.dir, "kube-apiserver"), "--version").Output()
	if err != nil {
		return "", fmt.Errorf("kube-apiserver --version, of KUBEBUILDER_ASSETS: %w", err)
	}
	version, found := strings.CutPrefix(strings.TrimSpace(string(output)), "Kubernetes ")
	if !found {
		return "", fmt.Errorf("kube-apiserver --version, of KUBEBUILDER_ASSETS, says %.80q", output)
	}
	return version, nil
}
