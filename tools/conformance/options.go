package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
)

type options struct {
	only                     string
	running                  string
	kubevirt                 string
	keep, newest, everywhere bool
	runs, seed               int
}

func read(arguments []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("npm run conformance --", flag.ContinueOnError)
	flags.Usage = func() {}
	flags.StringVar(&o.only, "only", "", "run these scenarios alone, separated by commas: "+strings.Join(names(), ", "))
	flags.BoolVar(&o.keep, "keep", false, "leave the cluster up until interrupted, and print its kubeconfig; implies -newest, and -only machines if no other scenario is named")
	flags.StringVar(&o.running, "running-cluster", "", "a context of KUBECONFIG: apply the platform example there, with the operators that run there, and nothing else")
	flags.BoolVar(&o.everywhere, "everywhere", false, "examples beside platform for every pair of releases, on every Kubernetes minor")
	flags.BoolVar(&o.newest, "newest", false, "only the newest releases, on the newest Kubernetes minor")
	flags.StringVar(&o.kubevirt, "kubevirt", "", "only this release of KubeVirt, such as v1.8.4")
	flags.IntVar(&o.runs, "runs", defaultRuns, "how many random programs to apply")
	flags.IntVar(&o.seed, "seed", 1, "the seed of the random programs")
	err := flags.Parse(arguments)
	if errors.Is(err, flag.ErrHelp) {
		flags.PrintDefaults()
	}
	if err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q is not a flag: write npm run conformance -- --only %s, for example", flags.Arg(0), scenarios[0].name)
	}
	if err := swallowed(flags); err != nil {
		return o, err
	}
	if o.keep && o.only == "" {
		o.only = "machines" // the one that has everything in its cluster
	}
	o.newest = o.newest || o.keep
	if o.kubevirt != "" {
		o.kubevirt = "v" + strings.TrimPrefix(o.kubevirt, "v")
	}
	if o.running != "" && (o.keep || o.only != "") {
		return o, errors.New("--running-cluster applies the platform example and nothing else: leave out --keep and --only")
	}
	for name := range strings.SplitSeq(o.only, ",") {
		if o.only != "" && !slices.Contains(names(), name) {
			return o, fmt.Errorf("there is no scenario %q: write one of %s", name, strings.Join(names(), ", "))
		}
	}
	return o, nil
}

// swallowed finds flags that npm has taken for its own, as it does with all that stand before "--": it tells of them in
// the environment.
func swallowed(flags *flag.FlagSet) (err error) {
	flags.VisitAll(func(each *flag.Flag) {
		if os.Getenv("npm_config_"+strings.ReplaceAll(each.Name, "-", "_")) != "" {
			err = fmt.Errorf("npm has taken --%s for a flag of its own: write npm run conformance -- --%s", each.Name, each.Name)
		}
	})
	return err
}
