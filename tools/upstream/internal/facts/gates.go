package facts

import (
	"fmt"
	"strings"

	"cdk8s-kubevirt/tools/upstream/internal/plain"
)

// gateStates maps upstream's names of the states (KubeVirt: pkg/virt-config/featuregate/feature-gates.go) to ours.
var gateStates = map[string]string{
	"Alpha":                "Alpha",
	"Beta":                 "Beta",
	"General Availability": "GA",
	"Deprecated":           "Deprecated",
	"Discontinued":         "Discontinued",
}

// unregisteredGates are honoured by name but missing in the registry of a minor: KubeVirt 1.7 and 1.8 declare the
// constant ObjectGraph (pkg/virt-config/featuregate/active.go) and ask for it in virt-api, but never register it. Up to
// 1.8 a gate is on whenever the KubeVirt resource lists its name, registered or not, so it works like an Alpha gate;
// 1.9 registers it as one.
var unregisteredGates = map[string]map[string]string{
	"v1.7": {"ObjectGraph": "Alpha"},
	"v1.8": {"ObjectGraph": "Alpha"},
}

func gatesOf(version string, registry map[string]string) (plain.Object, error) {
	gates := plain.Object{}
	for name, state := range registry {
		known, ok := gateStates[state]
		if !ok {
			return nil, fmt.Errorf("feature gate %s has the unknown state %q", name, state)
		}
		gates[name] = known
	}
	for name, state := range unregisteredGates[minor(version)] {
		if gates[name] == nil {
			gates[name] = state
		}
	}
	return gates, nil
}

// minor of a version: v1.8.4 -> v1.8.
func minor(version string) string { return version[:strings.LastIndex(version, ".")] }
