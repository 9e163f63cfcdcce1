// Command conformance puts what the library emits before the real API server, and before KubeVirt's and CDI's own
// admission code and controllers. README.md tells what it does and needs.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"k8s.io/client-go/tools/clientcmd"

	"cdk8s-kubevirt/tools/conformance/internal/checks/accept"
	"cdk8s-kubevirt/tools/conformance/internal/checks/admission"
	"cdk8s-kubevirt/tools/conformance/internal/checks/change"
	"cdk8s-kubevirt/tools/conformance/internal/checks/clusterapi"
	"cdk8s-kubevirt/tools/conformance/internal/checks/delivery"
	"cdk8s-kubevirt/tools/conformance/internal/checks/install"
	"cdk8s-kubevirt/tools/conformance/internal/checks/machines"
	"cdk8s-kubevirt/tools/conformance/internal/checks/migration"
	"cdk8s-kubevirt/tools/conformance/internal/checks/plugged"
	"cdk8s-kubevirt/tools/conformance/internal/checks/quota"
	"cdk8s-kubevirt/tools/conformance/internal/checks/rights"
	"cdk8s-kubevirt/tools/conformance/internal/checks/scaling"
	"cdk8s-kubevirt/tools/conformance/internal/checks/scheduling"
	"cdk8s-kubevirt/tools/conformance/internal/checks/size"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/parallel"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	if err := run(withStarters(ctx), os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
}

type scenario struct {
	name string
	// minutes is about how long it takes beside others: the longest begin first, so that none of them is left alone in
	// the end.
	minutes float64
	run     func(context.Context, *suite.Suite) []report.Section
	// page is the file that it is written to, if not conformance.md.
	page string
	// onlyByName keeps a scenario out of a whole run, and off the page.
	onlyByName bool
}

// scenarios in the order in which they stand on the page.
var scenarios = []scenario{
	{name: "accept", minutes: 8, run: accept.Examples},
	{name: "admission", minutes: 6, run: admission.Judged},
	{name: "machines", minutes: 2, run: machines.Run},
	{name: "rights", minutes: 3, run: rights.Rights},
	{name: "quota", minutes: 1, run: quota.Quota},
	{name: "scheduling", minutes: 3, run: scheduling.Scheduling},
	{name: "change", minutes: 4, run: change.Pools},
	{name: "scaling", minutes: 3, run: scaling.Pools},
	{name: "plugged", minutes: 20, run: plugged.Volumes},
	{name: "migration", minutes: 0.5, run: migration.Agreement},
	{name: "cluster-api", minutes: 0.5, run: clusterapi.Webhooks},
	{name: "operators", minutes: 3, run: install.Operators},
	{name: "delivery", minutes: 3, run: delivery.Delivered, page: deliveryPage},
	{name: "delivery-size", minutes: 10, run: delivery.Measure, page: sizePage, onlyByName: true},
	{name: "size", minutes: 10, run: size.Measure, onlyByName: true},
}

const defaultRuns = 200

// atOnce is how many scenarios run side by side: they wait for controllers more than they compute.
const atOnce = 4

func (o options) chosen() []scenario {
	return slices.DeleteFunc(slices.Clone(scenarios), func(each scenario) bool {
		if o.only == "" {
			return each.onlyByName
		}
		return !slices.Contains(strings.Split(o.only, ","), each.name)
	})
}

// whole tells whether everything is run that the page is about.
func (o options) whole() bool {
	return os.Getenv("KUBEBUILDER_ASSETS") == "" && o.only == "" && o.kubevirt == "" && !o.newest && o.runs == defaultRuns && o.seed == 1
}

// written are the pages that are written: one scenario alone is enough for a page that is about no other.
func (o options) written() []string {
	switch {
	case o.whole():
		return []string{conformancePage, deliveryPage}
	case os.Getenv("KUBEBUILDER_ASSETS") == "" && o.kubevirt == "" && o.only == "delivery" && !o.keep:
		return []string{deliveryPage}
	case os.Getenv("KUBEBUILDER_ASSETS") == "" && o.only == "delivery-size" && !o.keep:
		return []string{sizePage}
	}
	return nil
}

