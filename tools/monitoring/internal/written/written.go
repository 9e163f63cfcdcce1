// Package written asks the library what it writes for Prometheus and kube-state-metrics.
package written

import (
	"encoding/json"
	"os"
	"os/exec"
	"testing"
)

// Written is what the library writes; tools/monitoring/written.ts prints it.
type Written struct {
	Alerts   []string `json:"alerts"`
	Releases []Files  `json:"releases"`
}

// Files are what is written for one pair of releases.
type Files struct {
	KubeVirt string `json:"kubevirt"`
	CDI      string `json:"cdi"`
	Rules    string `json:"rules"`
	Scraping string `json:"scraping"`
	State    string `json:"state"`
}

// Newest are those of the newest releases, which are the last.
func (w Written) Newest() Files { return w.Releases[len(w.Releases)-1] }

// Read asks the library. The test runs in a folder below tools/monitoring.
func Read(t *testing.T) (read Written) {
	t.Helper()
	command := exec.Command("npx", "tsx", "tools/monitoring/written.ts")
	command.Dir = "../../.."
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(output, &read); err != nil {
		t.Fatal(err)
	}
	return read
}
