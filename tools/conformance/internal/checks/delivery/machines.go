package delivery

import (
	"context"
	"fmt"
	"time"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// The office's machines: one always runs, one is started by hand, and one finds no node until there is one with its label.
const (
	office     = "cluster-office"
	always     = "files"
	manual     = "archive"
	lost       = "lost"
	hall       = "example.org/hall"
	subsources = "subresources.kubevirt.io/v1"
)

// byHand has people start and stop machines, and everything compared and applied again each time.
func (t *trial) byHand(ctx context.Context) error {
	for _, each := range []struct {
		machine, verb, done, then, again string
		differs                          bool
	}{
		{manual, "start", "started", "Running", "Running", false},
		{manual, "stop", "stopped", "Stopped", "Stopped", false},
		{always, "stop", "stopped", "Stopped", "Running", true},
	} {
		machine := suite.Named("kubevirt.io/v1", "VirtualMachine", office, each.machine)
		if err := t.Client.Ask(ctx, subsources, "virtualmachines", office, each.machine, each.verb, map[string]any{}); err != nil {
			return fmt.Errorf("%s of %s by hand: %w", each.verb, kube.Path(machine), err)
		}
		if err := t.awaitMachine(ctx, machine, each.then); err != nil {
			return err
		}
		different, err := t.differs(ctx, t.drifts(each.differs))
		if err != nil {
			return err
		}
		t.hands.Check(t.drifts(each.differs) == different, "%s is %s by hand; its unit differs from Git: %t", each.machine, each.done, different)
		if err := t.awaitSays(ctx, editedUnit, t.shows(different, false)); err != nil {
			return err
		}
		unit, _ := t.state(editedUnit)
		changed, err := t.appliedAgain(ctx)
		if err != nil {
			return err
		}
		if err := t.awaitMachine(ctx, machine, each.again); err != nil {
			return err
		}
		t.hands.Check(len(changed) > 0 == each.differs, "%s is %s by hand, and %d objects are changed by applying them again", each.machine, each.done, len(changed))
		first := t.commits[whole]
		t.hands.Row(kube.Name(machine), strategyOf(first, each.machine), each.done, each.then, unit.says, fmt.Sprintf("%s; %d changed", each.again, len(changed)))
	}
	return t.await(ctx, t.revision, editedUnit)
}

// differs compares the office's unit with Git. A difference that must come may come late: Argo CD compares with its own
// picture of the cluster, which follows a moment after.
func (t *trial) differs(ctx context.Context, must bool) (different bool, err error) {
	for range 10 {
		if different, err = t.compared(ctx, editedUnit); err != nil || different || !must {
			break
		}
		time.Sleep(time.Second)
	}
	return different, err
}

// drifts tells whether a controller that compares all the time sees a difference.
func (t *trial) drifts(differs bool) bool { return differs && t.compares() }

func strategyOf(of commit, machine string) string {
	for _, each := range of.OfKind("VirtualMachine") {
		if each.GetNamespace() == office && each.GetName() == machine {
			return "`" + kube.Text(each.Object, "spec", "runStrategy") + "`"
		}
	}
	return ""
}

// appliedAgain has the office's unit applied again, and returns what changed.
func (t *trial) appliedAgain(ctx context.Context) ([]bundle.Item, error) {
	first := t.commits[whole]
	before, err := take(ctx, t.Client, first.Bundle, t.manager())
	if err != nil {
		return nil, err
	}
	if err := t.again(ctx, []string{editedUnit}); err != nil {
		return nil, err
	}
	return t.compare(ctx, before, first)
}

func (t *trial) awaitMachine(ctx context.Context, machine *kube.Object, status string) error {
	says := ""
	err := kube.Await(ctx, kube.Path(machine)+" to be "+status, cluster.Patience, func(ctx context.Context) (bool, error) {
		found, err := t.Client.Lookup(ctx, machine)
		says = kube.Text(found, "status", "printableStatus")
		return says == status, err
	})
	if err != nil {
		err = fmt.Errorf("%w: it says %q", err, says)
	}
	return err
}

// unwell publishes a commit with a machine that finds no node, while another one migrates.
func (t *trial) unwell(ctx context.Context) error {
	running := suite.Named("kubevirt.io/v1", "VirtualMachine", office, always)
	failing := suite.Named("kubevirt.io/v1", "VirtualMachine", office, lost)
	if err := t.awaitMachine(ctx, running, "Running"); err != nil {
		return err
	}
	start := time.Now().UTC().Truncate(time.Second)
	if err := t.migrate(ctx, map[string]any{"startTimestamp": start.Format(time.RFC3339), "migrationUid": "played"}); err != nil {
		return err
	}
	if err := t.awaitMachine(ctx, running, "Migrating"); err != nil {
		return err
	}
	if err := t.report(ctx, running, false); err != nil {
		return err
	}
	revision, err := t.publish(ctx, t.commits[unwell])
	if err != nil {
		return err
	}
	t.revision = revision
	if err := t.awaitApplied(ctx, revision, t.commits[unwell].names()...); err != nil {
		return err
	}
	if err := t.awaitMachine(ctx, failing, "ErrorUnschedulable"); err != nil {
		return err
	}
	if err := t.report(ctx, failing, true); err != nil {
		return err
	}
	end := start.Add(time.Second)
	if err := t.migrate(ctx, map[string]any{"endTimestamp": end.Format(time.RFC3339), "completed": true}); err != nil {
		return err
	}
	return t.awaitMachine(ctx, running, "Running")
}

// report notes what a machine and its unit say.
func (t *trial) report(ctx context.Context, machine *kube.Object, fails bool) error {
	if err := t.awaitSays(ctx, editedUnit, t.shows(false, fails)); err != nil {
		return err
	}
	found, err := t.Client.Current(ctx, machine)
	if err != nil {
		return err
	}
	unit, _ := t.state(editedUnit)
	t.states.Checks++
	t.states.Row(kube.Name(machine), kube.Text(found, "status", "printableStatus"), editedUnit, unit.says)
	return nil
}

// migrate says of the machine that always runs what virt-handler says of a migration.
func (t *trial) migrate(ctx context.Context, migration map[string]any) error {
	handler, err := t.Client.As(cluster.Controller, "system:masters")
	if err != nil {
		return err
	}
	instance := suite.Named("kubevirt.io/v1", "VirtualMachineInstance", office, always)
	return handler.Merge(ctx, instance, map[string]any{"status": map[string]any{"migrationState": migration}})
}

// healed adds the node that the failing machine lacks.
func (t *trial) healed(ctx context.Context) error {
	nodes := cluster.Zones(1)
	nodes[0].Name, nodes[0].Labels = "hall-7", map[string]any{hall: "7"}
	if err := t.AddNodes(ctx, nodes...); err != nil {
		return err
	}
	machine := suite.Named("kubevirt.io/v1", "VirtualMachine", office, lost)
	if err := t.awaitMachine(ctx, machine, "Running"); err != nil {
		return err
	}
	if err := t.await(ctx, t.revision, t.commits[edited].names()...); err != nil {
		return err
	}
	return t.report(ctx, machine, false)
}
