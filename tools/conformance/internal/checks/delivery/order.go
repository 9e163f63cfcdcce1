package delivery

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

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
