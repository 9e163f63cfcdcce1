package report

import (
	"fmt"
	"strings"
)

// Section is one part of the page: what a scenario tried, and what came of it. Nothing in it may differ between two
// runs of the same tree: no times, no order of chance.
type Section struct {
	Title string
	// Text stands before the table, as Markdown paragraphs.
	Text string
	// Columns and Rows of the table; no table without columns.
	Columns []string
	Rows    [][]string
	// After stands behind the table.
	After string
	// Checks is how many things were tried that could have failed.
	Checks int
	// Failures are sentences about those that did. A section with failures fails the run.
	Failures []string
}

// Row adds a row to the table.
func (s *Section) Row(cells ...string) {
	s.Rows = append(s.Rows, cells)
}

// Add takes over the rows, checks and failures of a part that was tried on its own.
func (s *Section) Add(part Section) {
	s.Rows = append(s.Rows, part.Rows...)
	s.Checks += part.Checks
	s.Failures = append(s.Failures, part.Failures...)
}

// Check counts one thing that was tried, and keeps the sentence if it failed.
func (s *Section) Check(holds bool, format string, arguments ...any) bool {
	s.Checks++
	if !holds {
		s.Failures = append(s.Failures, fmt.Sprintf(format, arguments...))
	}
	return holds
}

// Fail keeps an error that ended a scenario early.
func (s *Section) Fail(err error) {
	if err != nil {
		s.Check(false, "%v", err)
	}
}

// Markdown is the section as a part of the page.
func (s *Section) Markdown() string {
	var out strings.Builder
	fmt.Fprintf(&out, "## %s\n", s.Title)
	if s.Text != "" {
		fmt.Fprintf(&out, "\n%s\n", strings.TrimSpace(s.Text))
	}
	if len(s.Columns) > 0 {
		out.WriteString("\n")
		line(&out, s.Columns)
		out.WriteString(strings.Repeat("| --- ", len(s.Columns)) + "|\n")
		for _, row := range s.Rows {
			line(&out, row)
		}
	}
	if s.After != "" {
		fmt.Fprintf(&out, "\n%s\n", strings.TrimSpace(s.After))
	}
	for _, failure := range s.Failures {
		fmt.Fprintf(&out, "\n**Failed:** %s\n", failure)
	}
	return out.String()
}

func line(out *strings.Builder, cells []string) {
	for _, cell := range cells {
		fmt.Fprintf(out, "| %s ", strings.NewReplacer("|", "\\|", "\n", " ").Replace(cell))
	}
	out.WriteString("|\n")
}
