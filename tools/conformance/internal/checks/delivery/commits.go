package delivery

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// The commit that edits the machines of one tenant breaks a pool of another one.
const (
	brokenUnit = "infra-eu1-workloads-cluster-lab"
	brokenFile = "clusters/infra-eu1/60-workloads/cluster-lab/runners.k8s.yaml"
	editedUnit = "infra-eu1-workloads-cluster-office"
	rightText  = "  replicas: 4\n"
	wrongText  = "  replicas: four\n"
)

// breaks publishes the commit with the edited machines and the broken pool.
func (t *trial) breaks(ctx context.Context) error {
	next := t.commits[broken]
	before, err := take(ctx, t.Client, next.Bundle, t.manager())
	if err != nil {
		return err
	}
	revision, err := t.publish(ctx, next)
	if err != nil {
		return err
	}
	if err := t.awaitApplied(ctx, revision, without(next.names(), []string{brokenUnit})...); err != nil {
		return err
	}
	words, err := t.awaitWords(ctx, brokenUnit, "replicas")
	if err != nil {
		return err
	}
	if err := t.awaitSays(ctx, editedUnit, t.shows(false, true)); err != nil {
		return err
	}
	unit, _ := t.state(editedUnit)
	changed, err := t.compare(ctx, before, next)
	if err != nil {
		return err
	}
	const what = "edits the machines of one tenant, and breaks a pool of another"
	touched := next.touched(changed)
	t.changes.Check(slices.Equal(touched, []string{editedUnit}), "a commit that %s changes %v", what, touched)
	t.changes.Row(what, editedUnit, fmt.Sprintf("%d of %d", len(changed), next.count(editedUnit)), unit.says)
	t.changes.Row(what, brokenUnit, fmt.Sprintf("0 of %d", next.count(brokenUnit)), fmt.Sprintf("`%s`", words))
	t.changes.Row(what, fmt.Sprintf("the %d others", len(next.units)-2), "0", "ready")
	return nil
}

// withBrokenPool writes the folder of a commit with the broken pool.
func withBrokenPool(of string) (folder string, err error) {
	folder = of + "-broken"
	if err := os.CopyFS(folder, os.DirFS(of)); err != nil {
		return "", err
	}
	file := filepath.Join(folder, brokenFile)
	right, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	wrong := strings.Replace(string(right), rightText, wrongText, 1)
	if wrong == string(right) {
		return "", fmt.Errorf("%s has no %q", brokenFile, rightText)
	}
	if err := os.WriteFile(file, []byte(wrong), 0o644); err != nil {
		return "", err
	}
	return folder, copyIndex(of, folder)
}

// repaired publishes the commit without the broken pool.
func (t *trial) repaired(ctx context.Context) error {
	next := t.commits[edited]
	before, err := take(ctx, t.Client, next.Bundle, t.manager())
	if err != nil {
		return err
	}
	if t.revision, err = t.publish(ctx, next); err != nil {
		return err
	}
	if err := t.awaitApplied(ctx, t.revision, next.names()...); err != nil {
		return err
	}
	changed, err := t.compare(ctx, before, next)
	if err != nil {
		return err
	}
	t.changes.Check(len(changed) == 0, "the repaired pool has %d objects changed", len(changed))
	t.changes.Row("repairs the pool", brokenUnit, fmt.Sprint(len(changed)), "ready")
	return nil
}

// deliver publishes a commit and waits until all its units are ready.
func (t *trial) deliver(ctx context.Context, next commit) (err error) {
	if t.revision, err = t.publish(ctx, next); err != nil {
		return err
	}
	return t.await(ctx, t.revision, next.names()...)
}

func (t *trial) compare(ctx context.Context, before fingerprints, next commit) ([]bundle.Item, error) {
	after, err := take(ctx, t.Client, next.Bundle, t.manager())
	if err != nil {
		return nil, err
	}
	return after.changed(before, next.Bundle), nil
}

// removed publishes commits that lack what the one before had.
func (t *trial) removed(ctx context.Context) error {
	steps := []struct{ what, from, to string }{
		{"a pool and its image", renamedLayer, withoutPool},
		{"a tenant", withoutPool, withoutTenant},
	}
	for _, step := range steps {
		if err := t.remove(ctx, step.what, t.commits[step.from], t.commits[step.to]); err != nil {
			return fmt.Errorf("without %s: %w", step.what, err)
		}
	}
	return nil
}

// kept tells whether an object is marked so that no controller prunes it.
func kept(item bundle.Item) bool {
	annotations := item.GetAnnotations()
	return annotations["kustomize.toolkit.fluxcd.io/prune"] == "disabled"
}

func (t *trial) remove(ctx context.Context, what string, from, to commit) error {
	if err := t.deliver(ctx, to); err != nil {
		return err
	}
	names := to.names()
	if err := t.awaitEnds(ctx, from, to); err != nil {
		return err
	}
	gone := from.Without(to.Bundle)
	var held, others []string
	var still, deleted int
	for _, item := range gone {
		// what a removed unit has applied stays
		if orphaned := !slices.Contains(names, from.unitOf(item)); !kept(item) && !orphaned {
			err := kube.Await(ctx, item.Place()+" to be deleted", cluster.Patience, func(ctx context.Context) (bool, error) {
				found, err := t.Client.Lookup(ctx, item.Object)
				return found == nil, err
			})
			if err != nil {
				return err
			}
		}
		found, err := t.Client.Lookup(ctx, item.Object)
		if err != nil {
			return err
		}
		there := found != nil && found.GetDeletionTimestamp() == nil
		switch {
		case kept(item):
			held = append(held, item.GetKind())
			if t.removals.Check(there, "without %s, %s is lost", what, item.Place()) {
				still++
			}
		default:
			if others = append(others, item.GetKind()); !there {
				deleted++
			}
		}
	}
	t.removals.Row(what, listed(held), fmt.Sprintf("%d of %d", still, len(held)), listed(others), fmt.Sprintf("%d of %d", deleted, len(others)))
	return nil
}

// listed are kinds, each once.
func listed(kinds []string) string {
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(kinds))), ", ")
}
