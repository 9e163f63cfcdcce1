package machines

import (
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// withNetworks is an example below which stands what it takes for granted: the kind of Multus, and the networks that
// its pools name. Without the gate ExternalNetResourceInjection virt-controller reads these, and makes no launcher pod
// without.
func withNetworks(example bundle.Bundle) bundle.Bundle {
	var networks bundle.Layer
	for _, pool := range example.Pools() {
		named, _ := kube.Field(pool.Object, "spec", "virtualMachineTemplate", "spec", "template", "spec", "networks").([]any)
		for _, each := range named {
			network := &kube.Object{Object: each.(map[string]any)}
			name := kube.Text(network, "multus", "networkName")
			if name == "" {
				continue
			}
			namespace, name, elsewhere := strings.Cut(name, "/")
			if !elsewhere {
				namespace, name = pool.GetNamespace(), namespace
			}
			networks.Items = append(networks.Items, item("v1", "Namespace", "", namespace), item(multus+"/v1", "NetworkAttachmentDefinition", namespace, name))
		}
	}
	if len(networks.Items) == 0 {
		return example
	}
	with := bundle.Bundle{Name: example.Name}
	for _, layer := range example.Layers {
		if with.Layers = append(with.Layers, layer); layer.Name == bundle.Platform {
			kind := bundle.Layer{Name: bundle.Platform + "-multus", Items: []bundle.Item{{Object: suite.Networks()}}}
			networks.Name = bundle.Platform + "-networks"
			with.Layers = append(with.Layers, kind, networks)
		}
	}
	return with
}

const multus = "k8s.cni.cncf.io"

func item(apiVersion, kind, namespace, name string) bundle.Item {
	return bundle.Item{Object: suite.Named(apiVersion, kind, namespace, name)}
}
