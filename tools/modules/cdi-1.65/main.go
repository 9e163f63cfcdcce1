// Command cdi-1.65 prints what the factories of CDI 1.65 make, as raw.Release.
package main

import (
	"kubevirt.io/containerized-data-importer/pkg/operator/resources/cluster"
	"kubevirt.io/containerized-data-importer/pkg/operator/resources/namespaced"
	"kubevirt.io/containerized-data-importer/pkg/operator/resources/operator"

	"cdk8s-kubevirt/tools/modules/raw"
)

const module = "kubevirt.io/containerized-data-importer"

func main() { raw.Print(module, read) }

func read(version string) (release raw.Release, err error) {
	made, err := operator.CreateOperatorResourceGroup("everything", arguments(version))
	if err != nil {
		return release, err
	}
	release.Operator = raw.CDIOperator(raw.List(made))
	// CDI: manifests/templates/release/cdi-cr.yaml.in lists both gates up to 1.65, the first alone from 1.66.
	release.CustomResource = raw.CDICustomResource("HonorWaitForFirstConsumer", "WebhookPvcRendering")
	crds, err := cluster.CreateStaticResourceGroup("crd-resources", &cluster.FactoryArgs{Namespace: raw.CDINamespace})
	if err != nil {
		return release, err
	}
	release.CRDs = raw.List(crds)
	return release, nil
}

// arguments of a release: every image by its default name, the importer's for oVirt's populator too (CDI:
// hack/build/config.sh).
func arguments(version string) *operator.FactoryArgs {
	image := func(name string) string { return raw.CDIRepository + "/cdi-" + name + ":" + version }
	return &operator.FactoryArgs{
		NamespacedArgs: namespaced.FactoryArgs{
			Verbosity:              raw.CDIVerbosity,
			OperatorVersion:        version,
			DeployClusterResources: "true",
			ControllerImage:        image("controller"),
			ImporterImage:          image("importer"),
			ClonerImage:            image("cloner"),
			OvirtPopulatorImage:    image("importer"),
			APIServerImage:         image("apiserver"),
			UploadProxyImage:       image("uploadproxy"),
			UploadServerImage:      image("uploadserver"),
			PullPolicy:             raw.PullPolicy,
			Namespace:              raw.CDINamespace,
		},
		Image: image("operator"),
	}
}
