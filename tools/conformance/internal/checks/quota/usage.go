package quota

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// usage is what Kubernetes says of a ResourceQuota.
type usage struct{ usedOf, hardOf map[string]string }

func (l limit) usage(ctx context.Context) (usage, error) {
	quota, err := l.Client.Get(ctx, "v1", "ResourceQuota", l.namespace, "tenant")
	if err != nil {
		return usage{}, err
	}
	if quota == nil {
		return usage{}, fmt.Errorf("there is no ResourceQuota in %s", l.namespace)
	}
	var u usage
	u.usedOf, _, _ = unstructured.NestedStringMap(quota.Object, "status", "used")
	u.hardOf, _, err = unstructured.NestedStringMap(quota.Object, "spec", "hard")
	return u, err
}

func (u usage) names() []string { return slices.Sorted(maps.Keys(u.hardOf)) }

func (u usage) used(name string) string { return u.usedOf[name] }

func (u usage) hard(name string) string { return u.hardOf[name] }

// usedUp tells whether nothing at all is left of what is limited.
func (u usage) usedUp() bool {
	for name := range u.hardOf {
		used, err := resource.ParseQuantity(u.usedOf[name])
		hard, other := resource.ParseQuantity(u.hardOf[name])
		if err != nil || other != nil || used.Cmp(hard) != 0 {
			return false
		}
	}
	return len(u.hardOf) > 0
}

func (u usage) String() string {
	var parts []string
	for _, name := range u.names() {
		parts = append(parts, fmt.Sprintf("%s of %s %s", u.used(name), u.hard(name), name))
	}
	return strings.Join(parts, ", ")
}

// machines names all machine instances that run, with what tells one start from another.
func (l limit) machines(ctx context.Context) (string, error) {
	instances, err := l.Client.List(ctx, "kubevirt.io/v1", "VirtualMachineInstance", l.namespace)
	var running []string
	for _, instance := range instances {
		if kube.Text(&instance, "status", "phase") == "Running" {
			running = append(running, instance.GetName()+" ("+string(instance.GetUID())+")")
		}
	}
	slices.Sort(running)
	return strings.Join(running, ", "), err
}
