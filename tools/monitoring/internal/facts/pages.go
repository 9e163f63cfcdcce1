package facts

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	name = regexp.MustCompile(`^[a-zA-Z_:][a-zA-Z0-9_:]*$`)
	// KubeVirt v1.7 has a heading for each metric
	heading = regexp.MustCompile(`^### (\S+)$`)
	label   = regexp.MustCompile("`([a-zA-Z_][a-zA-Z0-9_]*)`=")
)

// ofPages are the metrics that pages list, in tables or by headings. Labels are those that a table has in a column of
// their own, as kube-state-metrics does; nil where it says none.
func ofPages(pattern string) (map[string][]string, error) {
	paths, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	found := map[string][]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(text)) {
			line = strings.TrimSpace(line)
			if match := heading.FindStringSubmatch(line); match != nil {
				found[match[1]] = nil
			} else if cells := strings.Split(line, "|"); len(cells) > 2 {
				if first := strings.TrimSpace(cells[1]); name.MatchString(first) && strings.Contains(first, "_") {
					found[first] = labelsIn(line)
				}
			}
		}
	}
	return found, nil
}

func labelsIn(line string) (labels []string) {
	for _, match := range label.FindAllStringSubmatch(line, -1) {
		labels = append(labels, match[1])
	}
	return labels
}
