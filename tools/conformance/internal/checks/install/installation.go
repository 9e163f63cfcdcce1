package install

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/kubevirt"
	"cdk8s-kubevirt/tools/conformance/internal/operators"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// controlPlane is the label and the taint of a node of the control plane.
const controlPlane = "node-role.kubernetes.io/control-plane"

// installation is a cluster whose platform the operators install, for one pair of releases.
type installation struct {
	suite   *suite.Suite
	pair    suite.Pair
	withCDI bool

	*cluster.Cluster
	lines        map[string]programs.Line // by project
	operators    []*operators.Operator
	phases, made report.Section
}

func (i *installation) run(ctx context.Context) error {
	done := i.suite.Console.Step("operators of %s", i.pair)
	visible, hidden, err := i.bundles(ctx)
	if err != nil {
		return err
	}
	kubernetes, err := i.suite.NewestKubernetes(ctx, i.pair)
	if err != nil {
		return err
	}
	i.Cluster, err = i.suite.Cluster(ctx, kubernetes, "operators", func(o *cluster.Options) { o.Network = true })
	if err != nil {
		return err
	}
	defer i.suite.Release(i.Cluster)
	if err := i.suite.Nodes(ctx, i.Cluster, cluster.Zones(3)...); err != nil {
		return err
	}
	for _, step := range []struct {
		name   string
		take   func(context.Context, bundle.Bundle) error
		bundle bundle.Bundle
	}{
		{"no node for virt-operator", i.nowhere, visible},
		{"installed by the operators", i.install, hidden},
		{"moved to the control plane", i.move, visible},
		{"applied again", i.again, visible},
	} {
		taken := i.suite.Console.Step("operators of %s: %s", i.pair, step.name)
		if err := step.take(ctx, step.bundle); err != nil {
			return err
		}
		taken("")
	}
	done("")
	return nil
}

// bundles of the same platform, for clusters with control-plane nodes and without.
func (i *installation) bundles(ctx context.Context) (visible, hidden bundle.Bundle, err error) {
	i.lines = map[string]programs.Line{}
	for project, version := range map[string]string{"kubevirt": i.pair.KubeVirt, "cdi": i.pair.CDI} {
		if i.lines[project], err = i.suite.Store.Line(ctx, project, version); err != nil {
			return visible, hidden, err
		}
	}
	bundles, err := i.suite.Synth(ctx, "operators", i.pair)
	for _, each := range bundles {
		switch each.Name {
		case "visible":
			visible = each
		case "hidden":
			hidden = each
		}
	}
	return visible, hidden, err
}

// nowhere: by default virt-operator wants a node of the control plane, and there is none.
func (i *installation) nowhere(ctx context.Context, visible bundle.Bundle) error {
	if err := i.apply(ctx, visible, bundle.Operators); err != nil {
		return err
	}
	var found pods
	err := kube.Await(ctx, "the pods of virt-operator to be judged by the scheduler", cluster.Patience, func(ctx context.Context) (bool, error) {
		wanted, err := i.wanted(ctx, kubevirt.Namespace)
		if err != nil {
			return false, err
		}
		found, err = i.pods(ctx, kubevirt.Namespace)
		return len(found) == wanted && len(found.unschedulable())+len(found.placed()) == wanted, err
	})
	if err != nil {
		return err
	}
	i.phases.Check(len(found.placed()) == 0, "virt-operator %s was placed on a node that is not of the control plane", i.pair.KubeVirt)
	i.phases.Row("virt-operator", i.release("kubevirt"), "does not run", "3 workers", "visible (default)", "none", found.String())
	return nil
}

