package delivery

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// The disk that nobody uses: its class provides volumes where their first consumers run.
const (
	lab     = "cluster-lab"
	results = "results"
)

// root is what holds the objects that stand for units.
const root = "infra-eu1-delivery"

// trial has one controller deliver one commit after the other.
type trial struct {
	controller
	*sections
	*suite.Installed
	*observer
	commits  map[string]commit
	revision string
}

func newTrial(c controller) *trial { return &trial{controller: c, sections: sectionsOf(c)} }

func (t *trial) run(ctx context.Context, s *suite.Suite) error {
	pair, err := s.NewestPair()
	if err != nil {
		return err
	}
	if t.commits, err = commits(ctx, s, pair); err != nil {
		return err
	}
	done := s.Console.Step("delivery by %s", t.name())
	kubernetes, err := s.NewestKubernetes(ctx, pair)
	if err != nil {
		return err
	}
	c, err := s.Cluster(ctx, kubernetes, "delivery-"+strings.ToLower(strings.ReplaceAll(t.name(), " ", "-")))
	if err != nil {
		return err
	}
	defer s.Release(c)
	ctx, end := context.WithCancel(ctx)
	defer end()
	steps := []func(context.Context) error{
		func(ctx context.Context) error { return t.install(ctx, s, c, pair) },
		t.ordered, t.settled, t.quietly, t.broken, t.repaired, t.removed, t.guarded,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			done("failed")
			return err
		}
	}
	done("")
	return nil
}

// install has the controller deliver everything, and does what operators would do when their layers are there.
func (t *trial) install(ctx context.Context, s *suite.Suite, c *cluster.Cluster, pair suite.Pair) (err error) {
	first := t.commits[whole]
	for _, each := range []*kube.Object{suite.Named("v1", "Namespace", "", "networks"), suite.Named("k8s.cni.cncf.io/v1", "NetworkAttachmentDefinition", "networks", "storage")} {
		if _, err := c.Client.Apply(ctx, each); err != nil {
			return err
		}
	}
	if err := t.begin(ctx, s, c, first); err != nil {
		return err
	}
	if t.observer, err = observe(ctx, c.Client, t.resource(), t.read); err != nil {
		return err
	}
	if t.revision, err = t.publish(ctx, first); err != nil {
		return err
	}
	t.Installed, err = s.InstallBy(ctx, c, pair, first.Bundle, func(ctx context.Context, layer bundle.Layer) error {
		if layer.Name == bundle.Platform {
			if err := runOperators(ctx, c.Client, first.Layer(bundle.Operators)); err != nil {
				return err
			}
		}
		return awaitLayer(ctx, c.Client, layer)
	})
	if err != nil {
		return cmp.Or(t.explain(err), err)
	}
	nodes := cluster.Zones(4)
	nodes[0].Labels = map[string]any{"node-role.kubernetes.io/control-plane": ""} // for the operators' own pods
	if err := s.Machines(ctx, t.Installed, nodes...); err != nil {
		return err
	}
	t.Disks.Wait(lab, results)
	return available(ctx, c.Client)
}

// explain adds what the controller says of units that are not ready.
func (t *trial) explain(err error) error {
	return fmt.Errorf("%w; %s", err, strings.Join(t.unready(t.revision, t.commits[whole].names()), "; "))
}

// ordered waits for the whole bundle, and looks in which order it came.
func (t *trial) ordered(ctx context.Context) error {
	first := t.commits[whole]
	if err := t.await(ctx, t.revision, append(first.names(), root)...); err != nil {
		return err
	}
	for _, each := range first.units {
		created, err := t.created(ctx, first, each.Name)
		if err != nil {
			return err
		}
		ready := t.readyBy(created, each.DependsOn)
		t.order.Check(slices.Equal(ready, each.DependsOn), "of %v only %v were ready before the first object of %s", each.DependsOn, ready, each.Name)
		t.order.Row(each.Name, fmt.Sprint(first.count(each.Name)), cmp.Or(strings.Join(each.DependsOn, ", "), "nothing"), fmt.Sprintf("%d of %d", len(ready), len(each.DependsOn)))
	}
	missed := t.hasSaid("no matches for kind")
	t.order.Check(len(missed) == 0, "the kinds of units %v were not there yet", missed)
	return nil
}

// created is when the first object of a unit was made.
func (t *trial) created(ctx context.Context, of commit, unit string) (first string, err error) {
	for _, item := range of.Items() {
		if of.unitOf(item) != unit {
			continue
		}
		found, err := t.Client.Current(ctx, item.Object)
		if err != nil {
			return "", err
		}
		if at := found.GetCreationTimestamp().UTC().Format(time.RFC3339); first == "" || at < first {
			first = at
		}
	}
	return first, nil
}

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
		t.states.Row(kube.Name(each.Object), says, name, "ready")
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
	if err := t.again(ctx, append(first.names(), root)); err != nil {
		return err
	}
	if err := t.await(ctx, t.revision, append(first.names(), root)...); err != nil {
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
