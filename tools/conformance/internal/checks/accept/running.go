package accept

import (
	"context"
	"fmt"
	"time"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// operatorsPatience is how long real operators may take to install everything, images included.
const operatorsPatience = 20 * time.Minute

// RunningCluster applies the platform example to a cluster that runs already, where real operators do their work: layer
// by layer, each healthy before the next, and a second time. It deletes nothing.
func RunningCluster(ctx context.Context, s *suite.Suite, client *kube.Client, name string) report.Section {
	section := report.Section{Title: "The platform example on the running cluster " + name, Columns: []string{"KubeVirt", "CDI", "first time", "second time"}}
	pair, err := s.NewestPair()
	if err != nil {
		section.Fail(err)
		return section
	}
	if err := noOther(ctx, client, pair); err != nil {
		section.Fail(err)
		return section
	}
	examples, err := s.Examples(ctx, pair)
	if err != nil {
		section.Fail(err)
		return section
	}
	for _, example := range examples {
		if example.Name != suite.PlatformExample {
			continue
		}
		first, err := applyAndWait(ctx, s, client, example)
		section.Fail(err)
		second, err := applyAndWait(ctx, s, client, example)
		section.Fail(err)
		for _, refused := range append(first.Refused(), second.Refused()...) {
			section.Failures = append(section.Failures, refused.String())
		}
		for _, moved := range second.With(apply.Changed) {
			section.Failures = append(section.Failures, fmt.Sprintf("the second time %s changed", moved.Place()))
		}
		section.Checks += len(first) + len(second)
		section.Row(pair.KubeVirt, pair.CDI, first.Count(), fmt.Sprintf("%d of %d unchanged", len(second.With(apply.Unchanged)), len(second)))
	}
	return section
}

// noOther refuses a cluster in which another release is installed: the example would take it over.
func noOther(ctx context.Context, client *kube.Client, pair suite.Pair) error {
	for _, each := range []struct{ apiVersion, kind, field, version string }{
		{"kubevirt.io/v1", "KubeVirt", "observedKubeVirtVersion", pair.KubeVirt},
		{"cdi.kubevirt.io/v1beta1", "CDI", "observedVersion", pair.CDI},
	} {
		if !client.Served(each.apiVersion, each.kind) {
			continue
		}
		found, err := client.List(ctx, each.apiVersion, each.kind, "")
		if err != nil {
			return err
		}
		for i := range found {
			if observed := kube.Text(&found[i], "status", each.field); observed != each.version {
				return fmt.Errorf("%s of this cluster is of release %q, and the example is for %s: applying it would replace that. Choose a cluster without it", kube.Name(&found[i]), observed, each.version)
			}
		}
	}
	return nil
}

func applyAndWait(ctx context.Context, s *suite.Suite, client *kube.Client, example bundle.Bundle) (apply.Verdicts, error) {
	var all apply.Verdicts
	for _, layer := range example.Layers {
		done := s.Console.Step("layer %s", layer.Name)
		verdicts, err := apply.Layers(ctx, client, bundle.Flux, layer)
		all = append(all, verdicts...)
		done(verdicts.Count())
		if err != nil {
			return all, err
		}
		if layer.Name != bundle.Platform {
			continue
		}
		for _, kind := range []string{"KubeVirt", "CDI"} {
			if err := awaitDeployed(ctx, s, client, example.Find(kind)); err != nil {
				return all, err
			}
		}
	}
	return all, nil
}

func awaitDeployed(ctx context.Context, s *suite.Suite, client *kube.Client, resource *kube.Object) error {
	done := s.Console.Step("%s to be Deployed", kube.Name(resource))
	err := kube.Await(ctx, kube.Name(resource)+" to be Deployed", operatorsPatience, func(ctx context.Context) (bool, error) {
		found, err := client.Get(ctx, resource.GetAPIVersion(), resource.GetKind(), resource.GetNamespace(), resource.GetName())
		return found != nil && kube.Text(found, "status", "phase") == "Deployed", err
	})
	done("")
	return err
}
