// Command conformance puts what the library emits before the real API server, and before KubeVirt's and CDI's own admission code and
// controllers. README.md tells what it does and needs.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"cdk8s-kubevirt/tools/conformance/internal/checks"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
}

// scenarios in the order in which they run and stand on the page.
var scenarios = []struct {
	name string
	run  func(context.Context, *suite.Suite) []report.Section
}{
	{"accept", checks.Accept},
	{"machines", checks.Machines},
}

func run(ctx context.Context, arguments []string) error {
	flags := flag.NewFlagSet("conformance", flag.ExitOnError)
	only := flags.String("only", "", "run these scenarios alone, by commas; the page is not written")
	keep := flags.Bool("keep", false, "leave the clusters up until interrupted, and print their kubeconfigs")
	newest := flags.Bool("newest", false, "only the newest releases on the newest Kubernetes minor; the page is not written")
	runs := flags.Int("runs", 200, "how many random programs to apply")
	seed := flags.Int("seed", 1, "the seed of the random programs")
	if err := flags.Parse(arguments); err != nil {
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
	s := &suite.Suite{Root: root, Work: work, Store: store, Console: console, Keep: *keep, Newest: *newest, Runs: *runs, Seed: *seed}
	defer s.Stop()
	var sections []report.Section
	failures := 0
	for _, scenario := range scenarios {
		if *only != "" && !strings.Contains(","+*only+",", ","+scenario.name+",") {
			continue
		}
		for _, section := range scenario.run(ctx, s) {
			sections = append(sections, section)
			failures += len(section.Failures)
			for _, failure := range section.Failures {
				console.Printf("FAILED %s: %s", section.Title, failure)
			}
			fmt.Println(section.Markdown())
		}
	}
	if *keep {
		for _, file := range s.Kept() {
			console.Printf("kept: kubectl --kubeconfig %s", file)
		}
		<-ctx.Done()
	}
	if failures > 0 {
		return fmt.Errorf("%d failures", failures)
	}
	return nil
}
