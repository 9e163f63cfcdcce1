package admission

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// asked is one line of the program random: a bundle to judge, or the end.
type asked struct {
	Bundle  string `json:"bundle"`
	Program int    `json:"program"`

	Done           bool            `json:"done"`
	Runs           int             `json:"runs"`
	Counterexample json.RawMessage `json:"counterexample"`
}

// answered is a line to the program random.
type answered struct {
	Refused []refusal `json:"refused"`
	Objects int       `json:"objects"`
}

type refusal struct {
	Object  string `json:"object"`
	File    string `json:"file"`
	Message string `json:"message"`
}

// randomPrograms applies the bundles of random programs; of a program that is refused, the generator finds the smallest
// that still is.
func randomPrograms(ctx context.Context, s *suite.Suite, installed *suite.Installed, usual *kube.Object, kubernetes programs.KubernetesRelease, runs int, section *report.Section) error {
	directory, err := s.Folder("random", installed.Pair.KubeVirt)
	if err != nil {
		return err
	}
	judge := judge{suite: s, installed: installed, usual: usual}
	if judge.before, err = judge.namespaces(ctx); err != nil {
		return err
	}
	var end asked
	arguments := []string{
		"--kubevirt", installed.Pair.KubeVirt, "--cdi", installed.Pair.CDI, "--dir", directory, "--runs", fmt.Sprint(runs), "--seed", fmt.Sprint(seedFor(installed.Pair, s.Seed)),
	}
	err = s.Converse(ctx, "random", func(in io.Writer, out io.Reader) error {
		lines := bufio.NewScanner(out)
		lines.Buffer(nil, 64<<20)
		for lines.Scan() {
			var question asked
			if err := json.Unmarshal(lines.Bytes(), &question); err != nil {
				return fmt.Errorf("reading what the program random prints: %w", err)
			}
			if question.Done {
				end = question
				return nil
			}
			answer, err := judge.of(ctx, question)
			if err != nil {
				return err
			}
			if judge.isFirst(answer) {
				s.Console.Printf("a random program for %s is refused in part, and is now made smaller: %+v", installed.Pair, answer.Refused)
			}
			if err := json.NewEncoder(in).Encode(answer); err != nil {
				return err
			}
		}
		return lines.Err()
	}, arguments...)
	if end.Counterexample != nil && string(end.Counterexample) != "null" {
		section.Check(false, "the smallest random program for %s that is refused in part: %s", installed.Pair, end.Counterexample)
	} else if err != nil {
		return err
	}
	section.Checks += judge.objects
	section.Check(end.Runs == runs, "%d of %d random programs were run for %s", end.Runs, runs, installed.Pair)
	section.Row(installed.Pair.KubeVirt, installed.Pair.CDI, kubernetes.Version, fmt.Sprint(end.Runs), fmt.Sprintf("%d of %d objects accepted", judge.accepted, judge.objects))
	return nil
}

// seedFor is the seed of one pair's random programs: another for each, so that no pair tries again what the others do,
// and the same whichever pairs are run.
func seedFor(pair suite.Pair, seed int) uint32 {
	hash := fnv.New32a()
	fmt.Fprintf(hash, "%s, %d", pair, seed)
	return hash.Sum32()
}

// judge applies one program after the other to one cluster.
type judge struct {
	suite             *suite.Suite
	installed         *suite.Installed
	usual             *kube.Object   // KubeVirt's custom resource where a program has none
	before            []string       // the namespaces that were there before any program
	sources           []*kube.Object // the DataSources that were made for the program
	objects, accepted int
	refuses           bool // whether anything has been refused so far
}

// isFirst tells whether an answer is the first with a refusal.
func (j *judge) isFirst(answer answered) bool {
	first := !j.refuses && len(answer.Refused) > 0
	j.refuses = j.refuses || first
	return first
}

