// Package migration compares what the library says of the live migration of machines with what virt-handler itself says of
// their instances.
package migration

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/process"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// project is the folders that link virt-handler's method, which is no part of KubeVirt's API.
const project = "handler"

// machine is one of the machines of test/migration.
type machine struct {
	Name      string            `json:"name"`
	Verdict   string            `json:"verdict"` // yes, no or unknown
	Reasons   []string          `json:"reasons"`
	Questions []json.RawMessage `json:"questions"`
}

// answer is virt-handler's condition LiveMigratable; of several reasons it has the first.
type answer struct {
	Migratable bool   `json:"migratable"`
	Reason     string `json:"reason"`
	Message    string `json:"message"`
}

// verdicts in the order of the columns.
var verdicts = []string{"yes", "no", "unknown"}

// Agreement compares all machines, with virt-handler of each release of KubeVirt.
func Agreement(ctx context.Context, s *suite.Suite) []report.Section {
	section := report.Section{
		Title: "Whether machines can be live-migrated",
		Text: "What `liveMigration()` says of a machine, and what virt-handler's own `calculateLiveMigrationCondition` says of its instance. virt-handler tells\n" +
			"the first of several reasons, which must be one of ours. Where we say that it is unknown, virt-handler says yes to one state of the cluster and no to another.",
		Columns: append([]string{"KubeVirt"}, verdicts...),
	}
	pairs, err := s.Lines()
	if err != nil {
		section.Fail(err)
	}
	for _, pair := range pairs {
		if err := compare(ctx, s, pair, &section); err != nil {
			section.Fail(fmt.Errorf("%s: %w", pair.KubeVirt, err))
		}
	}
	return []report.Section{section}
}

// compare adds what came of one release.
func compare(ctx context.Context, s *suite.Suite, pair suite.Pair, section *report.Section) error {
	line, err := s.Store.Line(ctx, project, pair.KubeVirt)
	if err != nil {
		return err
	}
	machines, answers, err := ask(ctx, s, pair, line)
	if err != nil {
		return err
	}
	counts := map[string]int{}
	for _, each := range machines {
		own := answers[:len(each.Questions)]
		answers = answers[len(each.Questions):]
		counts[each.Verdict]++
		difference := each.difference(own)
		section.Check(difference == "", "%s, %s: %s", pair.KubeVirt, each.Name, difference)
	}
	release := pair.KubeVirt
	if !line.Exact {
		release += " by " + line.Version
	}
	row := []string{release}
	for _, verdict := range verdicts {
		row = append(row, fmt.Sprint(counts[verdict]))
	}
	section.Row(row...)
	return nil
}

// ask puts the instances of all machines before virt-handler's method.
func ask(ctx context.Context, s *suite.Suite, pair suite.Pair, line programs.Line) ([]machine, []answer, error) {
	folder, err := s.Folder("migration", pair.KubeVirt)
	if err != nil {
		return nil, nil, err
	}
	lines, err := s.Node(ctx, "migration", "--kubevirt", pair.KubeVirt, "--cdi", pair.CDI, "--dir", folder)
	if err != nil {
		return nil, nil, err
	}
	machines, err := process.Lines[machine]("migration", lines)
	if err != nil {
		return nil, nil, err
	}
	path, err := s.Store.Path(ctx, line.Module, "migratable")
	if err != nil {
		return nil, nil, err
	}
	var questions bytes.Buffer
	asked := 0
	for _, each := range machines {
		for _, question := range each.Questions {
			questions.Write(question)
			questions.WriteByte('\n')
			asked++
		}
	}
	file := filepath.Join(folder, "questions.json")
	if err := os.WriteFile(file, questions.Bytes(), 0o644); err != nil {
		return nil, nil, err
	}
	printed, err := process.Run(ctx, process.Command{Name: "migratable", Path: path, Args: []string{file}})
	if err != nil {
		return nil, nil, err
	}
	answers, err := process.Lines[answer]("migratable", printed)
	if err == nil && (asked == 0 || len(answers) != asked) {
		err = fmt.Errorf("migratable answered %d of %d questions", len(answers), asked)
	}
	return machines, answers, err
}

// difference says what virt-handler says otherwise, or nothing.
func (m machine) difference(answers []answer) string {
	var can, cannot int
	for _, each := range answers {
		if each.Migratable {
			can++
			continue
		}
		cannot++
		if !slices.Contains(m.Reasons, each.Reason) {
			return fmt.Sprintf("virt-handler's reason is %s (%s), ours are %v", each.Reason, each.Message, m.Reasons)
		}
	}
	wanted := map[string]bool{"yes": can > 0 && cannot == 0, "no": can == 0 && cannot > 0, "unknown": can > 0 && cannot > 0}
	if !wanted[m.Verdict] {
		return fmt.Sprintf("we say %s, virt-handler says yes to %d and no to %d", m.Verdict, can, cannot)
	}
	return ""
}
