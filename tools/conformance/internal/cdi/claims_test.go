package cdi

import (
	"testing"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

func TestRendersClaims(t *testing.T) {
	for name, try := range map[string]struct {
		config map[string]any
		want   bool
	}{
		"nothing":        {nil, false},
		"another gate":   {map[string]any{"featureGates": []any{"HonorWaitForFirstConsumer"}}, false},
		"the gate":       {map[string]any{"featureGates": []any{"HonorWaitForFirstConsumer", "WebhookPvcRendering"}}, true},
		"the field":      {map[string]any{"webhookPvcRendering": "Enabled"}, true},
		"the field, off": {map[string]any{"featureGates": []any{}, "webhookPvcRendering": "Disabled"}, false},
	} {
		resource := &kube.Object{Object: map[string]any{"spec": map[string]any{"config": try.config}}}
		if got := RendersClaims(resource); got != try.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
