package delivery

import (
	"context"
	"fmt"
	"slices"
	"time"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

const (
	operatorsUnit = canary + "-operators"
	platformUnit  = canary + "-platform"
	// rest is how long units that wait for others are watched while they must not change.
	rest = 3 * time.Second
)

// upgraded publishes a commit with the next release of KubeVirt, and plays what its operator does.
func (t *fleetTrial) upgraded(ctx context.Context) error {
	next := t.commits[newer]
	before, err := take(ctx, t.Client, next.Bundle, t.manager())
	if err != nil {
		return err
	}
	if t.revision, err = t.publish(ctx, next); err != nil {
		return err
	}
	c := t.Cluster
	t.Installed, err = t.suite.InstallBy(ctx, c, t.to, next.Bundle, func(ctx context.Context, layer bundle.Layer) error {
		if layer.Name == bundle.Operators {
			return t.rolling(ctx, next, before)
		}
		return t.replacing(ctx, next, before)
	})
	if err != nil {
		return err
	}
	if err := available(ctx, c.Client); err != nil {
		return err
	}
	if err := t.nudge(ctx); err != nil { // virt-api was away for a moment, and nobody compares all the time
		return err
	}
	if err := t.await(ctx, t.revision, next.names()...); err != nil {
		return err
	}
	after, err := take(ctx, c.Client, next.Bundle, t.manager())
	if err != nil {
		return err
	}
	moment := fmt.Sprintf("KubeVirt %s is deployed", t.to.KubeVirt)
	changed := 0
	for _, item := range after.changed(before, next.Bundle) {
		if unit := next.unitOf(item); unit != operatorsUnit && unit != platformUnit {
			changed++
			t.upgrade.Check(false, "the upgrade changes %s", item.Place())
		}
	}
	t.upgrade.Row(moment, platformUnit, t.changedOf(next, platformUnit, before, after), "yes")
	t.upgrade.Row(moment, fmt.Sprintf("the %d others", len(next.units)-2), fmt.Sprint(changed), "yes")
	return nil
}

// rolling waits until the operators' layer has changed and its new Deployment is not ready. Nothing else may change then,
// where the controller keeps the order of a later commit.
func (t *fleetTrial) rolling(ctx context.Context, next commit, before fingerprints) error {
	err := kube.Await(ctx, "virt-operator to be replaced", cluster.Patience, func(ctx context.Context) (bool, error) {
		for _, item := range next.Layer(bundle.Operators).Items {
			if item.GetKind() != "Deployment" || item.GetName() != "virt-operator" {
				continue
			}
			found, err := t.Client.Current(ctx, item.Object)
			return image(found) == image(item.Object), err
		}
		return false, fmt.Errorf("the layer of operators has no virt-operator")
	})
	if err != nil {
		return fmt.Errorf("%w; %v", err, t.lacking(state.isReady, t.revision, next.names()))
	}
	time.Sleep(rest)
	moment := fmt.Sprintf("KubeVirt %s becomes %s: virt-operator's new Deployment is rolled out", t.pair.KubeVirt, t.to.KubeVirt)
	err = t.note(ctx, moment, next, before, map[string]bool{operatorsUnit: false, platformUnit: false})
	t.Processes.StopOne("virt-operator")
	return err
}

// replacing says that virt-operator runs and replaces KubeVirt, and waits until the platform's layer has changed.
func (t *fleetTrial) replacing(ctx context.Context, next commit, before fingerprints) error {
	virt, err := t.Client.Only(ctx, "kubevirt.io/v1", "KubeVirt", "")
	if err != nil {
		return err
	}
	err = t.Client.PatchStatus(ctx, virt, map[string]any{
		"phase": "Deploying", "targetKubeVirtVersion": t.to.KubeVirt,
		"conditions": []any{
			condition("Available", "True", "UpdateInProgress"), condition("Progressing", "True", "UpdateInProgress"), condition("Degraded", "True", "UpdateInProgress"),
		},
	})
	if err != nil {
		return err
	}
	if err := runOperators(ctx, t.Client, next.Layer(bundle.Operators)); err != nil {
		return err
	}
	if err := t.await(ctx, t.revision, operatorsUnit); err != nil {
		return err
	}
	err = kube.Await(ctx, "the platform's layer to change", cluster.Patience, func(ctx context.Context) (bool, error) {
		now, err := take(ctx, t.Client, next.Bundle, t.manager())
		return slices.ContainsFunc(changedIn(next, platformUnit, before, now), func(item bundle.Item) bool { return item.GetKind() == "KubeVirt" }), err
	})
	if err != nil {
		return fmt.Errorf("%w; %v", err, t.lacking(state.isReady, t.revision, next.names()))
	}
	time.Sleep(rest)
	err = t.note(ctx, "virt-operator replaces KubeVirt", next, before, map[string]bool{operatorsUnit: true, platformUnit: false})
	for _, name := range []string{"virt-api", "cdi-apiserver"} {
		t.Processes.StopOne(name)
	}
	return err
}

// note has a row for each of the two units that an upgrade changes. A unit that waits for another has changed nothing.
func (t *fleetTrial) note(ctx context.Context, moment string, next commit, before fingerprints, ready map[string]bool) error {
	after, err := take(ctx, t.Client, next.Bundle, t.manager())
	if err != nil {
		return err
	}
	units := []string{operatorsUnit, platformUnit}
	if !ready[operatorsUnit] && !t.ordersCommits() {
		units = units[:1]
	}
	for _, unit := range units {
		found, _ := t.state(unit)
		is := found.ready && found.revision == t.revision
		t.upgrade.Check(is == ready[unit], "%s: %s is %s, ready with the commit: %t", moment, unit, found.says, is)
		says := map[bool]string{true: "yes", false: "no"}[is]
		t.upgrade.Row(moment, unit, t.changedOf(next, unit, before, after), says)
	}
	if !ready[operatorsUnit] && t.ordersCommits() {
		early := len(changedIn(next, platformUnit, before, after))
		t.upgrade.Check(early == 0, "%s, and %d objects of %s have changed", moment, early, platformUnit)
	}
	return nil
}

func (t *fleetTrial) changedOf(next commit, unit string, before, after fingerprints) string {
	return fmt.Sprintf("%d of %d", len(changedIn(next, unit, before, after)), next.count(unit))
}

// changedIn are the objects of a unit that have changed.
func changedIn(next commit, unit string, before, after fingerprints) (changed []bundle.Item) {
	for _, item := range after.changed(before, next.Bundle) {
		if next.unitOf(item) == unit {
			changed = append(changed, item)
		}
	}
	return changed
}

// image is that of the first container of a Deployment.
func image(deployment *kube.Object) string {
	containers, _ := kube.Field(deployment, "spec", "template", "spec", "containers").([]any)
	if len(containers) == 0 {
		return ""
	}
	first, _ := containers[0].(map[string]any)
	name, _ := first["image"].(string)
	return name
}
