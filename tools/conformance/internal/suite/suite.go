// Package suite holds what all scenarios share: the programs, the bundles of the examples, and clusters with KubeVirt and CDI before them.
package suite

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"cdk8s-kubevirt/tools/conformance/internal/apply"
	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cdi"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/disks"
	"cdk8s-kubevirt/tools/conformance/internal/facts"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/kubevirt"
	"cdk8s-kubevirt/tools/conformance/internal/process"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
	"cdk8s-kubevirt/tools/conformance/internal/report"
)

// Pair is a release of KubeVirt with one of CDI, as versions.
type Pair struct{ KubeVirt, CDI string }

func (p Pair) String() string { return fmt.Sprintf("KubeVirt %s, CDI %s", p.KubeVirt, p.CDI) }

// Suite is one run of the tool.
type Suite struct {
	// Root is the repository, Work a folder that the run may fill.
	Root, Work string
	Store      *programs.Store
	Console    *report.Console
	// Keep leaves the clusters of a scenario up until the run is interrupted.
	Keep bool
	// Newest restricts the run to the newest releases on the newest Kubernetes minor.
	Newest bool
	// KubeVirt restricts it to one release of KubeVirt, if it is given.
	KubeVirt string
	// Runs and Seed of the random programs.
	Runs, Seed int

	mu       sync.Mutex
	clusters []*cluster.Cluster
	numbers  int
}

// Pairs are the supported releases, each at least once: the one project's in step with the other's, oldest first.
func (s *Suite) Pairs() ([]Pair, error) {
	releases, err := s.Store.Releases()
	if err != nil {
		return nil, err
	}
	var kubevirts, cdis []string
	for _, release := range releases {
		if release.Project == "kubevirt" {
			kubevirts = append(kubevirts, release.Version)
		} else {
			cdis = append(cdis, release.Version)
		}
	}
	pairs := make([]Pair, max(len(kubevirts), len(cdis)))
	for i := range pairs {
		pairs[i] = Pair{KubeVirt: kubevirts[i*len(kubevirts)/len(pairs)], CDI: cdis[i*len(cdis)/len(pairs)]}
	}
	if s.KubeVirt != "" {
		pairs = slices.DeleteFunc(pairs, func(pair Pair) bool { return pair.KubeVirt != s.KubeVirt })
	}
	if len(pairs) == 0 {
		return nil, fmt.Errorf("KubeVirt %s is not among the releases that are supported", s.KubeVirt)
	}
	if s.Newest {
		pairs = pairs[len(pairs)-1:]
	}
	return pairs, nil
}

// Kubernetes are the releases to run against, oldest first.
func (s *Suite) Kubernetes(ctx context.Context) ([]programs.KubernetesRelease, error) {
	releases, err := s.Store.Kubernetes(ctx)
	if err == nil && s.Newest {
		releases = releases[len(releases)-1:]
	}
	return releases, err
}

// Node runs one of the TypeScript programs of this tool to its end and returns what it prints.
func (s *Suite) Node(ctx context.Context, program string, arguments ...string) ([]byte, error) {
	return process.Run(ctx, s.nodeCommand(program, arguments...))
}

// Converse runs one of the TypeScript programs that asks on its standard output and hears on its standard input.
func (s *Suite) Converse(ctx context.Context, program string, talk func(in io.Writer, out io.Reader) error, arguments ...string) error {
	return process.Converse(ctx, s.nodeCommand(program, arguments...), talk)
}

func (s *Suite) nodeCommand(program string, arguments ...string) process.Command {
	path := filepath.Join("tools", "conformance", "programs", program+".ts")
	return process.Command{Name: program, Path: "node", Args: append([]string{"--import", "tsx", path}, arguments...), Dir: s.Root}
}

// Examples synthesises all examples for a pair of releases.
func (s *Suite) Examples(ctx context.Context, pair Pair) ([]bundle.Bundle, error) {
	return s.Synth(ctx, "synth", pair)
}

// Synth runs a TypeScript program of this tool that writes one or more bundles, each into a folder of its own, with an index of the
// constructs beside it.
func (s *Suite) Synth(ctx context.Context, program string, pair Pair, arguments ...string) ([]bundle.Bundle, error) {
	directory, err := s.Folder("bundles", filepath.Base(program))
	if err != nil {
		return nil, err
	}
	arguments = append([]string{"--kubevirt", pair.KubeVirt, "--cdi", pair.CDI, "--dir", directory}, arguments...)
	if _, err := s.Node(ctx, program, arguments...); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(directory)
	if err != nil {
		return nil, err
	}
	var bundles []bundle.Bundle
	for _, entry := range entries {
		if !entry.IsDir() {
			continue
		}
		read, err := bundle.Read(filepath.Join(directory, entry.Name()))
		if err != nil {
			return nil, err
		}
		bundles = append(bundles, read)
	}
	if len(bundles) == 0 {
		return nil, fmt.Errorf("%s wrote no bundle", program)
	}
	return bundles, nil
}

