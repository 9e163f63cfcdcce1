package quota

import (
	"context"
	"fmt"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// podRefused is what virt-controller says of a machine whose launcher pod the quota refuses.
func (l limit) podRefused(ctx context.Context, number int64) (string, error) {
	name := fmt.Sprintf("%s-%d", l.pool, number)
	instance, err := l.Client.Get(ctx, "kubevirt.io/v1", "VirtualMachineInstance", l.namespace, name)
	return exceeded(messages(instance)...), err
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
	pool, err := l.scaled(ctx)
	return exceeded(messages(pool)...), err
}

// messages are those of all conditions.
func messages(object *kube.Object) (messages []string) {
	for _, condition := range kube.Conditions(object) {
		messages = append(messages, condition.Message)
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
