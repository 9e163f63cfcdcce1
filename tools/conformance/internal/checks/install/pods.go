package install

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/operators"
)

// pods of a namespace, without those that are being deleted or have done their work.
type pods []kube.Object

func (i *installation) pods(ctx context.Context, namespace string) (pods, error) {
	all, err := i.Client.List(ctx, "v1", "Pod", namespace)
	return slices.DeleteFunc(all, func(pod kube.Object) bool {
		return pod.GetDeletionTimestamp() != nil || kube.Text(&pod, "status", "phase") == "Succeeded"
	}), err
}

// settled tells whether all pods of an operator's namespace are ready where they belong, and as many as their owners
// ask for.
func (i *installation) settled(ctx context.Context, o *operators.Operator, belong func(pod *kube.Object) bool) (bool, error) {
	found, err := i.pods(ctx, o.Namespace)
	if err != nil {
		return false, err
	}
	for n := range found {
		if kube.ConditionOf(&found[n], "Ready").Status != "True" || !belong(&found[n]) {
			return false, nil
		}
	}
	wanted, err := i.wanted(ctx, o.Namespace)
	return len(found) == wanted, err
}

// wanted is how many pods the Deployments and DaemonSets of a namespace ask for.
func (i *installation) wanted(ctx context.Context, namespace string) (wanted int, err error) {
	for kind, path := range map[string][]string{"Deployment": {"spec", "replicas"}, "DaemonSet": {"status", "desiredNumberScheduled"}} {
		owners, err := i.Client.List(ctx, "apps/v1", kind, namespace)
		if err != nil {
			return 0, err
		}
		for n := range owners {
			wanted += int(kube.Number(&owners[n], path...))
		}
	}
	return wanted, nil
}

// anywhere: a pod that has been placed at all is where it belongs.
func anywhere(*kube.Object) bool { return true }

// required are the components that want the control plane by upstream's default.
var required = []string{"virt-operator", "virt-api", "virt-controller", "virt-exportproxy"}

func onControlPlane(pod *kube.Object) bool {
	return !slices.Contains(required, component(pod)) || kube.Text(pod, "spec", "nodeName") == "control-plane"
}

func (p pods) placed() pods {
	return slices.DeleteFunc(slices.Clone(p), func(pod kube.Object) bool { return kube.Text(&pod, "spec", "nodeName") == "" })
}

func (p pods) unschedulable() pods {
	return slices.DeleteFunc(slices.Clone(p), func(pod kube.Object) bool { return kube.ConditionOf(&pod, "PodScheduled").Status != "False" })
}

// String counts the placed pods by component: "9 of 9: 2 virt-api, …; on the control plane 6".
func (p pods) String() string {
	placed := p.placed()
	counts := map[string]int{}
	controlled := 0
	for n := range placed {
		counts[component(&placed[n])]++
		if kube.Text(&placed[n], "spec", "nodeName") == "control-plane" {
			controlled++
		}
	}
	text := fmt.Sprintf("%d of %d", len(placed), len(p))
	for n, name := range slices.Sorted(maps.Keys(counts)) {
		text += map[bool]string{true: ": ", false: ", "}[n == 0] + fmt.Sprintf("%d %s", counts[name], name)
	}
	if controlled > 0 {
		text += fmt.Sprintf("; %d on the control plane", controlled)
	}
	if waiting := p.unschedulable(); len(waiting) > 0 {
		text += "; the others Pending: " + reason(&waiting[0])
	}
	return text
}

// component is the name of the Deployment or DaemonSet that a pod is of.
func component(pod *kube.Object) string {
	name := strings.TrimSuffix(pod.GetGenerateName(), "-")
	if hash := pod.GetLabels()["pod-template-hash"]; hash != "" {
		name = strings.TrimSuffix(name, "-"+hash)
	}
	return name
}

// reason is the first sentence of what the scheduler says of a pod; the others tell of preemption.
func reason(pod *kube.Object) string {
	first, _, _ := strings.Cut(kube.ConditionOf(pod, "PodScheduled").Message, ". ")
	return first
}
