package delivery

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/tools/cache"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// state is what a controller says of a unit.
type state struct {
	unit string
	// applied tells whether the unit's objects are as the revision has them, and ready whether they are well besides.
	applied, ready bool
	// lets tells whether units that wait for it need not wait any more.
	lets     bool
	revision string
	// says is what people see of the unit in a word or two.
	says string
	// since is when it became ready, or ceased to be.
	since string
	// words are why it is not ready.
	words string
}

// observer keeps what a controller says of its units, in the order in which it says it.
type observer struct {
	mu   sync.Mutex
	said []state
	now  map[string]state
}

// observe watches the objects that stand for units until the context ends.
func observe(ctx context.Context, client *kube.Client, resource schema.GroupVersionResource, read func(*kube.Object) state) (*observer, error) {
	o := &observer{now: map[string]state{}}
	informers := dynamicinformer.NewDynamicSharedInformerFactory(client.Dynamic, 0)
	keep := func(object any) {
		if object, is := object.(*unstructured.Unstructured); is {
			o.keep(read(object))
		}
	}
	_, err := informers.ForResource(resource).Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    keep,
		UpdateFunc: func(_, object any) { keep(object) },
		DeleteFunc: func(object any) {
			if gone, is := object.(cache.DeletedFinalStateUnknown); is {
				object = gone.Obj
			}
			o.forget(object.(*unstructured.Unstructured).GetName())
		},
	})
	if err != nil {
		return nil, err
	}
	informers.Start(ctx.Done())
	informers.WaitForCacheSync(ctx.Done())
	return o, nil
}

func (o *observer) keep(next state) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.now[next.unit] != next {
		o.said = append(o.said, next)
		o.now[next.unit] = next
	}
}

func (o *observer) forget(unit string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.now, unit)
}

func (o *observer) state(unit string) (found state, there bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	found, there = o.now[unit]
	return found, there
}

// await waits until units are ready with a revision.
func (o *observer) await(ctx context.Context, revision string, units ...string) error {
	return o.awaitAs(ctx, state.isReady, revision, units)
}

// awaitApplied waits until units are applied with a revision, well or not.
func (o *observer) awaitApplied(ctx context.Context, revision string, units ...string) error {
	return o.awaitAs(ctx, state.isApplied, revision, units)
}

func (s state) isReady() bool   { return s.ready }
func (s state) isApplied() bool { return s.applied }

func (o *observer) awaitAs(ctx context.Context, holds func(state) bool, revision string, units []string) error {
	err := kube.Await(ctx, "units to be delivered with "+revision, cluster.Patience, func(context.Context) (bool, error) {
		return len(o.lacking(holds, revision, units)) == 0, nil
	})
	if err != nil {
		err = fmt.Errorf("%w: %s", err, strings.Join(o.lacking(holds, revision, units), "; "))
	}
	return err
}

// lacking are the units of which something does not hold with a revision, and why.
func (o *observer) lacking(holds func(state) bool, revision string, units []string) (sentences []string) {
	for _, unit := range units {
		if found, _ := o.state(unit); !holds(found) || found.revision != revision {
			sentences = append(sentences, fmt.Sprintf("%s is at %q, %s: %s", unit, found.revision, found.says, found.words))
		}
	}
	return sentences
}

// awaitSays waits until a unit says something for people.
func (o *observer) awaitSays(ctx context.Context, unit, says string) error {
	err := kube.Await(ctx, fmt.Sprintf("%s to say %q", unit, says), cluster.Patience, func(context.Context) (bool, error) {
		found, _ := o.state(unit)
		return found.says == says, nil
	})
	if err != nil {
		found, _ := o.state(unit)
		err = fmt.Errorf("%w; it says %q: %s", err, found.says, found.words)
	}
	return err
}

// awaitWords waits until a controller says of a unit why it is not ready.
func (o *observer) awaitWords(ctx context.Context, unit, piece string) (words string, err error) {
	err = kube.Await(ctx, "words about "+unit, cluster.Patience, func(context.Context) (bool, error) {
		found, _ := o.state(unit)
		words = found.words
		return !found.ready && strings.Contains(words, piece), nil
	})
	if err != nil {
		err = fmt.Errorf("%w; it says %q", err, words)
	}
	return strings.TrimSpace(words), err
}

// readyBy tells which units let others go on for the first time at a point in time, or before.
func (o *observer) readyBy(at string, units []string) (ready []string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, unit := range units {
		if first := slices.IndexFunc(o.said, func(each state) bool { return each.unit == unit && each.lets }); first >= 0 && o.said[first].since <= at {
			ready = append(ready, unit)
		}
	}
	return ready
}

// hasSaid tells of which units a controller has said something.
func (o *observer) hasSaid(piece string) (units []string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, each := range o.said {
		if strings.Contains(each.words, piece) && !slices.Contains(units, each.unit) {
			units = append(units, each.unit)
		}
	}
	slices.Sort(units)
	return units
}
