package delivery

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// figures are what is measured of one controller, in order.
type figures []struct{ what, figure string }

func (f *figures) add(what, format string, arguments ...any) {
	*f = append(*f, struct{ what, figure string }{what, fmt.Sprintf(format, arguments...)})
}

// Measure has each controller deliver 100 tenants, one controller after the other, and then a change of one of them.
func Measure(ctx context.Context, s *suite.Suite) []report.Section {
	section := report.Section{Title: "100 tenants, one of them changed", Columns: []string{"what"}}
	const home = "infra"
	var all []figures
	for _, each := range []struct {
		controller
		programs []string
	}{
		{&flux{home: home}, []string{"kustomize-controller"}},
		{&argoCD{holder: home + "-delivery"}, []string{"argocd-application-controller", "argocd-repo-server"}},
	} {
		m := &measurement{place: &place{controller: each.controller, suite: s}, programs: each.programs, section: &section}
		section.Columns = append(section.Columns, m.name())
		section.Fail(m.run(ctx))
		all = append(all, m.figures)
	}
	for i, each := range all[0] {
		cells := []string{each.what}
		for _, other := range all {
			figure := "-"
			if i < len(other) {
				figure = other[i].figure
			}
			cells = append(cells, figure)
		}
		section.Row(cells...)
	}
	if pair, err := s.NewestPair(); err == nil {
		section.After = fmt.Sprintf("Measured with %s.", pair)
	}
	return []report.Section{section}
}

type measurement struct {
	*place
	programs []string
	section  *report.Section
	figures
}

func (m *measurement) run(ctx context.Context) (err error) {
	if m.pair, err = m.suite.NewestPair(); err != nil {
		return err
	}
	folder, err := m.suite.Folder("delivery-size")
	if err != nil {
		return err
	}
	if _, err := m.suite.Node(ctx, "delivery-size", "--kubevirt", m.pair.KubeVirt, "--cdi", m.pair.CDI, "--dir", folder); err != nil {
		return err
	}
	var commits [2]commit
	for i, name := range []string{"all", "edited"} {
		commits[i].folder = filepath.Join(folder, name)
		if commits[i].Bundle, err = m.suite.Read(ctx, commits[i].folder); err != nil {
			return err
		}
		if commits[i].units, err = unitsIn(commits[i].folder); err != nil {
			return err
		}
	}
	return m.within(ctx, "delivery of 100 tenants", func(o *cluster.Options) { o.Measured = true }, func(c *cluster.Cluster) []func(context.Context) error {
		return []func(context.Context) error{
			func(ctx context.Context) error { return m.first(ctx, c, commits[0]) },
			func(ctx context.Context) error { return m.change(ctx, commits[0], commits[1]) },
		}
	})
}

// first measures how everything comes.
func (m *measurement) first(ctx context.Context, c *cluster.Cluster, all commit) error {
	m.add("units", "%d", len(all.units))
	m.add("objects", "%d", len(all.Items()))
	if err := m.install(ctx, c, all); err != nil {
		return err
	}
	start, calls, err := m.now(ctx)
	if err != nil {
		return err
	}
	if err := available(ctx, c.Client); err != nil {
		return err
	}
	for _, machine := range all.OfKind("VirtualMachine") {
		if err := m.playStopped(ctx, machine.Object); err != nil {
			return fmt.Errorf("%w; %s", err, strings.Join(m.lacking(state.isReady, m.revision, all.names()), "; "))
		}
	}
	if err := m.awaitLong(ctx, m.revision, append(all.names(), m.root())); err != nil {
		return err
	}
	if err := m.taken(ctx, "all tenants, from when the operators run", start, calls); err != nil {
		return err
	}
	for i := range 2 { // Flux has one program
		if i < len(m.programs) {
			m.add("memory then", "%s: %s", m.programs[i], m.Processes.Memory(m.programs[i]))
		} else {
			m.add("memory then", "-")
		}
	}
	m.add("memory of the API server then", "%s", m.Processes.Memory("kube-apiserver"))
	return nil
}

// change measures how a commit comes that changes one object.
func (m *measurement) change(ctx context.Context, from, to commit) error {
	files, err := differing(from.folder, to.folder)
	if err != nil {
		return err
	}
	before, err := take(ctx, m.Client, to.Bundle, m.manager())
	if err != nil {
		return err
	}
	start, calls, err := m.now(ctx)
	if err != nil {
		return err
	}
	revision, err := m.publish(ctx, to)
	if err != nil {
		return err
	}
	if err := m.awaitLong(ctx, revision, to.names()); err != nil {
		return err
	}
	if err := m.taken(ctx, "a commit that changes one machine, until all units have it", start, calls); err != nil {
		return err
	}
	after, err := take(ctx, m.Client, to.Bundle, m.manager())
	if err != nil {
		return err
	}
	changed := after.changed(before, to.Bundle)
	m.section.Check(len(changed) == 1, "a commit that changes one machine changes %d objects", len(changed))
	m.add("objects that change", "%d", len(changed))
	m.add("files that change", "%d", len(files))
	return nil
}

// patience is how long hundreds of units may take.
const patience = time.Hour

// awaitLong waits until units are ready with a revision.
func (m *measurement) awaitLong(ctx context.Context, revision string, units []string) error {
	return kube.Await(ctx, fmt.Sprintf("%d units", len(units)), patience, func(context.Context) (bool, error) {
		return len(m.lacking(state.isReady, revision, units)) == 0, nil
	})
}

func (m *measurement) now(ctx context.Context) (start time.Time, calls int, err error) {
	calls, err = m.Client.Answered(ctx)
	return time.Now(), calls, err
}

// taken notes how long something took, and how many requests.
func (m *measurement) taken(ctx context.Context, what string, start time.Time, calls int) error {
	took := time.Since(start).Round(100 * time.Millisecond)
	_, now, err := m.now(ctx)
	m.add(what, "%s", took)
	m.add("requests to the API server meanwhile", "%d", now-calls)
	return err
}

// playStopped says of a machine that has come what virt-controller says of one that nobody starts.
func (m *measurement) playStopped(ctx context.Context, machine *kube.Object) error {
	err := kube.Await(ctx, kube.Path(machine), patience, func(ctx context.Context) (bool, error) {
		found, err := m.Client.Lookup(ctx, machine)
		return found != nil, err
	})
	if err != nil {
		return err
	}
	return m.Client.PatchStatus(ctx, machine, map[string]any{"printableStatus": "Stopped"})
}

// differing are the files of one folder that are others in a second one, or not there.
func differing(one, other string) (files []string, err error) {
	err = filepath.WalkDir(other, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(other, path)
		if err != nil {
			return err
		}
		now, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		before, err := os.ReadFile(filepath.Join(one, name))
		if err != nil && !os.IsNotExist(err) {
			return err
		}
		if !bytes.Equal(before, now) {
			files = append(files, name)
		}
		return nil
	})
	return files, err
}
