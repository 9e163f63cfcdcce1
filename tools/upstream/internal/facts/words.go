package facts

import (
	"regexp"
	"strings"
	"unicode"
)

// pascal turns a property name into the form of a type name: volumeMode -> VolumeMode, x-thing -> XThing.
func pascal(property string) string {
	var name strings.Builder
	start := true
	for _, letter := range property {
		switch {
		case !unicode.IsLetter(letter) && !unicode.IsDigit(letter):
			start = true
		case start:
			name.WriteRune(unicode.ToUpper(letter))
			start = false
		default:
			name.WriteRune(letter)
		}
	}
	return name.String()
}

// plurals lists endings of English plurals and their singulars; the first that fits counts.
var plurals = []struct{ plural, singular string }{
	{"ies", "y"},
	{"sses", "ss"}, {"xes", "x"}, {"ches", "ch"}, {"shes", "sh"}, // addresses, boxes, matches, caches
	{"statuses", "status"}, {"Statuses", "Status"},
	{"ss", "ss"}, {"tus", "tus"}, {"bus", "bus"}, {"sis", "sis"}, // not plurals: address, status, bus, chassis
	{"s", ""},
}

// singular names one of many: Disks -> Disk, Policies -> Policy.
func singular(name string) string {
	for _, ending := range plurals {
		if stem, ok := strings.CutSuffix(name, ending.plural); ok {
			return stem + ending.singular
		}
	}
	return name
}

var word = regexp.MustCompile(`[A-Z]+[a-z0-9]*|[a-z0-9]+`)

// words splits a type name: DataVolumeSource -> Data, Volume, Source.
func words(name string) []string { return word.FindAllString(name, -1) }

// join puts an owner's name before a name and says words that meet only once: DataVolumeSource + SourceRef ->
// DataVolumeSourceRef. Two or more words that both start with are said once too: VirtualMachinePool +
// VirtualMachineTemplate -> VirtualMachinePoolTemplate.
func join(owner, name string) string {
	own, rest := words(owner), words(name)
	for n := min(len(own), len(rest)-1); n > 0; n-- {
		overlap := strings.Join(rest[:n], "")
		meet := strings.Join(own[len(own)-n:], "") == overlap
		start := n > 1 && strings.Join(own[:n], "") == overlap
		if meet || start {
			return owner + strings.Join(rest[n:], "")
		}
	}
	return owner + name
}
