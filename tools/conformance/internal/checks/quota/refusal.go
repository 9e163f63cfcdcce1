package quota

import (
	"context"
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// podRefused is what virt-controller says of a machine whose launcher pod the quota refuses.
func (l limit) podRefused(ctx context.Context, number int64) (string, error) {
	name := fmt.Sprintf("%s-%d", l.pool, number)
	instance, err := l.Client.Get(ctx, "kubevirt.io/v1", "VirtualMachineInstance", l.namespace, name)
	if err != nil || instance == nil {
		return "", err
	}
	return exceeded(conditionsOf(instance)...), nil
}

// claimRefused is what the server says to whoever makes the claim of a machine's disk.
func (l limit) claimRefused(_ context.Context, number int64) (string, error) {
	err := l.Disks.Failure(l.namespace, fmt.Sprintf("%s-boot-%d", l.pool, number))
	other := l.Disks.Failure(l.namespace, fmt.Sprintf("%s-data-%d", l.pool, number))
	if err == nil || other == nil || exceeded(other.Error()) == "" {
		return "", nil
	}
	return exceeded(err.Error()), nil
}

// machineRefused is what virt-controller says of a pool whose machine the quota refuses.
func (l limit) machineRefused(ctx context.Context, _ int64) (string, error) {
	for _, pool := range l.pools() {
		found, err := l.Client.Get(ctx, pool.GetAPIVersion(), pool.GetKind(), l.namespace, l.pool)
		if err != nil || found == nil {
			return "", err
		}
		return exceeded(conditionsOf(found)...), nil
	}
	return "", nil
}

func conditionsOf(object *kube.Object) []string {
	var messages []string
	conditions, _, _ := unstructured.NestedSlice(object.Object, "status", "conditions")
	for _, each := range conditions {
		condition, _ := each.(map[string]any)
		messages = append(messages, fmt.Sprint(condition["message"]))
	}
	return messages
}

// exceeded is the server's sentence about a quota, without the name of what it refused, which may be one of chance.
func exceeded(messages ...string) string {
	for _, message := range messages {
		if _, sentence, found := strings.Cut(message, "exceeded quota: "); found {
			return "exceeded quota: " + sentence
		}
	}
	return ""
}
