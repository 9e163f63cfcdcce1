// Command kubevirt-1.9 prints what the constructors of KubeVirt 1.9 make, as raw.Release.
package main

import (
	corev1 "k8s.io/api/core/v1"
	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"kubevirt.io/kubevirt/pkg/virt-operator/resource/generate/components"
	"kubevirt.io/kubevirt/pkg/virt-operator/resource/generate/rbac"
	"kubevirt.io/kubevirt/pkg/virt-operator/util"

	"cdk8s-kubevirt/tools/modules/raw"
)

const module = "kubevirt.io/kubevirt"

// constructors of the CRDs that virt-operator installs (KubeVirt:
// pkg/virt-operator/resource/generate/install/strategy.go, 1.9).
var constructors = []func() (*extv1.CustomResourceDefinition, error){
	components.NewVirtualMachineInstanceCrd,
	components.NewPresetCrd,
	components.NewReplicaSetCrd,
	components.NewVirtualMachineCrd,
	components.NewVirtualMachineInstanceMigrationCrd,
	components.NewVirtualMachineSnapshotCrd,
	components.NewVirtualMachineSnapshotContentCrd,
	components.NewVirtualMachineRestoreCrd,
	components.NewVirtualMachineInstancetypeCrd,
	components.NewVirtualMachineClusterInstancetypeCrd,
	components.NewVirtualMachinePoolCrd,
	components.NewMigrationPolicyCrd,
	components.NewVirtualMachinePreferenceCrd,
	components.NewVirtualMachineClusterPreferenceCrd,
	components.NewVirtualMachineExportCrd,
	components.NewVirtualMachineCloneCrd,
	components.NewVirtualMachineBackupCrd,
	components.NewVirtualMachineBackupTrackerCrd,
	components.NewPluginCrd,
}

func main() { raw.Print(module, read) }

func read(version string) (release raw.Release, err error) {
	crd, err := components.NewKubeVirtCrd()
	if err != nil {
		return release, err
	}
	// a bundle that is embedded in virt-operator, which installs its CRDs too
	template, err := components.NewVirtTemplateResources(&util.KubeVirtDeploymentConfig{Namespace: raw.KubeVirtNamespace})
	if err != nil {
		return release, err
	}
	release.Operator = raw.KubeVirtOperator(crd, raw.List(rbac.GetAllOperator(raw.KubeVirtNamespace)), deployment(version))
	release.CustomResource = raw.KubeVirtCustomResource()
	if release.CRDs, err = raw.Make(constructors); err != nil {
		return release, err
	}
	release.CRDs = append(release.CRDs, raw.List(template.CRDs)...)
	release.Gates, err = gates()
	return release, err
}

// deployment is the spec of virt-operator's Deployment; without overrides of single images, as in a release.
func deployment(version string) any {
	made := components.NewOperatorDeployment(
		raw.KubeVirtNamespace, raw.KubeVirtRepository, "", version, raw.KubeVirtVerbosity, version, "",
		"", "", "", "", "", "", "", "", "", "", "", "", "", corev1.PullPolicy(raw.PullPolicy),
	)
	return made.Spec
}