func run(ctx context.Context, arguments []string) error {
	o, err := read(arguments)
	if err != nil {
		return err
	}
	console := report.NewConsole(os.Stdout)
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		return err
	}
	store, err := programs.Open(filepath.Join(root, "tools"), console.Printf)
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "cdk8s-kubevirt-conformance-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	s := &suite.Suite{Root: root, Work: work, Store: store, Console: console, Keep: o.keep, Newest: o.newest, Everywhere: o.everywhere, KubeVirt: o.kubevirt, Runs: o.runs, Seed: o.seed}
	defer s.Stop()

	if _, err := s.Pairs(); err != nil {
		return err
	}
	if o.running != "" {
		return onRunningCluster(ctx, s, o.running)
	}
	missing, err := s.Missing(ctx)
	if err != nil {
		return err
	}
	all := newPages(missing)
	if os.Getenv("KUBECONFIG") != "" {
		console.Printf("KUBECONFIG is set, and not used: name one of its contexts with --running-cluster to apply the platform example there")
	}
	chosen := o.chosen()
	if runAll(ctx, s, chosen, all); ctx.Err() != nil {
		return context.Cause(ctx)
	}
	remaining := s.Warnings()
	remaining.Fail(s.Ended())
	all.add(scenario{}, show(console, []report.Section{remaining}))
	if o.keep {
		for _, file := range s.Kept() {
			console.Printf("kept until you interrupt: kubectl --kubeconfig %s", file)
		}
		<-ctx.Done()
	}
	return conclude(console, o, all, filepath.Join(root, "docs", "reference"))
}

// runAll runs scenarios side by side, and adds their sections to the pages in the scenarios' own order.
func runAll(ctx context.Context, s *suite.Suite, chosen []scenario, all pages) {
	turns := make([]int, len(chosen))
	for i := range turns {
		turns[i] = i
	}
	slices.SortStableFunc(turns, func(a, b int) int { return cmp.Compare(chosen[b].minutes, chosen[a].minutes) })
	found := make([][]report.Section, len(chosen))
	parallel.Do(atOnce, len(turns), func(turn int) {
		if i := turns[turn]; ctx.Err() == nil {
			found[i] = show(s.Console, chosen[i].run(ctx, s))
		}
	})
	for i, sections := range found {
		all.add(chosen[i], sections)
	}
}

// onRunningCluster leaves the choice of the cluster to whoever runs it, by name: a KUBECONFIG in the environment may be
// anyone's.
func onRunningCluster(ctx context.Context, s *suite.Suite, name string) error {
	loader := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(
		clientcmd.NewDefaultClientConfigLoadingRules(), &clientcmd.ConfigOverrides{CurrentContext: name})
	config, err := loader.ClientConfig()
	if err != nil {
		return fmt.Errorf("context %s of KUBECONFIG: %w", name, err)
	}
	client, err := kube.New(config)
	if err != nil {
		return err
	}
	section := accept.RunningCluster(ctx, s, client, name)
	show(s.Console, []report.Section{section})
	if len(section.Failures) > 0 {
		return fmt.Errorf("%d things went wrong", len(section.Failures))
	}
	return nil
}

// show tells of sections as soon as they are there.
func show(console *report.Console, sections []report.Section) []report.Section {
	for _, section := range sections {
		console.Printf("%s: %d things tried, %d wrong", section.Title, section.Checks, len(section.Failures))
		for _, row := range section.Rows {
			console.Printf("  %s", strings.Join(row, " | "))
		}
		for _, failure := range section.Failures {
			console.Printf("  FAILED: %s", failure)
		}
	}
	return sections
}

func conclude(console *report.Console, o options, all pages, folder string) error {
	failures := all.failures()
	console.Printf("%d things tried, %d wrong", all.checks(), len(failures))
	if len(failures) > 0 {
		return fmt.Errorf("%d things went wrong", len(failures))
	}
	return all.write(console, folder, o.written()...)
}

func names() []string {
	var all []string
	for _, scenario := range scenarios {
		all = append(all, scenario.name)
	}
	return all
}
