package main

import "kubevirt.io/kubevirt/pkg/virt-config/featuregate"

// gates is the registry of feature gates, which is exported from 1.9 on.
func gates() (map[string]string, error) {
	states := map[string]string{}
	for name, gate := range featuregate.GetRegisteredFeatureGates() {
		states[name] = string(gate.State)
	}
	return states, nil
}
