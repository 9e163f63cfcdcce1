package machines

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// virtualFunctions adds a pool with an interface by SR-IOV to a cluster, and looks at what its launcher requests: the
// device that the network stands for, with every release.
func (t trial) virtualFunctions(ctx context.Context, s *suite.Suite, installed *suite.Installed, section *report.Section) error {
	bundles, err := s.Synth(ctx, "sriov", t.pair)
	if err != nil {
		return err
	}
	verdicts, err := suite.Rest(ctx, installed.Cluster, bundles[0], bundle.Flux)
	if err := cmp.Or(err, verdicts.Err()); err != nil {
		return err
	}
	return t.devices(ctx, installed, bundles[0], section)
}

// devices looks at what launchers of pools request whose networks stand for devices.
func (t trial) devices(ctx context.Context, installed *suite.Installed, b bundle.Bundle, section *report.Section) error {
	for _, pool := range b.Pools() {
		wanted := devicesOfNetworks(b, pool)
		if len(wanted) == 0 {
			continue
		}
		running, err := installed.AwaitPool(ctx, pool.Object)
		if err != nil {
			section.Failures = append(section.Failures, words(ctx, installed.Client, pool.Object)...)
			return fmt.Errorf("%w: %s do", err, running)
		}
		requested, err := requestedDevices(ctx, installed.Client, pool.Object)
		if err != nil {
			return err
		}
		for _, device := range wanted {
			section.Check(requested[device] == "1", "%s: a launcher of %s requests %q of %s", t, kube.Path(pool.Object), requested[device], device)
		}
		section.Row(t.pair.KubeVirt, t.pair.CDI, t.judges.String(), installed.Kubernetes, kube.Path(pool.Object), running, list(requested))
	}
	return nil
}

// devicesOfNetworks are the devices for which networks stand that a pool names, as far as the bundle has the networks.
func devicesOfNetworks(b bundle.Bundle, pool bundle.Item) (devices []string) {
	for _, name := range networksOf(pool) {
		for _, network := range b.OfKind(attachment) {
			if device := network.GetAnnotations()[resourceName]; device != "" && kube.Path(network.Object) == name {
				devices = append(devices, device)
			}
		}
	}
	return devices
}

// requestedDevices are the devices that one launcher of a pool requests, with their numbers; those that KubeVirt itself
// offers are left out.
func requestedDevices(ctx context.Context, client *kube.Client, pool *kube.Object) (map[string]string, error) {
	pods, err := client.List(ctx, "v1", "Pod", pool.GetNamespace())
	if err != nil {
		return nil, err
	}
	devices := map[string]string{}
	for i := range pods {
		labels := pods[i].GetLabels()
		if labels["kubevirt.io"] != "virt-launcher" || labels["kubevirt.io/vmpool"] != pool.GetName() {
			continue
		}
		containers, _ := kube.Field(&pods[i], "spec", "containers").([]any)
		for _, each := range containers {
			container := &kube.Object{Object: each.(map[string]any)}
			requests, _ := kube.Field(container, "resources", "requests").(map[string]any)
			for name, number := range requests {
				if strings.Contains(name, "/") && !strings.HasPrefix(name, "devices.kubevirt.io/") {
					devices[name] = fmt.Sprint(number)
				}
			}
		}
		break // they are all made of one template
	}
	return devices, nil
}

// list names devices with their numbers.
func list(devices map[string]string) string {
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(devices)) {
		texts = append(texts, fmt.Sprintf("%s of %s", devices[name], name))
	}
	return cmp.Or(strings.Join(texts, ", "), "none")
}
