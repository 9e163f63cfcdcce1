package plain

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// width up to which a value stays on one line: wide enough to keep files small, narrow enough that a diff shows what
// changed.
const width = 140

// Layout writes a value as JSON for version control: keys sorted, what is short on one line, one space of indentation,
// one trailing newline.
func Layout(value any) []byte {
	var out strings.Builder
	layout(&out, value, 0)
	out.WriteByte('\n')
	return []byte(out.String())
}

func layout(out *strings.Builder, value any, depth int) {
	compact := Compact(value)
	if depth > 0 && len(compact)+depth <= width {
		out.WriteString(compact)
		return
	}
	indent := "\n" + strings.Repeat(" ", depth+1)
	closing := "\n" + strings.Repeat(" ", depth)
	switch v := value.(type) {
	case Object:
		out.WriteByte('{')
		for i, key := range slices.Sorted(maps.Keys(v)) {
			if i > 0 {
				out.WriteByte(',')
			}
			out.WriteString(indent + quote(key) + ":")
			layout(out, v[key], depth+1)
		}
		out.WriteString(closing + "}")
	case []any:
		out.WriteByte('[')
		for i, item := range v {
			if i > 0 {
				out.WriteByte(',')
			}
			out.WriteString(indent)
			layout(out, item, depth+1)
		}
		out.WriteString(closing + "]")
	default:
		out.WriteString(compact)
	}
}

func quote(text string) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}
