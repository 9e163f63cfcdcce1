package cluster

import (
	"encoding/base64"
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// Readdress replaces the Services in a webhook configuration by the ports, at the cluster's address, of the processes
// that play them.
func (c *Cluster) Readdress(object *kube.Object, ports map[string]int) error {
	webhooks, _, err := unstructured.NestedSlice(object.Object, "webhooks")
	if err != nil {
		return err
	}
	for _, each := range webhooks {
		webhook := each.(map[string]any)
		name, _, _ := unstructured.NestedString(webhook, "clientConfig", "service", "name")
		path, _, _ := unstructured.NestedString(webhook, "clientConfig", "service", "path")
		port, known := ports[name]
		if !known {
			return fmt.Errorf("webhook %v asks the Service %q, which nobody plays", webhook["name"], name)
		}
		webhook["clientConfig"] = map[string]any{
			"url": fmt.Sprintf("https://%s%s", c.At(port), path), "caBundle": base64.StdEncoding.EncodeToString(c.CA.PEM),
		}
	}
	return unstructured.SetNestedSlice(object.Object, webhooks, "webhooks")
}