func (j *judge) of(ctx context.Context, question asked) (answered, error) {
	read, err := j.suite.Read(ctx, question.Bundle)
	if err != nil {
		return answered{}, err
	}
	client := j.installed.Client
	if err := j.prepare(ctx, read); err != nil {
		return answered{}, err
	}
	var verdicts apply.Verdicts
	for _, layer := range read.Layers {
		if err := j.makeSources(ctx, read, layer); err != nil {
			return answered{}, err
		}
		more, err := apply.Layers(ctx, client, bundle.Flux, layer)
		verdicts = append(verdicts, more...)
		if err != nil {
			return answered{}, err
		}
		if layer.Name == bundle.Platform && len(more) > 0 {
			if err := j.installed.KubeVirt.Configured(ctx); err != nil {
				return answered{}, err
			}
		}
	}
	j.objects += len(verdicts)
	j.accepted += len(verdicts) - len(verdicts.Refused())
	answer := answered{Refused: []refusal{}, Objects: len(verdicts)}
	for _, each := range verdicts.Refused() {
		answer.Refused = append(answer.Refused, refusal{Object: kube.Name(each.Object), File: each.File, Message: each.Refused})
	}
	return answer, j.clear(ctx, read)
}

// clear takes away what the next program might meet, namespaces above all, since an object that is applied before its
// own would find the one of an earlier program. The operators stay, with what they judge by.
func (j *judge) clear(ctx context.Context, read bundle.Bundle) error {
	for _, layer := range slices.Backward(read.Layers) {
		if layer.Name == bundle.Operators {
			continue
		}
		for _, item := range layer.Items {
			switch item.GetKind() {
			case "Namespace", "KubeVirt", "CDI":
				continue
			}
			if err := j.delete(ctx, item.Object); err != nil {
				return fmt.Errorf("deleting %s: %w", kube.Name(item.Object), err)
			}
		}
	}
	if err := j.clearSources(ctx); err != nil {
		return err
	}
	after, err := j.namespaces(ctx)
	if err != nil {
		return err
	}
	for _, name := range after {
		if slices.Contains(j.before, name) {
			continue
		}
		if err := j.installed.Client.DeleteNamespace(ctx, name); err != nil {
			return fmt.Errorf("deleting the namespace %s: %w", name, err)
		}
	}
	return nil
}

// delete deletes an object at once. The API server gives each claim a finalizer, which no controller takes away here.
func (j *judge) delete(ctx context.Context, object *kube.Object) error {
	if err := j.installed.Client.Delete(ctx, object); err != nil || object.GetKind() != "PersistentVolumeClaim" {
		return err
	}
	if left, err := j.installed.Client.Lookup(ctx, object); err != nil || left == nil {
		return err
	}
	return j.installed.Client.Merge(ctx, object, map[string]any{"metadata": map[string]any{"finalizers": nil}})
}

func (j *judge) namespaces(ctx context.Context) ([]string, error) {
	found, err := j.installed.Client.List(ctx, "v1", "Namespace", "")
	var names []string
	for _, each := range found {
		names = append(names, each.GetName())
	}
	return names, err
}

// prepare makes what a program takes for granted: the namespaces that it names and does not make, and, below an
// existing cluster, a KubeVirt with the gates that its machines need.
func (j *judge) prepare(ctx context.Context, read bundle.Bundle) error {
	made, named := map[string]bool{}, map[string]bool{}
	for _, item := range read.Items() {
		if item.GetKind() == "Namespace" {
			made[item.GetName()] = true
		}
		namespacesIn(item.Object.Object, named)
	}
	for name := range named {
		if made[name] {
			continue
		}
		if _, err := j.installed.Client.Apply(ctx, namespace(name)); err != nil {
			return err
		}
	}
	if read.Find("KubeVirt") != nil {
		return nil
	}
	if _, err := j.installed.Client.Apply(ctx, j.usual); err != nil {
		return err
	}
	return j.installed.KubeVirt.Configured(ctx)
}

// namespacesIn finds all that a field named namespace holds: of the object itself, and of what it refers to.
func namespacesIn(value any, found map[string]bool) {
	switch v := value.(type) {
	case map[string]any:
		for key, member := range v {
			if name, is := member.(string); is && key == "namespace" && name != "" {
				found[name] = true
			}
			namespacesIn(member, found)
		}
	case []any:
		for _, member := range v {
			namespacesIn(member, found)
		}
	}
}

func namespace(name string) *kube.Object {
	return &kube.Object{Object: map[string]any{"apiVersion": "v1", "kind": "Namespace", "metadata": map[string]any{"name": name}}}
}
