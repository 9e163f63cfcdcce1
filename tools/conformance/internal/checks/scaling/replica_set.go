package scaling

import (
	"context"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// resized waits until a replica set has come from a number of running instances to the one that Git states now. With a
// larger number none of them may be lost.
func (t *trial) resized(ctx context.Context, before []string, number int) ([]string, error) {
	var after []string
	what := fmt.Sprintf("%d running instances of the replica set", number)
	err := kube.Await(ctx, what, cluster.Patience, func(ctx context.Context) (done bool, err error) {
		after, err = t.instances(ctx)
		return len(after) == number, err
	})
	if err != nil || before == nil {
		return after, err
	}
	lost := missing(before, after)
	t.section.Check(lost == max(0, len(before)-number), "a replica set of %d that is to have %d loses %d instances", len(before), number, lost)
	t.row(fmt.Sprintf("Git states %d in place of %d for a replica set", number, len(before)), len(before), len(after), lost)
	return after, nil
}

// instances are the UIDs of the replica set's instances that run.
func (t *trial) instances(ctx context.Context) ([]string, error) {
	found, err := t.client.List(ctx, "kubevirt.io/v1", "VirtualMachineInstance", namespace(replicated))
	var uids []string
	for i := range found {
		if found[i].GetDeletionTimestamp() == nil && kube.Text(&found[i], "status", "phase") == "Running" {
			uids = append(uids, string(found[i].GetUID()))
		}
	}
	return uids, err
}
