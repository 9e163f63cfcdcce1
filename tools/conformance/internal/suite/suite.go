// Package suite holds what all scenarios share: the programs, the bundles of the examples, and clusters with KubeVirt
// and CDI before them.
package suite

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
	"cdk8s-kubevirt/tools/conformance/internal/report"
)

// Suite is one run of the tool.
type Suite struct {
	// Root is the repository, Work a folder that the run may fill.
	Root, Work string
	Store      *programs.Store
	Console    *report.Console
	// Keep leaves the clusters of a scenario up until the run is interrupted.
	Keep bool
	// Newest restricts the run to the newest releases on the newest Kubernetes minor that they support.
	Newest bool
	// Everywhere tries examples beside the platform for every pair of releases, on every Kubernetes minor.
	Everywhere bool
	// KubeVirt restricts it to one release of KubeVirt, if it is given.
	KubeVirt string
	// Runs and Seed of the random programs.
	Runs, Seed int

	mu       sync.Mutex
	clusters []*cluster.Cluster
	numbers  int
	warnings map[string]string
	ended    []error
	velero   velero
}

// Folder makes a new folder for this run's files.
func (s *Suite) Folder(parts ...string) (string, error) {
	s.mu.Lock()
	s.numbers++
	parts[len(parts)-1] = fmt.Sprintf("%s-%d", parts[len(parts)-1], s.numbers)
	s.mu.Unlock()
	folder := filepath.Join(append([]string{s.Work}, parts...)...)
	return folder, os.MkdirAll(folder, 0o755)
}
