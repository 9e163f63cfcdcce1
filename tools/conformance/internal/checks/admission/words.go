package admission

import (
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// answer is what the server said of a case, in the words that the corpus expects.
type answer struct {
	to   wrongCase
	said string
}

// tellApart sees that the words of a case stand in no answer to a case that has others: words that do would confirm a
// rule whatever else the server had to say of its objects.
func tellApart(heard []answer, pair suite.Pair, section *report.Section) {
	for _, one := range heard {
		also := slices.IndexFunc(heard, func(other answer) bool {
			return other.to.Words != one.to.Words && strings.Contains(other.said, one.to.Words)
		})
		if also >= 0 {
			section.Check(false, "%s, for %s: %q is also in what the server says of %s", one.to, pair, one.to.Words, heard[also].to)
		}
	}
}
