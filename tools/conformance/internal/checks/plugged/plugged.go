// Package plugged plugs volumes into running members of pools and measures which edits and upgrades take them away.
package plugged

import (
	"context"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/parallel"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// atOnce is how many clusters run side by side: they wait for controllers more than they compute.
const atOnce = 3

// Volumes tries the newest release of KubeVirt that is chosen, and the upgrade to it from the one before. Each release
// takes minutes of a processor, so the others are tried by name.
func Volumes(ctx context.Context, s *suite.Suite) []report.Section {
	lines, err := s.Lines()
	if err != nil {
		failed := report.Section{Title: "What becomes of plugged volumes"}
		failed.Fail(err)
		return []report.Section{failed}
	}
	trials := []trial{{pair: lines[len(lines)-1]}}
	var older *olderTrial
	if len(lines) > 1 {
		from, to := lines[len(lines)-2], lines[len(lines)-1]
		trials = append(trials, trial{pair: from, next: &to})
		older = &olderTrial{from: from, to: to}
	}
	results := make([]result, len(trials))
	var last report.Section
	parallel.Do(atOnce, len(trials)+1, func(i int) {
		switch {
		case i < len(trials):
			results[i] = trials[i].run(ctx, s)
		case older != nil:
			last = older.run(ctx, s)
		}
	})
	sections := []report.Section{table(trials, results)}
	if older != nil {
		sections = append(sections, last)
	}
	for _, result := range results {
		if result.accounts != nil {
			sections = append(sections, *result.accounts)
		}
	}
	return sections
}

// table has a row for each edit, and a column for each trial.
func table(trials []trial, results []result) report.Section {
	section := report.Section{
		Title: "What becomes of plugged volumes",
		Text: `Pools of two running machines, before KubeVirt's own virt-api and virt-controller, with ` + "`pluggedVolumes`" + ` and so the feature gate
DeclarativeHotplugVolumes. A volume was plugged into the first member of each with ` + "`addvolume`" + ` of its VirtualMachine. Then each pool was edited in
the program, synthesised and applied anew, and in the end the member was restarted. A column with an arrow is an upgrade: the volumes were plugged in
before it, and the edits came after it. The claims of plugged volumes stay in every case. Another release is tried with
` + "`npm run conformance -- --only plugged --kubevirt v1.7.4`" + `.`,
		Columns: []string{"what changes", "`updateStrategy`"},
	}
	for i, t := range trials {
		section.Columns = append(section.Columns, t.String())
		section.Add(results[i].section)
	}
	row := func(change, strategy string, cell func(result) string) {
		cells := []string{change, strategy}
		for _, r := range results {
			cells = append(cells, cell(r))
		}
		section.Row(cells...)
	}
	for _, each := range edits {
		row(each.change, each.strategy, func(r result) string { return r.outcomes[each.tenant] })
	}
	row("a field; each member is emptied, deleted, and made anew by the pool", "ours", func(r result) string { return r.routes[0] })
	row("a field; each member's VirtualMachine is changed likewise, and restarted", "ours", func(r result) string { return r.routes[1] })
	if len(results) > 0 {
		section.After = fmt.Sprintf("With this gate KubeVirt refuses a volume that is to be plugged into the instance alone, in all of them: `%s`.\n"+
			"[The how-to](../how-to/plugged-volumes.md) has the last two rows step by step.", results[0].refusal)
		for i, r := range results {
			section.Check(r.refusal == results[0].refusal, "%s refuses to plug a volume into an instance in other words: %s", trials[i], r.refusal)
		}
	}
	return section
}
