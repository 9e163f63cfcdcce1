package quota

import (
	"context"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// migrateAndImport begins to migrate a machine, and runs a pod that asks for what CDI's do. In play no migration ends,
// for nobody moves the guest: its target stays.
func (l limit) migrateAndImport(ctx context.Context) error {
	_, err := l.Client.Create(ctx, &kube.Object{Object: map[string]any{
		"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration", "metadata": map[string]any{"name": "drain", "namespace": l.namespace},
		"spec": map[string]any{"vmiName": l.pool + "-0"},
	}})
	if err != nil {
		return fmt.Errorf("migrating %s-0: %w", l.pool, err)
	}
	cdi := l.bundle.Find("CDI")
	if cdi == nil {
		return fmt.Errorf("the bundle has no CDI")
	}
	_, err = l.Client.Create(ctx, &kube.Object{Object: map[string]any{
		"apiVersion": "v1", "kind": "Pod", "metadata": map[string]any{"name": "importer-played", "namespace": l.namespace},
		"spec": map[string]any{"containers": []any{map[string]any{
			"name": "importer", "image": "registry.example.org/importer", "resources": kube.Field(cdi, "spec", "config", "podResourceRequirements"),
		}}},
	}})
	return err
}

// claimBeside makes the claim that CDI fills beside the largest disk.
func (l limit) claimBeside(ctx context.Context) error {
	for _, pool := range l.pools() {
		templates, _ := kube.Field(pool.Object, "spec", "virtualMachineTemplate", "spec", "dataVolumeTemplates").([]any)
		last := kube.Object{Object: templates[len(templates)-1].(map[string]any)}
		storage := kube.Field(&last, "spec", "storage").(map[string]any)
		_, err := l.Client.Create(ctx, &kube.Object{Object: map[string]any{
			"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": map[string]any{"name": "prime-played", "namespace": l.namespace}, "spec": storage,
		}})
		if err != nil {
			return err
		}
	}
	return nil
}
