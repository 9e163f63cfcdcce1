package operators

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
)

// Operator is one that runs.
type Operator struct {
	// Name of its program and its Deployment.
	Name string
	// Namespace that it and all its pods run in.
	Namespace string
	// Account is who it is to the API server.
	Account string

	cluster *cluster.Cluster
	program programs.Finder
	// apiVersion and kind of its custom resource.
	apiVersion, kind string
	// pod is the one that it runs as.
	pod *played
	// play does what the operator has pods do while it installs.
	play func(ctx context.Context) error
}

// Resource is its custom resource.
func (o *Operator) Resource(ctx context.Context) (*kube.Object, error) {
	return o.cluster.Client.Only(ctx, o.apiVersion, o.kind, "")
}

// Install plays the pods that the operator needs an answer of, and waits as Await does.
func (o *Operator) Install(ctx context.Context, also func(ctx context.Context) (bool, error)) error {
	return o.guard(ctx, func(ctx context.Context) error {
		if err := o.play(ctx); err != nil {
			return err
		}
		return o.deployed(ctx, also)
	})
}

// Await waits until the custom resource, as it is now, is in phase Deployed and something else holds too.
func (o *Operator) Await(ctx context.Context, also func(ctx context.Context) (bool, error)) error {
	return o.guard(ctx, func(ctx context.Context) error { return o.deployed(ctx, also) })
}

func (o *Operator) deployed(ctx context.Context, also func(ctx context.Context) (bool, error)) error {
	phase := ""
	err := kube.Await(ctx, "phase Deployed", cluster.Patience, func(ctx context.Context) (bool, error) {
		resource, err := o.Resource(ctx)
		if err != nil {
			return false, err
		}
		phase = kube.Text(resource, "status", "phase")
		observed, tells := kube.Field(resource, "status", "observedGeneration").(int64)
		if phase != "Deployed" || kube.ConditionOf(resource, "Available").Status != "True" || tells && observed != resource.GetGeneration() {
			return false, nil
		}
		return also(ctx)
	})
	if err != nil {
		return fmt.Errorf("the %s resource, in phase %q: %w", o.kind, phase, err)
	}
	return nil
}

// guard gives up on something as soon as the operator ends or is forbidden anything, which it would retry endlessly.
func (o *Operator) guard(ctx context.Context, do func(ctx context.Context) error) error {
	guarded, giveUp := context.WithCancelCause(ctx)
	defer giveUp(nil)
	go func() {
		giveUp(o.cluster.Await(guarded, o.Name, time.Hour, func(context.Context) (bool, error) {
			if forbidden := o.Forbidden(); len(forbidden) > 0 {
				return false, fmt.Errorf("%s was forbidden what it needs: %s", o.Name, forbidden[0])
			}
			return false, nil
		}))
	}()
	err := do(guarded)
	if err != nil && guarded.Err() != nil {
		return context.Cause(guarded)
	}
	return err
}

// Forbidden are the API server's refusals for want of rights, as the operator's log has them, each once.
func (o *Operator) Forbidden() []string {
	log, err := os.ReadFile(o.cluster.Processes.Log(o.Name))
	if err != nil {
		return []string{err.Error()}
	}
	var found []string
	for line := range strings.Lines(string(log)) {
		if strings.Contains(line, "forbidden") && !slices.Contains(found, line) {
			found = append(found, strings.TrimSpace(line))
		}
	}
	return found
}
