package report

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Page is what a run found out about one subject.
type Page struct {
	Title string
	// Text stands below the title, as Markdown paragraphs.
	Text     string
	Sections []Section
	// After stands behind the sections.
	After []Section
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
	fmt.Fprintf(&out, "# %s\n\n%s\n\n", p.Title, strings.TrimSpace(p.Text))
	fmt.Fprintf(&out, "%d things were tried, %d went wrong.\n", p.Checks(), len(p.Failures()))
	for _, section := range slices.Concat(p.Sections, p.After) {
		out.WriteString("\n" + section.Markdown())
	}
	return out.String()
}
