package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/report"
)

// The pages that a whole run writes, below docs/reference.
const (
	conformancePage = "conformance.md"
	deliveryPage    = "delivery.md"
	// sizePage is written by a run of its scenario alone: its figures are of the machine that they are measured on.
	sizePage = "delivery-size.md"
)

// pages are what a run found out, by file. A scenario that names no page is about conformance.
type pages map[string]*report.Page

func newPages(missing []string) pages {
	return pages{
		conformancePage: {
			Title: "Conformance",
			Text: `What the library emits, before the real API server, KubeVirt's and CDI's own admission code, KubeVirt's own controllers and operators, and
the real scheduler. ` + "`npm run conformance`" + ` writes this page when nothing went wrong, and fails otherwise;
CI fails too while the page is not what its own run finds.
[tools/conformance](https://github.com/cdk8s-kubevirt/cdk8s-kubevirt/blob/main/tools/conformance/README.md) tells how it works, and what is pretended: nodes, virt-handler, CDI's copying.`,
			After: []report.Section{lacking(missing)},
		},
		deliveryPage: {
			Title: "Delivery by real controllers",
			Text: `Flux' kustomize-controller and Argo CD each deliver the platform example to a cluster of their own, by the objects that ` + "`Delivery`" + ` writes. Beside the
example's tenants stands an office with two single machines, one of which nobody has started, and a pool; and the tenant ` + "`lab`" + ` is protected, and has a disk that nobody uses. Commits
follow each other as the tables say. Each of the two then delivers a cluster of [the fleet](https://github.com/cdk8s-kubevirt/cdk8s-kubevirt/tree/main/examples/fleet), and
an upgrade of it.

` + "`npm run conformance`" + ` writes this page as it writes that of [conformance](conformance.md), with what is pretended there; besides,
Flux' source-controller is a server of archives, Argo CD's Redis is in memory, and its kustomize is the library of the same name.
The operators' work and what they say in the end are played: how they install everything is tried [there](conformance.md#the-operators-install-everything-with-the-rights-of-the-bundle-alone), and
that nothing of the bundle changes beside them.`,
		},
		sizePage: {
			Title: "Delivery of 100 tenants",
			Text: `One program ([tools/conformance/programs/delivery-size.ts](https://github.com/cdk8s-kubevirt/cdk8s-kubevirt/blob/main/tools/conformance/programs/delivery-size.ts)):
a cluster and 100 tenants with quota and isolation, each with a stopped machine whose disk is an image. Flux' kustomize-controller and Argo CD each deliver it to a cluster of
their own, one after the other, and then a commit that changes a label of one machine. ` + "`npm run conformance -- --only delivery-size`" + ` writes this page. Its figures are of
the machine that it ran on, which all programs shared. Nothing runs, and what the operators and the machines say is played, by two requests for each machine.`,
		},
	}
}

// add adds what a scenario found to its page.
func (p pages) add(of scenario, sections []report.Section) {
	file := of.page
	if file == "" {
		file = conformancePage
	}
	p[file].Sections = append(p[file].Sections, sections...)
}

func (p pages) failures() []string {
	return slices.Concat(p[conformancePage].Failures(), p[deliveryPage].Failures(), p[sizePage].Failures())
}

func (p pages) checks() int {
	return p[conformancePage].Checks() + p[deliveryPage].Checks() + p[sizePage].Checks()
}

// write writes pages, and tells of those that are other ones than before.
func (p pages) write(console *report.Console, folder string, files ...string) error {
	for _, file := range files {
		changed, err := p[file].Write(filepath.Join(folder, file))
		if err != nil {
			return err
		}
		if changed {
			console.Printf("docs/reference/%s is another page now: read what changed, and commit it", file)
		}
	}
	return nil
}

// lacking is the section about what could not be had.
func lacking(missing []string) report.Section {
	var text strings.Builder
	for _, each := range missing {
		fmt.Fprintf(&text, "- %s\n", each)
	}
	text.WriteString("- The Go module of virt-template, which virt-operator v1.9 imports for what it deploys: it is replaced by stand-ins with the same names (tools/modules/standins).\n")
	return report.Section{Title: "What could not be had", Text: text.String()}
}
