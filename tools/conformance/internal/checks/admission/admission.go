// Package admission asks the servers about what is not an example: the custom resource's feature gates, strings, wrong
// objects and random programs.
package admission

import (
	"cmp"
	"context"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/parallel"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
	"cdk8s-kubevirt/tools/conformance/internal/verbatim"
)

// Judged puts it all before one cluster for each pair of releases.
func Judged(ctx context.Context, s *suite.Suite) []report.Section {
	strings := report.Section{
		Title: "Strings come back as they were",
		Text: `Strings that YAML readers disagree about, a fixed list and random ones, as values and keys: written by the library, read by the YAML readers that
GitOps tools are built of, and kept by the API server in ConfigMaps.`,
		Columns: []string{"what", "tried", "the same"},
	}
	wrong := report.Section{
		Title: "What we refuse, the server refuses too",
		Text: `For each rule that synthesis enforces, objects that break it, applied as plain YAML by dry run. Either the server refuses them, in words that it uses
for no other case here, or it takes them and what is made of them is refused later (shown, where that is an object too), or our rule is stricter and says why.`,
		Columns: []string{"KubeVirt", "CDI", "rules", "cases refused", "later, as shown", "later, not shown here", "stricter", "no server sees it"},
	}
	random := report.Section{
		Title: "Random programs",
		Text: `Programs over the whole public API that nobody wrote by hand, applied layer by layer as the examples were, one after the other to one
cluster for each pair of releases. Each pair tries programs of its own. The unit tests build 120 more for the newest releases, and have synthesis refuse as many with
a mistake in them and each single mistake that the generator knows, without a server.`,
		Columns: []string{"KubeVirt", "CDI", "Kubernetes", "programs", "objects"},
	}
	resource := resourceSection()
	pairs, err := s.Pairs()
	if err != nil {
		random.Fail(err)
		return []report.Section{random}
	}
	readDocuments(ctx, s, &strings)
	found := make([]sections, len(pairs))
	parallel.Do(atOnce, len(pairs), func(i int) {
		done := s.Console.Step("custom resource, strings, wrong objects and random programs for %s", pairs[i])
		asksGates := i == 0 || pairs[i].KubeVirt != pairs[i-1].KubeVirt
		found[i].random.Fail(putBefore(ctx, s, pairs[i], share(s.Runs, len(pairs), i), asksGates, &found[i]))
		done("")
	})
	stricter := reasons{}
	for _, each := range found {
		resource.Add(each.resource)
		strings.Add(each.strings)
		wrong.Add(each.wrong)
		random.Add(each.random)
		stricter.add(each.stricter)
	}
	return []report.Section{resource, strings, wrong, stricter.section(), random}
}

// atOnce is how many pairs of releases are tried side by side.
const atOnce = 2

// share of a number of runs for the i-th of some pairs; the newest gets what is left over.
func share(runs, pairs, i int) int {
	if i == pairs-1 {
		return runs - (pairs-1)*(runs/pairs)
	}
	return runs / pairs
}

// sections are the parts that one pair of releases adds.
type sections struct {
	resource, strings, wrong, random report.Section
	stricter                         reasons
}

func putBefore(ctx context.Context, s *suite.Suite, pair suite.Pair, runs int, asksGates bool, to *sections) error {
	examples, err := s.Examples(ctx, pair)
	if err != nil {
		return err
	}
	newest, err := s.NewestKubernetes(ctx, pair)
	if err != nil {
		return err
	}
	c, err := s.Cluster(ctx, newest, "admission")
	if err != nil {
		return err
	}
	defer s.Release(c)
	if err := s.ServeClusterAPI(ctx, c); err != nil {
		return err
	}
	installed, verdicts, err := s.Install(ctx, c, pair, examples[0], bundle.Flux)
	if err := cmp.Or(err, verdicts.Err()); err != nil {
		return err
	}
	if asksGates {
		if err := askOfResource(ctx, s, installed, examples[0].Find("KubeVirt"), &to.resource); err != nil {
			return err
		}
	}
	if err := keepDocuments(ctx, s, installed, &to.strings); err != nil {
		return err
	}
	cases, err := readCorpus(ctx, s, pair)
	if err != nil {
		return err
	}
	if to.stricter, err = corpus(ctx, installed, cases, &to.wrong); err != nil {
		return err
	}
	usual, err := resourceIn(cases)
	if err != nil {
		return err
	}
	return randomPrograms(ctx, s, installed, usual, newest, runs, &to.random)
}

func readDocuments(ctx context.Context, s *suite.Suite, section *report.Section) {
	count, failures, err := verbatim.Check(ctx, s.Node, documents, s.Seed)
	section.Fail(err)
	section.Add(report.Section{Checks: count, Failures: failures})
	section.Row("documents, read by each YAML reader", fmt.Sprint(count), fmt.Sprint(count-len(failures)))
}

// documents is how many random strings, and how many random trees, are written.
const documents = 500

func keepDocuments(ctx context.Context, s *suite.Suite, installed *suite.Installed, section *report.Section) error {
	objects, err := verbatim.Objects(ctx, s.Node, documents, s.Seed)
	if err != nil {
		return err
	}
	same := 0
	for _, object := range objects {
		if _, err := installed.Client.Apply(ctx, object); err != nil {
			return fmt.Errorf("ConfigMap %s: %w", object.GetName(), err)
		}
		got, err := installed.Client.Current(ctx, object)
		if err != nil {
			return err
		}
		differences := verbatim.Differences(object, got)
		if section.Check(len(differences) == 0, "%s", fmt.Sprint(differences)) {
			same++
		}
	}
	section.Row(fmt.Sprintf("ConfigMaps of 50 strings each, kept by Kubernetes %s beside %s", installed.Kubernetes, installed.Pair), fmt.Sprint(len(objects)), fmt.Sprint(same))
	return nil
}
