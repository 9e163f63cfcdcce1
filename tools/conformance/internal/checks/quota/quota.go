// Package quota is the scenario about tenants at their limits.
package quota

import (
	"context"
	"fmt"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/parallel"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// Quota fills tenants to their limits and asks for one machine more. What is tried stands in the program quota.ts,
// which gives each tenant the least quota that synthesis accepts: with a millicore, a byte or a count less it is
// refused.
func Quota(ctx context.Context, s *suite.Suite) []report.Section {
	section := report.Section{
		Title: "A tenant at its limit",
		Text: `Each tenant has the least quota that synthesis accepts; a millicore, a byte or one of a count less is an error there. All of its machines ran, and
its disks were there. What the library counts besides, the target of a live migration and a pod of CDI's, or the claim that CDI fills beside a disk, was
made too. Then all that is limited was used to the last unit, one machine more was refused, and nothing happened to the others. As long as nothing
migrates, a machine more may take the room for that.`,
		Columns: []string{"tenant", "limit", "machines take", "and with the room for CDI and a migration", "limited to", "one machine more"},
	}
	alone, err := s.OnlyNewest(ctx)
	section.Fail(err)
	section.Text += alone
	if err := try(ctx, s, &section); err != nil {
		section.Fail(err)
	}
	return []report.Section{section}
}

func try(ctx context.Context, s *suite.Suite, section *report.Section) error {
	pair, err := s.NewestPair()
	if err != nil {
		return err
	}
	bundles, err := s.Synth(ctx, "quota", pair)
	if err != nil {
		return err
	}
	done := s.Console.Step("tenants at their limits with %s", pair)
	installed, err := s.Running(ctx, "quota", pair, bundles[0], cluster.Zones(2)...)
	if err != nil {
		return err
	}
	defer s.Release(installed.Cluster)
	results := make([]report.Section, len(tenants))
	parallel.Do(len(tenants), len(tenants), func(i int) {
		at := limit{Installed: installed, tenant: tenants[i], bundle: bundles[0], section: &results[i]}
		if err := at.reach(ctx); err != nil {
			results[i].Fail(fmt.Errorf("tenant %s: %w", tenants[i].namespace, err))
		}
	})
	for _, result := range results {
		section.Add(result)
	}
	done("")
	return nil
}

// tenant is one of quota.ts.
type tenant struct {
	namespace string
	// pool is scaled beyond the limit; its machines are the tenant's largest.
	pool string
	// spare makes what the library counts besides the machines.
	spare func(limit, context.Context) error
	// refusal is what the server or a controller says of the machine of that number; empty as long as nothing is said.
	refusal func(limit, context.Context, int64) (string, error)
	// what is refused
	what string
}

var tenants = []tenant{
	{"cluster-sizes", "named", limit.migrateAndImport, limit.podRefused, "its pod"},
	{"cluster-guaranteed", "guaranteed", limit.migrateAndImport, limit.podRefused, "its pod"},
	{"cluster-limited", "limited", limit.migrateAndImport, limit.podRefused, "its pod"},
	{"cluster-disks", "disks", limit.claimBeside, limit.claimRefused, "its claims"},
	{"cluster-machines", "counted", nothing, limit.machineRefused, "the machine"},
}

func nothing(limit, context.Context) error { return nil }

// limit is a tenant that reaches its limit.
type limit struct {
	*suite.Installed
	tenant
	bundle  bundle.Bundle
	section *report.Section
}

func (l limit) reach(ctx context.Context) error {
	for _, pool := range l.pools() {
		if _, err := l.AwaitPool(ctx, pool.Object); err != nil {
			return err
		}
	}
	alone, err := l.usage(ctx)
	if err != nil {
		return err
	}
	if err := l.spare(l, ctx); err != nil {
		return err
	}
	full := alone
	err = kube.Await(ctx, "the quota of "+l.namespace+" to be used up", cluster.Patience, func(ctx context.Context) (bool, error) {
		full, err = l.usage(ctx)
		return full.usedUp(), err
	})
	if !l.section.Check(err == nil, "%v: %s", err, full) {
		return nil
	}
	before, err := l.machines(ctx)
	if err != nil {
		return err
	}
	refusal, err := l.oneMore(ctx)
	if err != nil {
		return err
	}
	after, err := l.machines(ctx)
	if err != nil {
		return err
	}
	l.section.Check(before == after, "%s: the machines that ran were %s and are %s since one more was asked for", l.namespace, before, after)
	for i, name := range full.names() {
		cells := []string{"", name, alone.used(name), full.used(name), full.hard(name), ""}
		if i == 0 {
			cells[0], cells[5] = l.namespace, refusal
		}
		l.section.Row(cells...)
	}
	return nil
}

// oneMore asks for one machine more than the quota holds, and waits until it is refused.
func (l limit) oneMore(ctx context.Context) (string, error) {
	pool, err := l.scaled(ctx)
	if err != nil {
		return "", err
	}
	count := kube.Number(pool, "spec", "replicas")
	if err := l.Client.Merge(ctx, pool, map[string]any{"spec": map[string]any{"replicas": count + 1}}); err != nil {
		return "", err
	}
	var words string
	err = kube.Await(ctx, fmt.Sprintf("machine %d of %s to be refused", count+1, l.pool), cluster.Patience, func(ctx context.Context) (done bool, err error) {
		words, err = l.refusal(l, ctx, count)
		return words != "", err
	})
	l.section.Check(err == nil, "%s: %v", l.namespace, err)
	return l.what + ": “" + words + "”", nil
}

// scaled is the pool that is scaled beyond the limit, as it is now.
func (l limit) scaled(ctx context.Context) (*kube.Object, error) {
	for _, pool := range l.pools() {
		if pool.GetName() == l.pool {
			return l.Client.Current(ctx, pool.Object)
		}
	}
	return nil, fmt.Errorf("%s has no pool %s", l.namespace, l.pool)
}

func (l limit) pools() []bundle.Item {
	return slices.DeleteFunc(l.bundle.Pools(), func(pool bundle.Item) bool { return pool.GetNamespace() != l.namespace })
}