// Folder makes a new folder for this run's files.
func (s *Suite) Folder(parts ...string) (string, error) {
	s.mu.Lock()
	s.numbers++
	parts[len(parts)-1] = fmt.Sprintf("%s-%d", parts[len(parts)-1], s.numbers)
	s.mu.Unlock()
	folder := filepath.Join(append([]string{s.Work}, parts...)...)
	return folder, os.MkdirAll(folder, 0o755)
}

// Cluster starts an empty cluster; the caller stops it with Release.
func (s *Suite) Cluster(ctx context.Context, kubernetes programs.KubernetesRelease, name string, changes ...func(*cluster.Options)) (*cluster.Cluster, error) {
	server, err := s.Store.Path(ctx, kubernetes.Module, "kube-apiserver")
	if err != nil {
		return nil, err
	}
	etcd, err := s.Store.Path(ctx, "etcd", "etcd")
	if err != nil {
		return nil, err
	}
	folder, err := s.Folder("clusters", name)
	if err != nil {
		return nil, err
	}
	options := cluster.Options{Dir: folder, APIServer: server, Etcd: etcd, Kubernetes: kubernetes.Version}
	for _, change := range changes {
		change(&options)
	}
	c, err := cluster.Start(ctx, options)
	if err != nil {
		return nil, fmt.Errorf("cluster %s: %w", name, err)
	}
	s.mu.Lock()
	s.clusters = append(s.clusters, c)
	s.mu.Unlock()
	return c, nil
}

// Release stops a cluster, unless clusters are to be kept. It tells of programs that have ended by themselves, as nothing else explains
// what then was refused.
func (s *Suite) Release(c *cluster.Cluster) {
	for _, err := range c.Processes.AllEnded() {
		s.Console.Printf("%v", err)
	}
	if s.Keep {
		return
	}
	c.Stop()
	_ = os.RemoveAll(c.Dir)
}

// Kept are the kubeconfigs of the clusters that still run.
func (s *Suite) Kept() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var files []string
	for _, c := range s.clusters {
		if file, err := c.Kubeconfig(cluster.Admin); err == nil && s.Keep {
			files = append(files, file)
		}
	}
	return files
}

// Stop stops every cluster, whatever happens to the scenarios.
func (s *Suite) Stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.clusters {
		c.Stop()
	}
	s.clusters = nil
}

// Installed is a cluster with a bundle's platform in it, and KubeVirt's and CDI's own admission before it.
type Installed struct {
	*cluster.Cluster
	Pair     Pair
	KubeVirt *kubevirt.Admission
	Disks    *disks.Player
}

// Install applies the layers of the operators and of the platform, each followed by what the operators would do.
func (s *Suite) Install(ctx context.Context, c *cluster.Cluster, pair Pair, b bundle.Bundle, order bundle.Order) (*Installed, apply.Verdicts, error) {
	installed := &Installed{Cluster: c, Pair: pair}
	line, err := s.Store.Line(ctx, "kubevirt", pair.KubeVirt)
	if err != nil {
		return nil, nil, err
	}
	importer, err := s.Store.Line(ctx, "cdi", pair.CDI)
	if err != nil {
		return nil, nil, err
	}
	own, err := s.schemasOf("kubevirt", pair.KubeVirt, line)
	if err != nil {
		return nil, nil, err
	}
	imported, err := s.schemasOf("cdi", pair.CDI, importer)
	if err != nil {
		return nil, nil, err
	}
	verdicts, err := apply.Items(ctx, c.Client, order.Sort(b.Layer(bundle.Operators).Items))
	if err != nil {
		return nil, verdicts, err
	}
	if installed.KubeVirt, err = kubevirt.Start(ctx, c, line.Version, s.in(line.Module), own); err != nil {
		return nil, verdicts, fmt.Errorf("KubeVirt %s: %w", line.Version, err)
	}
	platform, err := apply.Items(ctx, c.Client, order.Sort(b.Layer(bundle.Platform).Items))
	verdicts = append(verdicts, platform...)
	if err != nil {
		return nil, verdicts, err
	}
	// in this order: virt-api and virt-controller end themselves, to be started anew, when they see CDI's kinds appear
	if err := cdi.Serve(ctx, c, s.in(importer.Module), imported); err != nil {
		return nil, verdicts, fmt.Errorf("CDI %s: %w", importer.Version, err)
	}
	if err := installed.KubeVirt.Serve(ctx); err != nil {
		return nil, verdicts, fmt.Errorf("KubeVirt %s: %w", line.Version, err)
	}
	return installed, verdicts, nil
}

