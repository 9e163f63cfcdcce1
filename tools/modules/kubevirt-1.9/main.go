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

// constructors of the CRDs that virt-operator installs (KubeVirt: pkg/virt-operator/resource/generate/install/strategy.go, 1.9).
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
	var account []any
	for _, object := range rbac.GetAllOperator(raw.KubeVirtNamespace) {
		account = append(account, object)
	}
	release.Operator = raw.KubeVirtOperator(crd, account, deployment(version))
	release.CustomResource = raw.KubeVirtCustomResource()
	if release.CRDs, err = crds(); err != nil {
		return release, err
	}
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

// crds are those that virt-operator installs, and those of the virt-template bundle that is embedded in it.
func crds() (made []any, err error) {
	for _, construct := range constructors {
		crd, err := construct()
		if err != nil {
			return nil, err
		}
		made = append(made, crd)
	}
	template, err := components.NewVirtTemplateResources(&util.KubeVirtDeploymentConfig{Namespace: raw.KubeVirtNamespace})
	if err != nil {
		return nil, err
	}
	for _, crd := range template.CRDs {
		made = append(made, crd)
	}
	return made, nil
}
