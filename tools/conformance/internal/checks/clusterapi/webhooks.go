// Package clusterapi puts objects of Cluster API before the code of its own webhooks.
package clusterapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"cdk8s-kubevirt/tools/conformance/internal/process"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// project is the folder of tools/modules that links Cluster API.
const project = "clusterapi"

// question is a line of programs/cluster-api.ts: an object, and whether the webhooks must refuse it.
type question struct {
	Of      string          `json:"of"`   // examples, rules or passing
	Name    string          `json:"name"` // of the example or the case
	Refused bool            `json:"refused"`
	Object  json.RawMessage `json:"object"`
}

// answer is a line of tools/modules/clusterapi-1.14.
type answer struct {
	Judged  bool   `json:"judged"`
	Refusal string `json:"refusal"`
}

// sources are the rows of the section, in their order.
var sources = []struct{ of, title string }{
	{"examples", "objects of `examples/cluster-api`"},
	{"rules", "programs that break our rules"},
	{"passing", "programs that nearly do"},
}

// Webhooks asks what Cluster API's own webhooks say of what we write and of what we refuse.
func Webhooks(ctx context.Context, s *suite.Suite) []report.Section {
	section := report.Section{
		Title: "What the webhooks of Cluster API say",
		Text: "Each object is filled in and validated by the code of Cluster API's own webhooks. They must refuse what our rules say that they refuse, and take\n" +
			"everything else. KubevirtMachineTemplate and KubevirtCluster have no webhook that could be asked.",
		Columns: []string{"objects", "refused", "taken"},
	}
	if err := judge(ctx, s, &section); err != nil {
		section.Fail(err)
	}
	return []report.Section{section}
}

func judge(ctx context.Context, s *suite.Suite, section *report.Section) error {
	questions, answers, err := ask(ctx, s)
	if err != nil {
		return err
	}
	refused, taken := map[string]int{}, map[string]int{}
	for i, each := range questions {
		said := answers[i]
		if !said.Judged {
			continue
		}
		if said.Refusal == "" {
			taken[each.Of]++
			section.Check(!each.Refused, "%s: the webhook takes it", each.Name)
			continue
		}
		refused[each.Of]++
		section.Check(each.Refused, "%s: the webhook refuses it: %s", each.Name, said.Refusal)
	}
	for _, source := range sources {
		section.Row(source.title, fmt.Sprint(refused[source.of]), fmt.Sprint(taken[source.of]))
	}
	return nil
}

// webhooks finds the program of the release that our facts are of, or of the nearest.
func webhooks(ctx context.Context, s *suite.Suite) (string, error) {
	releases, err := s.Store.Schemas()
	if err != nil {
		return "", err
	}
	for _, release := range releases {
		if release.Project != "cluster-api" {
			continue
		}
		line, err := s.Store.Line(ctx, project, release.Version)
		if err != nil {
			return "", err
		}
		return s.Store.Path(ctx, line.Module, "cluster-api-webhooks")
	}
	return "", errors.New("releases.json has no release of Cluster API")
}

// ask puts all objects before the webhooks.
func ask(ctx context.Context, s *suite.Suite) ([]question, []answer, error) {
	pair, err := s.NewestPair()
	if err != nil {
		return nil, nil, err
	}
	folder, err := s.Folder(project)
	if err != nil {
		return nil, nil, err
	}
	lines, err := s.Node(ctx, "cluster-api", "--kubevirt", pair.KubeVirt, "--cdi", pair.CDI, "--dir", folder)
	if err != nil {
		return nil, nil, err
	}
	questions, err := process.Lines[question]("cluster-api", lines)
	if err != nil {
		return nil, nil, err
	}
	var objects bytes.Buffer
	for _, each := range questions {
		objects.Write(each.Object)
		objects.WriteByte('\n')
	}
	file := filepath.Join(folder, "objects.json")
	if err := os.WriteFile(file, objects.Bytes(), 0o644); err != nil {
		return nil, nil, err
	}
	path, err := webhooks(ctx, s)
	if err != nil {
		return nil, nil, err
	}
	printed, err := process.Run(ctx, process.Command{Name: "cluster-api-webhooks", Path: path, Args: []string{file}})
	if err != nil {
		return nil, nil, err
	}
	answers, err := process.Lines[answer]("cluster-api-webhooks", printed)
	if err == nil && (len(questions) == 0 || len(answers) != len(questions)) {
		err = fmt.Errorf("the webhooks answered %d of %d questions", len(answers), len(questions))
	}
	return questions, answers, err
}
