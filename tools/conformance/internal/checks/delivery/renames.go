package delivery

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
)

// What a layer and its unit are called, and are called later.
var layerNames = strings.NewReplacer("30-catalog", "30-images", "infra-eu1-catalog", "infra-eu1-images")

// renamed publishes commits that call the app and a layer otherwise.
func (t *trial) renamed(ctx context.Context) error {
	steps := []struct {
		what     string
		from, to string
	}{
		{"the app has another name", scheduled, renamedApp},
		{"the catalog's layer has another name", renamedApp, renamedLayer},
	}
	for _, step := range steps {
		from, to := t.commits[step.from], t.commits[step.to]
		before, err := identities(ctx, t.Client, from.Bundle)
		if err != nil {
			return err
		}
		if err := t.applyRoot(ctx, to); err != nil {
			return err
		}
		if err := t.deliver(ctx, to); err != nil {
			return fmt.Errorf("%s: %w", step.what, err)
		}
		if err := t.awaitEnds(ctx, from, to); err != nil {
			return err
		}
		same, err := t.stayed(ctx, step.what, before, from, &t.renames)
		if err != nil {
			return err
		}
		goes, comes := listed(without(from.names(), to.names())), listed(without(to.names(), from.names()))
		t.renames.Row(step.what, cmp.Or(goes, "none"), cmp.Or(comes, "none"), same)
	}
	return nil
}

// withoutCluster publishes a commit that lacks the cluster: what delivers it finds its folders no more.
func (t *trial) withoutCluster(ctx context.Context) error {
	from := t.commits[withoutTenant]
	before, err := identities(ctx, t.Client, from.Bundle)
	if err != nil {
		return err
	}
	if _, err := t.publish(ctx, t.commits[withoutCluster]); err != nil {
		return err
	}
	for _, unit := range []string{t.root(), from.names()[0]} {
		if _, err := t.awaitWords(ctx, unit, t.missing()); err != nil {
			return err
		}
	}
	for _, unit := range from.names() { // some say no more than that they wait for others
		if _, err := t.awaitWords(ctx, unit, ""); err != nil {
			return err
		}
	}
	same, err := t.stayed(ctx, "the cluster is removed", before, from, &t.renames)
	t.renames.Row("the cluster is removed", "none", "none", same)
	return err
}

// stayed looks whether the objects of a commit are still the ones that they were, and tells of how many that holds.
func (p *place) stayed(ctx context.Context, what string, before map[string]string, of commit, section *report.Section) (string, error) {
	after, err := identities(ctx, p.Client, of.Bundle)
	if err != nil {
		return "", err
	}
	same := 0
	var anew []string
	for _, item := range of.Items() {
		key := bundle.Key(item.Object)
		if after[key] != before[key] && after[key] != "" && p.recreates(item) {
			anew = append(anew, item.GetKind())
			continue
		}
		if section.Check(after[key] == before[key], "%s, and %s is gone, or another one", what, key) && before[key] != "" {
			same++
		}
	}
	said := fmt.Sprintf("%d of %d", same, len(before))
	if len(anew) > 0 {
		said += "; made anew: " + listed(anew)
	}
	return said, nil
}

// without are the names of the one that the other does not have.
func without(one, other []string) []string {
	return slices.DeleteFunc(slices.Clone(one), func(name string) bool { return slices.Contains(other, name) })
}

// awaitEnds waits until the units are gone that the next commit no longer has.
func (p *place) awaitEnds(ctx context.Context, from, to commit) error {
	for _, unit := range without(from.names(), to.names()) {
		err := kube.Await(ctx, "the end of unit "+unit, cluster.Patience, func(context.Context) (bool, error) {
			_, there := p.state(unit)
			return !there, nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// identities are the UIDs of the objects of a bundle that are there, by their keys.
func identities(ctx context.Context, client *kube.Client, b bundle.Bundle) (map[string]string, error) {
	found := map[string]string{}
	for _, item := range b.Items() {
		object, err := client.Lookup(ctx, item.Object)
		if err != nil {
			return nil, err
		}
		if object != nil && object.GetDeletionTimestamp() == nil {
			found[bundle.Key(item.Object)] = string(object.GetUID())
		}
	}
	return found, nil
}

// withOtherLayer writes the folder of a commit in which the catalog's layer is called otherwise, as a later release of the library
// could call it.
func withOtherLayer(of string) (folder string, err error) {
	folder = of + "-other-layer"
	err = filepath.WalkDir(of, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(of, path)
		if err != nil {
			return err
		}
		return write(filepath.Join(folder, layerNames.Replace(name)), layerNames.Replace(string(text)))
	})
	if err != nil {
		return "", err
	}
	return folder, copyIndex(of, folder)
}

// copyIndex copies what tells the constructs of a bundle's objects.
func copyIndex(from, to string) error {
	index, err := os.ReadFile(from + ".index.json")
	if err != nil {
		return err
	}
	return os.WriteFile(to+".index.json", index, 0o644)
}

func write(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(text), 0o644)
}
