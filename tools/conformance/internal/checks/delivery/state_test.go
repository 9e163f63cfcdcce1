package delivery

import (
	"testing"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

func TestWhatControllersSayOfUnits(t *testing.T) {
	application := func(sync, health, phase string) *kube.Object {
		return &kube.Object{Object: map[string]any{
			"metadata": map[string]any{"name": "unit"},
			"status": map[string]any{
				"sync": map[string]any{"status": sync, "revision": "r"}, "health": map[string]any{"status": health},
				"operationState": map[string]any{"phase": phase, "message": "words"},
			},
		}}
	}
	kustomization := func(ready string, observed int64) *kube.Object {
		return &kube.Object{Object: map[string]any{
			"metadata": map[string]any{"name": "unit", "generation": int64(2)},
			"status": map[string]any{
				"observedGeneration": observed, "lastAppliedRevision": "r",
				"conditions": []any{map[string]any{"type": "Ready", "status": ready, "message": "words"}},
			},
		}}
	}
	for _, each := range []struct {
		found          state
		applied, ready bool
		says           string
	}{
		{(&argoCD{}).read(application("Synced", "Healthy", "Succeeded")), true, true, "Synced, Healthy"},
		{(&argoCD{}).read(application("Synced", "Degraded", "Succeeded")), true, false, "Synced, Degraded"},
		{(&argoCD{}).read(application("OutOfSync", "Healthy", "Succeeded")), false, false, "OutOfSync, Healthy"},
		{(&argoCD{}).read(application("Synced", "Healthy", "Running")), false, false, "Synced, Healthy"},
		{(&flux{}).read(kustomization("True", 2)), true, true, "Ready"},
		{(&flux{}).read(kustomization("True", 1)), false, false, "not Ready"},
		{(&flux{}).read(kustomization("False", 2)), false, false, "not Ready"},
	} {
		if each.found.applied != each.applied || each.found.ready != each.ready || each.found.says != each.says {
			t.Errorf("%+v is taken for something else than applied %t, ready %t, %s", each.found, each.applied, each.ready, each.says)
		}
		if each.found.revision != "r" || each.ready != (each.found.words == "") {
			t.Errorf("%+v has another revision, or other words", each.found)
		}
	}
}
