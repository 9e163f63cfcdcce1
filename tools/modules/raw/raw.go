// Package raw is the contract between the small programs that link one release of upstream (kubevirt-1.9, cdi-1.65, …)
// and the tool that makes facts of what they print. It is a Go module of its own without requirements, so that it adds
// nothing to upstream's pins.
package raw

import (
	"encoding/json"
	"io"
)

// Release is everything read from one release of upstream, before anything is done with it.
type Release struct {
	// Module is the Go module and version that the release was read from, as in kubevirt.io/kubevirt@v1.9.0; "" for
	// manifest files.
	Module string `json:"module,omitempty"`
	// Operator holds the objects of the operator manifest in upstream's order.
	Operator []any `json:"operator"`
	// CustomResource is the default custom resource that upstream publishes beside the operator manifest.
	CustomResource any `json:"customResource"`
	// CRDs are those that the operator installs at run time. One that the operator manifest has too may be among them.
	CRDs []any `json:"crds"`
	// Gates maps a feature gate to upstream's own name of its state; nil for a project without a registry.
	Gates map[string]string `json:"gates,omitempty"`
}

// Write prints the release as JSON.
func (r Release) Write(w io.Writer) error {
	return json.NewEncoder(w).Encode(r)
}
