package machines

import (
	"cmp"
	"context"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// devices adds a pool with an interface by SR-IOV to a cluster with the networks of Multus, and looks at what its
// launcher requests: the device that the network stands for, with every release.
func (t trial) devices(ctx context.Context, s *suite.Suite, installed *suite.Installed, section *report.Section) error {
	bundles, err := s.Synth(ctx, "sriov", t.pair)
	if err != nil {
		return err
	}
	verdicts, err := suite.Rest(ctx, installed.Cluster, bundles[0], bundle.Flux)
	if err := cmp.Or(err, verdicts.Err()); err != nil {
		return err
	}
	for _, pool := range bundles[0].Pools() {
		running, err := installed.AwaitPool(ctx, pool.Object)
		if err != nil {
			section.Failures = append(section.Failures, words(ctx, installed.Client, pool.Object)...)
			return fmt.Errorf("%w: %s do", err, running)
		}
		requested, err := requestedDevices(ctx, installed.Client, pool.GetNamespace())
		if err != nil {
			return err
		}
		section.Check(requested == "1", "%s: the launcher of %s requests %q of %s", t, kube.Path(pool.Object), requested, cluster.Function)
		section.Row(t.pair.KubeVirt, t.pair.CDI, t.judges.String(), installed.Kubernetes, kube.Path(pool.Object), running, cmp.Or(requested, "none"))
	}
	return nil
}

// requestedDevices is how many devices the launchers of a namespace request; empty if none does.
func requestedDevices(ctx context.Context, client *kube.Client, namespace string) (string, error) {
	pods, err := client.List(ctx, "v1", "Pod", namespace)
	if err != nil {
		return "", err
	}
	for i := range pods {
		if pods[i].GetLabels()["kubevirt.io"] != "virt-launcher" {
			continue
		}
		containers, _ := kube.Field(&pods[i], "spec", "containers").([]any)
		for _, each := range containers {
			container := &kube.Object{Object: each.(map[string]any)}
			requests, _ := kube.Field(container, "resources", "requests").(map[string]any)
			if requested, found := requests[cluster.Function]; found {
				return fmt.Sprint(requested), nil
			}
		}
	}
	return "", nil
}
