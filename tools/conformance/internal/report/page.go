package report

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Page is the whole of what a run found out.
type Page struct {
	Sections []Section
	// Missing are the releases that could not be had, and what judged in their place.
	Missing []string
}

// Failures are those of all sections.
func (p Page) Failures() []string {
	var all []string
	for _, section := range p.Sections {
		for _, failure := range section.Failures {
			all = append(all, section.Title+": "+failure)
		}
	}
	return all
}

// Checks is how many things were tried.
func (p Page) Checks() int {
	sum := 0
	for _, section := range p.Sections {
		sum += section.Checks
	}
	return sum
}

// Write writes the page, and tells whether it is another one than before.
func (p Page) Write(file string) (changed bool, err error) {
	before, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		return false, err
	}
	text := []byte(p.Markdown())
	if bytes.Equal(before, text) {
		return false, nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return false, err
	}
	return true, os.WriteFile(file, text, 0o644)
}

// Markdown is the page's text.
func (p Page) Markdown() string {
	var out strings.Builder
	out.WriteString(`# Conformance

What the library emits, before the real API server, KubeVirt's and CDI's own admission code, KubeVirt's own controllers and operators, and
the real scheduler. ` + "`npm run conformance`" + ` writes this page when nothing went wrong, and fails otherwise;
CI fails too while the page is not what its own run finds.
[tools/conformance](https://github.com/cdk8s-kubevirt/cdk8s-kubevirt/blob/main/tools/conformance/README.md) tells how it works, and what is pretended: nodes, virt-handler, CDI's copying.

`)
	fmt.Fprintf(&out, "%d things were tried, %d went wrong.\n", p.Checks(), len(p.Failures()))
	for _, section := range p.Sections {
		out.WriteString("\n" + section.Markdown())
	}
	out.WriteString("\n## What could not be had\n\n")
	for _, missing := range p.Missing {
		fmt.Fprintf(&out, "- %s\n", missing)
	}
	out.WriteString("- The Go module of virt-template, which virt-operator v1.9 imports for what it deploys: it is replaced by stand-ins with the same names (tools/modules/standins).\n")
	return out.String()
}
