package delivery

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// settled waits until all machines are what their specs say, and looks at those that do not run.
func (t *trial) settled(ctx context.Context) error {
	first := t.commits[whole]
	for _, each := range first.Runners() {
		if running, err := t.AwaitMachines(ctx, each.Object); err != nil {
			return fmt.Errorf("%w: %s do", err, running)
		}
	}
	for _, each := range first.OfKind("VirtualMachine", "DataVolume", "PersistentVolumeClaim") {
		found, err := t.Client.Current(ctx, each.Object)
		if err != nil {
			return err
		}
		says := cmp.Or(kube.Text(found, "status", "printableStatus"), kube.Text(found, "status", "phase"))
		name := first.unitOf(each)
		unit, _ := t.state(name)
		t.states.Check(unit.ready, "unit %s is not ready beside %s: %s", name, kube.Name(each.Object), unit.words)
		t.states.Row(kube.Name(each.Object), says, name, unit.says)
	}
	return nil
}

// quietly has everything applied again.
func (t *trial) quietly(ctx context.Context) error {
	first := t.commits[whole]
	before, err := take(ctx, t.Client, first.Bundle, t.manager())
	if err != nil {
		return err
	}
	differs, err := t.compared(ctx, append(first.names(), t.root())...)
	if err != nil {
		return err
	}
	t.quiet.Check(!differs, "compared again, a unit differs from Git")
	if err := t.again(ctx, append(first.names(), t.root())); err != nil {
		return err
	}
	if err := t.await(ctx, t.revision, append(first.names(), t.root())...); err != nil {
		return err
	}
	after, err := take(ctx, t.Client, first.Bundle, t.manager())
	if err != nil {
		return err
	}
	changed := after.changed(before, first.Bundle)
	for _, item := range changed {
		t.quiet.Check(false, "applied again, %s changed", item.Place())
	}
	for _, each := range first.units {
		own := slices.DeleteFunc(slices.Clone(changed), func(item bundle.Item) bool { return first.unitOf(item) != each.Name })
		t.quiet.Checks += first.count(each.Name)
		t.quiet.Row(each.Name, fmt.Sprint(first.count(each.Name)), fmt.Sprint(len(own)))
	}
	return nil
}
