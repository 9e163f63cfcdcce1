package programs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// downloaded is where a Go module lies on this machine.
type downloaded struct {
	Dir, GoMod, Error string
}

// errUnavailable is the answer, in one line, of a module proxy or checksum database that does not have a module.
type errUnavailable struct{ answer string }

func (e errUnavailable) Error() string { return e.answer }

// download gets a module, as module or, if it is not the version that the go.mod in the folder asks for, as
// module@version.
func download(ctx context.Context, dir, module string) (downloaded, error) {
	output, err := run(ctx, dir, "mod", "download", "-json", module)
	var answer downloaded
	if json.Unmarshal(output, &answer) == nil && answer.Error != "" {
		return answer, errUnavailable{reason(answer.Error)}
	}
	if err == nil && answer.Dir == "" {
		err = errors.New("it answers without a folder")
	}
	if err != nil {
		return answer, fmt.Errorf("getting %s: %w", module, err)
	}
	return answer, nil
}

// reason shortens what the go command says of a module that cannot be had to who said what: its messages name hosts and
// span lines, and the cause is the end of the first.
func reason(message string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(message), "\n")
	who := "module proxy"
	if strings.Contains(line, "verifying ") || strings.Contains(line, "/sumdb/") {
		who = "checksum database"
	}
	return who + ": " + lastPart(line)
}

// lastPart of a message, after all that tells where it happened, without words that are addresses.
func lastPart(line string) string {
	var words []string
	for _, word := range strings.Fields(line[strings.LastIndex(line, ": ")+1:]) {
		if !strings.Contains(word, "://") {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}
