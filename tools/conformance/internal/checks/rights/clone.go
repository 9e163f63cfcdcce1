package rights

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

func cloneSection() report.Section {
	return report.Section{
		Title: "Machines clone by the rights that are emitted",
		Text: `The pools were applied with all that belongs to them but the RoleBindings of the golden images. Then these were given one by one, and taken away
again. Whether a machine may clone is virt-controller's own question, of the API server's authorizer, in the name of the ServiceAccount that the machine
runs as. A machine that may not is Stopped, and has neither a DataVolume nor an instance.`,
		Columns: []string{"KubeVirt", "judged by", "pool", "image", "ServiceAccount", "without its right", "with it", "a further machine, once it is taken away"},
		After: "virt-controller's words, in the condition Failure of each machine that is stopped: “" +
			refusal(ways["cluster-acme/of-once"]) + "”, with the account and the image's namespace of the row.",
	}
}

// patience is how long machines may take to run: a cluster shares its processors with others.
const patience = 5 * time.Minute

// cloning takes rights away from pools and gives them back.
type cloning struct {
	*suite.Installed
	judges   suite.Pair
	section  *report.Section
	withheld []bundle.Item
	pools    []*pool
}

func (c cloning) try(ctx context.Context) error {
	for _, pool := range c.pools {
		if pool.account == "" {
			pool.note(c.runs(ctx, pool, 1))
		} else {
			pool.note(c.stopped(ctx, pool, 0))
		}
	}
	// the right to clone a refreshed image comes first, as it holds for all of its namespace: no other machine may run
	images := []string{"nightly", "weekly", "once"}
	for i, image := range images {
		if err := c.give(ctx, image); err != nil {
			return err
		}
		for _, pool := range c.pools {
			switch {
			case pool.image == image || i == 0 && pool.account == "":
				pool.note(c.runs(ctx, pool, 1))
			case slices.Contains(images[i+1:], pool.image):
				c.stopped(ctx, pool, 0)
			}
		}
	}
	if err := c.takeAway(ctx); err != nil {
		return err
	}
	for _, pool := range c.pools {
		if pool.account == "" {
			pool.note(c.runs(ctx, pool, 2))
			continue
		}
		pool.note(c.stopped(ctx, pool, 1))
		first := status(c.machine(ctx, pool, 0))
		c.section.Check(first == "Running", "%s with %s: its first machine is %q since the right to clone was taken away, and should not notice", kube.Path(pool.Object), c.Pair, first)
	}
	for _, pool := range c.pools {
		account := cmp.Or(pool.account, "none is asked")
		row := []string{c.Pair.KubeVirt, c.judges.KubeVirt, kube.Path(pool.Object), pool.image + " (" + pool.kind + ")", account}
		c.section.Row(append(row, pool.results...)...)
	}
	return c.giveAll(ctx)
}

func (c cloning) give(ctx context.Context, image string) error {
	for _, binding := range c.withheld {
		if binding.GetName() == image+"-clone" {
			_, err := c.Client.Apply(ctx, binding.Object)
			return err
		}
	}
	return fmt.Errorf("no RoleBinding %s-clone was emitted", image)
}

func (c cloning) giveAll(ctx context.Context) error {
	for _, binding := range c.withheld {
		if _, err := c.Client.Apply(ctx, binding.Object); err != nil {
			return fmt.Errorf("giving %s back: %w", binding.GetName(), err)
		}
	}
	return nil
}

// takeAway takes all rights away, and then asks for a further machine of each pool.
func (c cloning) takeAway(ctx context.Context) error {
	for _, binding := range c.withheld {
		if err := c.Client.Delete(ctx, binding.Object); err != nil {
			return fmt.Errorf("taking away %s: %w", binding.GetName(), err)
		}
	}
	for _, pool := range c.pools {
		if err := c.Client.Merge(ctx, pool.Object, map[string]any{"spec": map[string]any{"replicas": 2}}); err != nil {
			return fmt.Errorf("scaling %s: %w", kube.Path(pool.Object), err)
		}
	}
	return nil
}

