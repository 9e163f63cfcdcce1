package machines

import (
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// nodes are where the machines of an example run: they offer the devices that it permits, and those of its networks.
func nodes(example bundle.Bundle) []cluster.Node {
	var devices []string
	for _, network := range example.OfKind(attachment) {
		if device := network.GetAnnotations()[resourceName]; device != "" {
			devices = append(devices, device)
		}
	}
	permitted, _ := kube.Field(example.Find("KubeVirt"), "spec", "configuration", "permittedHostDevices", "pciHostDevices").([]any)
	for _, each := range permitted {
		devices = append(devices, kube.Text(&kube.Object{Object: each.(map[string]any)}, "resourceName"))
	}
	all := cluster.Zones(4)
	for i := range all {
		all[i].Devices = devices
	}
	return all
}

// withNetworks is an example below which stands what it takes for granted: the kind of Multus, and the networks that
// its pools name and that it does not hold itself. Without the gate ExternalNetResourceInjection virt-controller reads
// these, and makes no launcher pod without.
func withNetworks(example bundle.Bundle) bundle.Bundle {
	var networks bundle.Layer
	for _, pool := range example.Pools() {
		for _, path := range networksOf(pool) {
			namespace, name, _ := strings.Cut(path, "/")
			if holds(example, path) {
				continue
			}
			networks.Items = append(networks.Items, item("v1", "Namespace", "", namespace), item(multus+"/v1", attachment, namespace, name))
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

// networksOf are the paths of the networks of Multus that a pool names: namespace/name.
func networksOf(pool bundle.Item) (paths []string) {
	named, _ := kube.Field(pool.Object, "spec", "virtualMachineTemplate", "spec", "template", "spec", "networks").([]any)
	for _, each := range named {
		path := kube.Text(&kube.Object{Object: each.(map[string]any)}, "multus", "networkName")
		if path != "" && !strings.Contains(path, "/") {
			path = pool.GetNamespace() + "/" + path
		}
		if path != "" {
			paths = append(paths, path)
		}
	}
	return paths
}

// holds tells whether an example has a network itself.
func holds(example bundle.Bundle, path string) bool {
	return slices.ContainsFunc(example.OfKind(attachment), func(network bundle.Item) bool { return kube.Path(network.Object) == path })
}

const (
	multus       = "k8s.cni.cncf.io"
	attachment   = "NetworkAttachmentDefinition"
	resourceName = "k8s.v1.cni.cncf.io/resourceName" // the annotation of a network that stands for a device
)

func item(apiVersion, kind, namespace, name string) bundle.Item {
	return bundle.Item{Object: suite.Named(apiVersion, kind, namespace, name)}
}
