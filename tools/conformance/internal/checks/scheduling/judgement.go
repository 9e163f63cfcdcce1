package scheduling

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// await waits until all cases with an expectation have met it; the judgement reports those that never do.
func (t *trial) await(ctx context.Context, what string, want func(example) *placement) {
	open := slices.DeleteFunc(slices.Clone(cases), func(c example) bool { return want(c) == nil })
	err := kube.Await(ctx, "machines to "+what, cluster.Patience, func(ctx context.Context) (bool, error) {
		now, err := look(ctx, t.Client)
		if err != nil {
			return false, err
		}
		open = slices.DeleteFunc(open, func(c example) bool {
			fits := t.fits(c, now[c.pool], *want(c))
			if fits && c.goesOn && want(c) == c.then {
				t.passing[c.pool] = now[c.pool]
			}
			return fits
		})
		return len(open) == 0, nil
	})
	t.section.Fail(unmet(err, open))
}

// replicas is how many members a pool is to have, as the bundle says: a number read from YAML is of any type.
func (t *trial) replicas(c example) int {
	replicas, _ := strconv.Atoi(fmt.Sprint(kube.Field(t.pools[c.pool].Object, "spec", "replicas")))
	return replicas
}

func (t *trial) fits(c example, now *launchers, want placement) bool {
	return now.settled(t.replicas(c)) && now.placement(want, t.first[c.pool], t.zones) == want && len(now.outside(c.on)) == 0
}

// judge compares where everything is in the end with what is expected.
func (t *trial) judge(ctx context.Context) error {
	now, err := look(ctx, t.Client)
	if err != nil {
		return err
	}
	for _, c := range cases {
		want, members := c.last(), t.replicas(c)
		seen := placement{}
		var outside []string
		if found := cmp.Or(t.passing[c.pool], now[c.pool]); found != nil {
			seen, outside = found.placement(want, t.first[c.pool], t.zones), found.outside(c.on)
		}
		t.section.Check(seen == want, "pool %s (%s): expected %s, seen %s", c.pool, c.says, want, seen)
		t.section.Check(len(outside) == 0, "pool %s (%s) has machines on %s", c.pool, c.says, strings.Join(outside, ", "))
		t.section.Row(c.says, fmt.Sprint(members), c.on.says, want.String(), seen.String())
	}
	return nil
}

// uids are those of all machines and claims of members of pools: what must outlive whatever befalls a launcher.
func (t *trial) uids(ctx context.Context) (map[string][]string, error) {
	machines, err := t.Client.List(ctx, "kubevirt.io/v1", "VirtualMachine", "")
	if err != nil {
		return nil, err
	}
	claims, err := t.Client.List(ctx, "v1", "PersistentVolumeClaim", "")
	if err != nil {
		return nil, err
	}
	uids := map[string][]string{}
	for _, object := range slices.Concat(machines, claims) {
		if t.isLater(object.GetNamespace(), object.GetName()) {
			continue
		}
		of := object.GetKind() + "s of " + object.GetNamespace()
		uids[of] = append(uids[of], string(object.GetUID()))
	}
	for _, each := range uids {
		slices.Sort(each)
	}
	return uids, nil
}

// isLater tells whether something belongs to a pool that was applied later: members and their disks begin with their
// pool's name.
func (t *trial) isLater(namespace, name string) bool {
	return slices.ContainsFunc(cases, func(c example) bool { return c.want == nil && strings.HasPrefix(namespace+"/"+name, c.pool+"-") })
}

// pushedOut sees what became of machines whose launchers were deleted: nobody migrated them, they are the same machines
// with the same disks, and those without a node say why they do not run.
func (t *trial) pushedOut(ctx context.Context) error {
	after, err := t.uids(ctx)
	if err != nil {
		return err
	}
	for what, before := range t.kept {
		t.section.Check(slices.Equal(before, after[what]), "the %s are others than before some were pushed out", what)
	}
	migrations, err := t.Client.List(ctx, "kubevirt.io/v1", "VirtualMachineInstanceMigration", "")
	if err != nil {
		return err
	}
	t.section.Check(len(migrations) == 0, "%d machines were migrated", len(migrations))
	t.section.Fail(t.awaitUnschedulable(ctx))
	return nil
}

// awaitUnschedulable waits until as many machines of each pool as should wait say that they cannot be scheduled.
func (t *trial) awaitUnschedulable(ctx context.Context) error {
	open := slices.Clone(cases)
	err := kube.Await(ctx, "waiting machines to say why", cluster.Patience, func(ctx context.Context) (bool, error) {
		machines, err := t.Client.List(ctx, "kubevirt.io/v1", "VirtualMachine", "")
		if err != nil {
			return false, err
		}
		waiting := map[string]int{}
		for i := range machines {
			if kube.Text(&machines[i], "status", "printableStatus") == "ErrorUnschedulable" {
				waiting[machines[i].GetNamespace()+"/"+machines[i].GetLabels()[poolLabel]]++
			}
		}
		// one that is pushed out again and again says so now and then
		open = slices.DeleteFunc(open, func(c example) bool { return waiting[c.pool] == c.last().wait })
		return len(open) == 0, nil
	})
	return unmet(err, open)
}

// unmet adds to an error which cases are not as they should be.
func unmet(err error, open []example) error {
	if err == nil {
		return nil
	}
	var names []string
	for _, each := range open {
		names = append(names, each.pool)
	}
	return fmt.Errorf("%w; not as expected: %s", err, strings.Join(names, ", "))
}