// schemasOf gives CRDs the schemas of the release that is asked for where another one judges: its facts have them, and only its programs
// cannot be had.
func (s *Suite) schemasOf(project, version string, line programs.Line) (func(crd *kube.Object) error, error) {
	if line.Exact {
		return func(*kube.Object) error { return nil }, nil
	}
	known, err := facts.Read(s.Root, project, version)
	if err != nil {
		return nil, err
	}
	return known.Adopt, nil
}

// Rest applies the layers after the platform's.
func Rest(ctx context.Context, c *cluster.Cluster, b bundle.Bundle, order bundle.Order) (apply.Verdicts, error) {
	var verdicts apply.Verdicts
	for _, layer := range b.Layers {
		if strings.Compare(layer.Name, bundle.Platform) <= 0 {
			continue
		}
		more, err := apply.Items(ctx, c.Client, order.Sort(layer.Items))
		verdicts = append(verdicts, more...)
		if err != nil {
			return verdicts, err
		}
	}
	return verdicts, nil
}

// Machines gives an installed cluster nodes on which machines run: scheduler, controllers, kwok, virt-controller and the player of disks.
func (s *Suite) Machines(ctx context.Context, installed *Installed, nodes ...cluster.Node) error {
	if err := s.Nodes(ctx, installed.Cluster, nodes...); err != nil {
		return err
	}
	if err := installed.KubeVirt.StartController(ctx); err != nil {
		return err
	}
	var err error
	if installed.Disks, err = disks.Play(ctx, installed.Client); err != nil {
		return err
	}
	installed.AtStop(installed.Disks.Stop)
	return nil
}

// Nodes gives a cluster pretended nodes, with the real scheduler and controller manager.
func (s *Suite) Nodes(ctx context.Context, c *cluster.Cluster, nodes ...cluster.Node) error {
	releases, err := s.Kubernetes(ctx)
	if err != nil {
		return err
	}
	newest := s.in(releases[len(releases)-1].Module)
	var paths cluster.NodePrograms
	if paths.Scheduler, err = newest(ctx, "kube-scheduler"); err != nil {
		return err
	}
	if paths.ControllerManager, err = newest(ctx, "kube-controller-manager"); err != nil {
		return err
	}
	if paths.Kwok, err = s.Store.Path(ctx, "kwok", "kwok"); err != nil {
		return err
	}
	if paths.Stages, err = s.Store.Stages(ctx); err != nil {
		return err
	}
	if err := c.StartNodes(ctx, paths); err != nil {
		return err
	}
	return c.AddNodes(ctx, nodes...)
}

func (s *Suite) in(module string) func(ctx context.Context, name string) (string, error) {
	return func(ctx context.Context, name string) (string, error) { return s.Store.Path(ctx, module, name) }
}

// Running is a new cluster of the newest Kubernetes minor with an example in it and nodes on which its machines come to run.
func (s *Suite) Running(ctx context.Context, name string, pair Pair, example bundle.Bundle, nodes ...cluster.Node) (*Installed, error) {
	releases, err := s.Kubernetes(ctx)
	if err != nil {
		return nil, err
	}
	c, err := s.Cluster(ctx, releases[len(releases)-1], name)
	if err != nil {
		return nil, err
	}
	installed, verdicts, err := s.Install(ctx, c, pair, example, bundle.Flux)
	if err == nil {
		err = s.Machines(ctx, installed, nodes...)
	}
	if err == nil {
		var rest apply.Verdicts
		rest, err = Rest(ctx, c, example, bundle.Flux)
		verdicts = append(verdicts, rest...)
	}
	if refused := verdicts.Refused(); err == nil && len(refused) > 0 {
		err = fmt.Errorf("%d objects were refused, the first: %s", len(refused), refused[0])
	}
	if err != nil {
		s.Release(c)
		return nil, err
	}
	return installed, nil
}

// Missing names the releases whose programs could not be had, and what judges in their place.
func (s *Suite) Missing(ctx context.Context) ([]string, error) {
	releases, err := s.Store.Releases()
	if err != nil {
		return nil, err
	}
	var missing []string
	for _, release := range releases {
		line, err := s.Store.Line(ctx, release.Project, release.Version)
		if err != nil {
			return nil, err
		}
		if !line.Exact {
			missing = append(missing, fmt.Sprintf("The programs of %s %s (%s): its schemas are its own, by our facts of it, and the programs that judge are those of %s.", release.Project, release.Version, line.Why, line.Version))
		}
	}
	return missing, nil
}
