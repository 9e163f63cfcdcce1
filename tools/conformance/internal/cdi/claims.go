package cdi

import (
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// ClaimWebhook is the webhook configuration that has CDI render claims.
const ClaimWebhook = "cdi-api-pvc-mutate"

// RendersClaims tells whether a CDI resource asks for it: by a feature gate up to 1.65 (CDI:
// pkg/operator/controller/callbacks.go, reconcilePvcMutatingWebhook), by a field from 1.66, which our bundles always
// write.
func RendersClaims(resource *kube.Object) bool {
	gates, _, _ := unstructured.NestedStringSlice(resource.Object, "spec", "config", "featureGates")
	return slices.Contains(gates, "WebhookPvcRendering") || kube.Text(resource, "spec", "config", "webhookPvcRendering") == "Enabled"
}
