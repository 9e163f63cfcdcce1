package kubevirt

import (
	"context"
	"encoding/base64"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// apiService is the Service of virt-api.
const apiService = "virt-api"

// nowhere is an address for documentation. The API server wants a Service to have an address that is not loopback
// before it asks it anything, and then goes to the cluster IP.
const nowhere = "192.0.2.1"

// Aggregate has the API server hand on requests of subresources.kubevirt.io to virt-api: start, addvolume and the like.
// virt-api must serve, and the cluster must have been started with a network.
func (a *Admission) Aggregate(ctx context.Context) error {
	a.cluster.Answer(a.namespace, apiService, cluster.PortVirtAPI)
	for _, object := range a.aggregated {
		if object.GetKind() == "Service" {
			unstructured.RemoveNestedField(object.Object, "spec", "selector") // nobody else is to say where it is
			continue
		}
		if err := unstructured.SetNestedField(object.Object, base64.StdEncoding.EncodeToString(a.cluster.CA.PEM), "spec", "caBundle"); err != nil {
			return err
		}
	}
	if err := a.install(ctx, append(a.aggregated, a.endpoint())); err != nil {
		return err
	}
	for _, object := range a.aggregated {
		if object.GetKind() != "APIService" {
			continue
		}
		err := kube.Await(ctx, object.GetName()+" to be served", cluster.Patience, func(ctx context.Context) (bool, error) {
			found, err := a.cluster.Client.Current(ctx, object)
			return kube.ConditionOf(found, "Available").Status == "True", err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *Admission) endpoint() *kube.Object {
	return &kube.Object{Object: map[string]any{
		"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
		"metadata": map[string]any{
			"name": apiService + "-played", "namespace": a.namespace, "labels": map[string]any{"kubernetes.io/service-name": apiService},
		},
		"endpoints": []any{map[string]any{"addresses": []any{nowhere}, "conditions": map[string]any{"ready": true}}},
		"ports":     []any{map[string]any{"name": "", "port": int64(cluster.PortVirtAPI), "protocol": "TCP"}},
	}}
}
