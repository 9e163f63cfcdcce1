package delivery

import (
	"context"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

func condition(kind, status, reason string) any {
	return map[string]any{"type": kind, "status": status, "reason": reason, "message": reason}
}

// awaitLayer waits until somebody has delivered all objects of a layer.
func awaitLayer(ctx context.Context, client *kube.Client, layer bundle.Layer) error {
	var objects []*kube.Object
	for _, item := range layer.Items {
		objects = append(objects, item.Object)
		err := kube.Await(ctx, item.Place(), cluster.Patience, func(ctx context.Context) (bool, error) {
			if !client.Served(item.GetAPIVersion(), item.GetKind()) {
				return false, nil
			}
			found, err := client.Lookup(ctx, item.Object)
			return found != nil, err
		})
		if err != nil {
			return err
		}
	}
	return client.AwaitCRDs(ctx, objects)
}

// runOperators says of the operators' Deployments that they run; before there are nodes, nobody else does.
func runOperators(ctx context.Context, client *kube.Client, layer bundle.Layer) error {
	for _, item := range layer.Items {
		if item.GetKind() != "Deployment" {
			continue
		}
		found, err := client.Current(ctx, item.Object)
		if err != nil {
			return err
		}
		replicas := kube.Number(found, "spec", "replicas")
		err = client.PatchStatus(ctx, found, map[string]any{
			"observedGeneration": found.GetGeneration(), "replicas": replicas, "updatedReplicas": replicas, "readyReplicas": replicas, "availableReplicas": replicas,
			"conditions": []any{condition("Available", "True", "MinimumReplicasAvailable"), condition("Progressing", "True", "NewReplicaSetAvailable")},
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// available says of the custom resources what the operators say in the end.
func available(ctx context.Context, client *kube.Client) error {
	conditions := []any{
		condition("Available", "True", "AllComponentsReady"), condition("Progressing", "False", "AllComponentsReady"), condition("Degraded", "False", "AllComponentsReady"),
	}
	virt, err := client.Only(ctx, "kubevirt.io/v1", "KubeVirt", "")
	if err != nil {
		return err
	}
	if err := client.PatchStatus(ctx, virt, map[string]any{"observedGeneration": virt.GetGeneration(), "conditions": conditions}); err != nil {
		return err
	}
	importer, err := client.Only(ctx, "cdi.kubevirt.io/v1beta1", "CDI", "")
	if err != nil {
		return err
	}
	const version = "v1.66.0"
	return client.Merge(ctx, importer, map[string]any{"status": map[string]any{
		"phase": "Deployed", "conditions": conditions, "operatorVersion": version, "observedVersion": version, "targetVersion": version,
	}})
}