// install has the operators install everything where no node is of the control plane.
func (i *installation) install(ctx context.Context, hidden bundle.Bundle) error {
	if err := i.apply(ctx, hidden, bundle.Operators); err != nil {
		return err
	}
	virt, err := operators.StartVirt(ctx, i.Cluster, i.programs("kubevirt"))
	if err != nil {
		return err
	}
	i.operators = append(i.operators, virt)
	if i.withCDI {
		cdi, err := operators.StartCDI(ctx, i.Cluster, i.programs("cdi"))
		if err != nil {
			return err
		}
		i.operators = append(i.operators, cdi)
	}
	if err := i.apply(ctx, hidden, bundle.Platform); err != nil {
		return err
	}
	errs := make([]error, len(i.operators))
	var group sync.WaitGroup
	for n, o := range i.operators {
		group.Go(func() {
			err := o.Install(ctx, func(ctx context.Context) (bool, error) { return i.settled(ctx, o, anywhere) })
			errs[n] = i.explained(o, err)
		})
	}
	group.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	if i.withCDI {
		if err := i.claimsRendered(ctx, i.operators[1]); err != nil {
			return err
		}
	}
	for _, o := range i.operators {
		if err := i.tell(ctx, o, "3 workers", "hidden"); err != nil {
			return err
		}
		objects, err := o.Made(ctx)
		if err != nil {
			return err
		}
		i.made.Row(o.Name, i.release(project[o.Name]), objects)
	}
	return nil
}

// move applies the default over it, where one node is of the control plane now: what KubeVirt wants there moves.
func (i *installation) move(ctx context.Context, visible bundle.Bundle) error {
	node := cluster.Node{Name: "control-plane", Zone: "zone-1", Labels: map[string]any{controlPlane: ""},
		Taints: []any{map[string]any{"key": controlPlane, "effect": "NoSchedule"}}}
	if err := i.AddNodes(ctx, node); err != nil {
		return err
	}
	if err := i.apply(ctx, visible, bundle.Operators, bundle.Platform); err != nil {
		return err
	}
	virt := i.operators[0]
	err := virt.Await(ctx, func(ctx context.Context) (bool, error) { return i.settled(ctx, virt, onControlPlane) })
	if err != nil {
		return i.explained(virt, err)
	}
	return i.tell(ctx, virt, "3 workers, 1 control plane", "visible (default)")
}

// again applies what is there once more: what an operator has changed of the bundle's own objects would be fought over
// at every sync.
func (i *installation) again(ctx context.Context, visible bundle.Bundle) error {
	verdicts, err := apply.Layers(ctx, i.Client, bundle.Flux, visible.Layers...)
	for _, each := range verdicts {
		i.phases.Check(each.Change == apply.Unchanged, "operators of %s: applied again beside them, %s was %s %s", i.pair, each.Place(), each.Change, each.Refused)
	}
	return err
}

// tell adds a row about an operator that has come to rest.
func (i *installation) tell(ctx context.Context, o *operators.Operator, nodes, variant string) error {
	resource, err := o.Resource(ctx)
	if err != nil {
		return err
	}
	found, err := i.pods(ctx, o.Namespace)
	if err != nil {
		return err
	}
	forbidden := o.Forbidden()
	i.phases.Check(len(forbidden) == 0, "%s %s was forbidden: %s", o.Name, i.pair, forbidden)
	phase := kube.Text(resource, "status", "phase")
	i.phases.Check(phase == "Deployed", "%s %s: the phase is %s", o.Name, i.pair, phase)
	i.phases.Row(o.Name, i.release(project[o.Name]), o.Account, nodes, variant, phase, found.String())
	return nil
}

// explained is an error with the pods that do not run.
func (i *installation) explained(o *operators.Operator, err error) error {
	if err == nil {
		return nil
	}
	found, _ := i.pods(context.Background(), o.Namespace)
	return fmt.Errorf("%w; pods: %s", err, found)
}

var project = map[string]string{"virt-operator": "kubevirt", "cdi-operator": "cdi"}

func (i *installation) programs(project string) programs.Finder {
	return i.suite.Store.In(i.lines[project].Module)
}

// release is the one whose bundle is applied, and by whose operator if that is another.
func (i *installation) release(project string) string {
	version := map[string]string{"kubevirt": i.pair.KubeVirt, "cdi": i.pair.CDI}[project]
	if line := i.lines[project]; !line.Exact {
		return version + " by " + line.Version
	}
	return version
}

func (i *installation) apply(ctx context.Context, b bundle.Bundle, layers ...string) error {
	for _, layer := range layers {
		verdicts, err := apply.Layers(ctx, i.Client, bundle.Flux, b.Layer(layer))
		if err := cmp.Or(err, verdicts.Err()); err != nil {
			return err
		}
	}
	return nil
}
