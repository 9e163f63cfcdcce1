package scaling

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
)

// quiet is how long a number must stay before it counts as the last: the autoscaler looks every 15 seconds.
const quiet = 35 * time.Second

// trial goes from one bundle to the next.
type trial struct {
	client  *kube.Client
	steps   []bundle.Bundle
	section *report.Section
	// replicas are the instances of the replica set.
	replicas []string
}

// begin waits for the members and instances that Git states, and asks for the number of a pool that never had one.
func (t *trial) begin(ctx context.Context) error {
	for _, tenant := range []string{handedOver, dropped} {
		if _, err := t.await(ctx, tenant, 3); err != nil {
			return err
		}
	}
	var err error
	if t.replicas, err = t.resized(ctx, nil, 2); err != nil {
		return err
	}
	_, err = t.client.Replicas(ctx, t.pool(0, neverStated))
	said := fmt.Sprint(err)
	t.section.Check(err != nil && strings.Contains(said, noNumber), "the scale subresource of a pool without a number says: %s", said)
	t.row("a new pool has an autoscaler with a minimum of 2, and never had a number", 0, 1, 0)
	_, err = t.await(ctx, neverStated, 1)
	return err
}

// takeOver has Git drop the number: after somebody else owns it too, and before.
func (t *trial) takeOver(ctx context.Context) error {
	before, err := t.members(ctx, handedOver)
	if err != nil {
		return err
	}
	for tenant, number := range map[string]int{handedOver: 3, measured: 2} {
		spec := map[string]any{"spec": map[string]any{"replicas": number}}
		if err := t.client.ApplyPart(ctx, t.pool(0, tenant), "handover", spec); err != nil {
			return err
		}
	}
	if err := t.apply(ctx, 1); err != nil {
		return err
	}
	if t.replicas, err = t.resized(ctx, t.replicas, 3); err != nil {
		return err
	}
	after, err := t.await(ctx, handedOver, 4)
	if err != nil {
		return err
	}
	lost := missing(before, after)
	t.section.Check(lost == 0, "a pool whose number is handed over loses %d members", lost)
	t.row("the number is handed over, then Git drops it; the minimum is 4", len(before), len(after), lost)

	left, err := t.await(ctx, dropped, 1)
	if err != nil {
		return err
	}
	t.row("Git drops the number, and nobody else owns it", 3, len(left), 2)
	if err := t.apply(ctx, 1); err != nil {
		return err
	}
	return t.stays(ctx, after)
}

// pin has the autoscaler keep to one number.
func (t *trial) pin(ctx context.Context) error {
	if err := t.apply(ctx, 2); err != nil {
		return err
	}
	var err error
	if t.replicas, err = t.resized(ctx, t.replicas, 1); err != nil {
		return err
	}
	_, err = t.await(ctx, handedOver, 5)
	return err
}

// takeBack has Git state the number that the pinned autoscaler keeps, and prunes the autoscaler.
func (t *trial) takeBack(ctx context.Context) error {
	before, err := t.members(ctx, handedOver)
	if err != nil {
		return err
	}
	if err := t.apply(ctx, 3); err != nil {
		return err
	}
	for _, item := range t.steps[2].Without(t.steps[3]) {
		if err := t.client.Delete(ctx, item.Object); err != nil {
			return err
		}
	}
	if err := t.stays(ctx, before); err != nil {
		return err
	}
	t.row("the autoscaler is pinned to 5, then Git states 5 and drops the autoscaler", len(before), len(before), 0)
	return nil
}

// stays waits for a while, and tells of members of the pool that is handed over which are gone.
func (t *trial) stays(ctx context.Context, before []string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(quiet):
	}
	after, err := t.members(ctx, handedOver)
	lost := missing(before, after)
	t.section.Check(err == nil && lost == 0, "%d members are gone, although nobody lowered their number", lost)
	return err
}

// apply applies a bundle over the one before.
func (t *trial) apply(ctx context.Context, step int) error {
	verdicts, err := apply.Layers(ctx, t.client, bundle.Flux, t.steps[step].Layers...)
	return cmp.Or(err, verdicts.Err())
}

// await waits until a pool has a number of members, none of which is being deleted.
func (t *trial) await(ctx context.Context, tenant string, number int) (found []string, err error) {
	what := fmt.Sprintf("%d members of the pool of tenant %s", number, tenant)
	err = kube.Await(ctx, what, cluster.Patience, func(ctx context.Context) (bool, error) {
		found, err = t.members(ctx, tenant)
		return err == nil && len(found) == number, err
	})
	return found, err
}

// members are the UIDs of a pool's VirtualMachines.
func (t *trial) members(ctx context.Context, tenant string) ([]string, error) {
	machines, err := t.client.List(ctx, "kubevirt.io/v1", "VirtualMachine", namespace(tenant))
	var uids []string
	for _, machine := range machines {
		if machine.GetDeletionTimestamp() == nil {
			uids = append(uids, string(machine.GetUID()))
		}
	}
	return uids, err
}

// pool is the pool of a tenant, as a bundle has it.
func (t *trial) pool(step int, tenant string) *kube.Object {
	for _, item := range t.steps[step].Pools() {
		if item.GetNamespace() == namespace(tenant) {
			return item.Object
		}
	}
	return &unstructured.Unstructured{}
}

func (t *trial) row(what string, before, after, lost int) {
	t.section.Row(what, fmt.Sprint(before), fmt.Sprint(after), fmt.Sprint(lost))
}

// missing counts what is gone.
func missing(before, after []string) int {
	lost := 0
	for _, each := range before {
		if !slices.Contains(after, each) {
			lost++
		}
	}
	return lost
}

func namespace(tenant string) string { return "cluster-" + tenant }
