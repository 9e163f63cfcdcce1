package plugged

import (
	"context"
	"fmt"
	"time"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/parallel"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// What becomes of a plugged volume.
const (
	stays     = "stays"
	leaves    = "leaves the running member"
	nextStart = "gone after the next start"
	recreated = "the member is deleted, and made anew without it"
)

// edit is something that happens to a tenant's pool.
type edit struct {
	tenant, change, strategy, want string
	// last tells that it takes a second edit.
	last bool
}

// edits are those of docs/defaults.md, with our defaults and with others, in the order of the table.
var edits = []edit{
	{tenant: "label", change: "a label", strategy: "ours", want: stays},
	{tenant: "field", change: "a field of the machine", strategy: "ours", want: stays},
	{tenant: "disk", change: "the size of a disk", strategy: "ours", want: stays},
	{tenant: "scale", change: "one member less, and then one more", strategy: "ours", want: stays, last: true},
	{tenant: "image", change: "the golden image", strategy: "ours", want: stays},
	{tenant: "label-opportunistic", change: "a label", strategy: "`OPPORTUNISTIC`", want: leaves},
	{tenant: "label-proactive", change: "a label", strategy: "`PROACTIVE`", want: leaves},
	{tenant: "disk-proactive", change: "the size of a disk", strategy: "`PROACTIVE`", want: recreated},
	{tenant: "field-then-opportunistic", change: "a field of the machine, and then the strategy", strategy: "ours, then `OPPORTUNISTIC`", want: leaves, last: true},
}

// route is a tenant whose members get a new template one by one.
const (
	replacedTenant = "replaced"
	patchedTenant  = "patched"
)

func tenants() (all []string) {
	for _, each := range edits {
		all = append(all, each.tenant)
	}
	return append(all, replacedTenant, patchedTenant)
}

// quiet is how long nothing may happen before what has not happened counts as never.
const quiet = 5 * time.Second

// trial is what is tried with a release, or over an upgrade.
type trial struct {
	pair suite.Pair
	// next is the pair to which the cluster is upgraded after the volumes are plugged in, if any.
	next *suite.Pair
}

func (t trial) String() string {
	if t.next == nil {
		return t.pair.KubeVirt
	}
	return t.pair.KubeVirt + " → " + t.next.KubeVirt
}

// result is what came of a trial: the outcome of each edit by tenant, and the server's words about plugging a volume
// into an instance.
type result struct {
	outcomes map[string]string
	refusal  string
	routes   [2]string
	section  report.Section
	// accounts is what the controllers of a tenant's cluster could do, where that was tried.
	accounts *report.Section
}

// run plugs volumes in, upgrades if that is asked, edits all pools, and has the members start anew.
func (t trial) run(ctx context.Context, s *suite.Suite) (r result) {
	done := s.Console.Step("volumes plugged into members, %s", t)
	defer done("")
	r.outcomes = map[string]string{}
	r.section.Fail(t.try(ctx, s, &r))
	return r
}

func (t trial) try(ctx context.Context, s *suite.Suite, r *result) error {
	steps, err := bundles(ctx, s, t.pair, "plugged-")
	if err != nil {
		return err
	}
	c, err := start(ctx, s, t.pair, steps[0])
	if err != nil {
		return err
	}
	defer s.Release(c.Cluster)
	if err := c.plugEverywhere(ctx, tenants(), byMachine); err != nil {
		return err
	}
	if err := c.makeVolume(ctx, "label", volumeBy[byInstance]); err != nil {
		return err
	}
	err = c.plug(ctx, "label", first, byInstance, volumeBy[byInstance])
	if r.section.Check(err != nil, "%s: a volume was plugged into an instance alone, where it is gone after the next start", t) {
		r.refusal = err.Error()
	}
	if t.next == nil {
		section := accountsSection()
		section.Fail(c.tryAccounts(ctx, &section))
		r.accounts = &section
	}
	before := map[string]member{}
	for _, tenant := range tenants() {
		if before[tenant], err = c.member(ctx, tenant); err != nil {
			return err
		}
	}
	if t.next != nil {
		if steps, err = bundles(ctx, s, *t.next, "plugged-"); err != nil {
			return err
		}
		if err := c.upgrade(ctx, *t.next, steps[0]); err != nil {
			return err
		}
	}
	if err := c.editTwice(ctx, steps, before, r); err != nil {
		return err
	}
	if err := c.restartAll(ctx, before, r); err != nil {
		return err
	}
	if r.routes[0], err = c.replace(ctx, &r.section); err != nil {
		return err
	}
	r.routes[1], err = c.patch(ctx, &r.section)
	return err
}

// member is the first member of a tenant, with the claim of the volume that is plugged into it.
type member struct {
	state
	claim string
}

func (c *place) member(ctx context.Context, tenant string) (m member, err error) {
	if m.state, err = c.look(ctx, tenant, first); err != nil {
		return m, err
	}
	m.claim, err = c.claim(ctx, tenant, volumeBy[byMachine])
	return m, err
}

// editTwice applies both edits and notes what has left the members after them.
func (c *place) editTwice(ctx context.Context, steps []bundle.Bundle, before map[string]member, r *result) error {
	telling := [][]string{{"label-opportunistic", "label-proactive", "disk-proactive"}, {"field-then-opportunistic"}}
	for number, tellers := range telling {
		if err := c.edit(ctx, steps[number+1]); err != nil {
			return err
		}
		for _, tenant := range tellers {
			if err := c.awaitRevision(ctx, steps[number+1], tenant); err != nil {
				return err
			}
			_, err := c.awaitMember(ctx, tenant, first, "to lose its volume", func(now state) bool {
				return now.instance != nil && !now.plugged(volumeBy[byMachine])
			})
			if err != nil {
				return err
			}
		}
		time.Sleep(quiet)
	}
	for _, each := range edits {
		now, err := c.look(ctx, each.tenant, first)
		if err != nil {
			return err
		}
		switch {
		case now.machine.GetUID() != before[each.tenant].machine.GetUID():
			r.outcomes[each.tenant] = recreated
		case !now.plugged(volumeBy[byMachine]):
			r.outcomes[each.tenant] = leaves
		}
	}
	return nil
}

// restartAll has members start anew, looks what is still plugged into them, and that no claim is lost.
func (c *place) restartAll(ctx context.Context, before map[string]member, r *result) error {
	failures := make([]error, len(edits))
	found := make([]state, len(edits))
	parallel.Do(len(edits), len(edits), func(i int) { found[i], failures[i] = c.restart(ctx, edits[i].tenant, first) })
	for i, each := range edits {
		if failures[i] != nil {
			return failures[i]
		}
		if r.outcomes[each.tenant] == "" {
			r.outcomes[each.tenant] = nextStart
			if found[i].plugged(volumeBy[byMachine]) {
				r.outcomes[each.tenant] = stays
			}
		}
		outcome := r.outcomes[each.tenant]
		r.section.Check(outcome == each.want, "%s, %s: the plugged volume %s; expected: %s", each.change, each.strategy, outcome, each.want)
		claim, err := c.claim(ctx, each.tenant, volumeBy[byMachine])
		if err != nil {
			return err
		}
		r.section.Check(claim == before[each.tenant].claim, "%s, %s: the claim of the plugged volume is gone or another one", each.change, each.strategy)
	}
	return nil
}

// bundles are those of a cluster, in their order.
func bundles(ctx context.Context, s *suite.Suite, pair suite.Pair, prefix string) (steps []bundle.Bundle, err error) {
	all, err := s.Synth(ctx, "plugged", pair)
	for _, each := range all {
		if len(each.Name) == len(prefix)+1 && each.Name[:len(prefix)] == prefix {
			steps = append(steps, each)
		}
	}
	if err == nil && len(steps) != 3 {
		err = fmt.Errorf("plugged.ts wrote %d bundles called %s…, not three", len(steps), prefix)
	}
	return steps, err
}