// runs waits until a number of a pool's machines run.
func (c cloning) runs(ctx context.Context, pool *pool, count int64) string {
	last, tries := int(count)-1, 0
	err := kube.Await(ctx, "machines of "+kube.Path(pool.Object)+" to run", patience, func(ctx context.Context) (bool, error) {
		found, err := c.Client.Lookup(ctx, pool.Object)
		if err != nil || kube.Number(found, "status", "readyReplicas") == count {
			return err == nil, err
		}
		tries++
		return false, c.hurry(ctx, c.machine(ctx, pool, last), tries)
	})
	if !c.section.Check(err == nil, "with %s: %v; the last says: %s", c.Pair, err, kube.ConditionOf(c.machine(ctx, pool, last), failure).Message) {
		return "does not run"
	}
	return "runs"
}

// hurry changes something of a machine that was refused its disk, so that virt-controller tries anew: left alone it
// waits ever longer.
func (c cloning) hurry(ctx context.Context, machine *kube.Object, tries int) error {
	if kube.ConditionOf(machine, failure).Status != "True" {
		return nil
	}
	return c.Client.Merge(ctx, machine, map[string]any{"metadata": map[string]any{"annotations": map[string]any{"example.com/tries": fmt.Sprint(tries)}}})
}

// stopped waits until virt-controller says of a pool's machine that it may not clone, and sees that nothing of it is
// there but itself.
func (c cloning) stopped(ctx context.Context, pool *pool, number int) string {
	name := kube.Path(pool.Object) + fmt.Sprintf("-%d with %s", number, c.Pair)
	words := kube.Condition{Type: failure, Status: "True", Reason: "FailedCreate", Message: refusal(pool.way)}
	var machine *kube.Object
	err := kube.Await(ctx, "machine "+name+" to be refused its disk", patience, func(ctx context.Context) (bool, error) {
		machine = c.machine(ctx, pool, number)
		said := kube.ConditionOf(machine, failure)
		said.Since = ""
		return said == words, ctx.Err()
	})
	if !c.section.Check(err == nil, "%v: it is %q and says: %s", err, status(machine), kube.ConditionOf(machine, failure)) {
		return "is not refused"
	}
	// virt-controller writes both at once
	stopped := c.section.Check(status(machine) == "Stopped", "machine %s is %q without the right to clone, not Stopped", name, status(machine))
	for _, part := range []struct{ apiVersion, kind, name string }{
		{"cdi.kubevirt.io/v1beta1", "DataVolume", fmt.Sprintf("%s-boot-%d", pool.GetName(), number)},
		{"kubevirt.io/v1", "VirtualMachineInstance", machine.GetName()},
	} {
		found, err := c.Client.Get(ctx, part.apiVersion, part.kind, pool.GetNamespace(), part.name)
		stopped = c.section.Check(err == nil && found == nil, "machine %s has the %s %s without the right to clone (%v)", name, part.kind, part.name, err) && stopped
	}
	if !stopped {
		return "is " + status(machine)
	}
	return "no DataVolume, Stopped"
}

// failure is the condition in which virt-controller says why a machine cannot be started.
const failure = "Failure"

// refusal is what virt-controller says of a machine whose account may not clone.
func refusal(w way) string {
	return "Error encountered while creating DataVolumes: not authorized to create DataVolume: User system:serviceaccount:" + w.account +
		" has insufficient permissions in clone source namespace " + w.namespace
}

// machine is one of a pool's machines; nothing if it is not there.
func (c cloning) machine(ctx context.Context, pool *pool, number int) *kube.Object {
	machine, _ := c.Client.Get(ctx, "kubevirt.io/v1", "VirtualMachine", pool.GetNamespace(), fmt.Sprintf("%s-%d", pool.GetName(), number))
	return machine
}

func status(machine *kube.Object) string { return kube.Text(machine, "status", "printableStatus") }
