package facts

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Facts are the metrics of one release. A file of them is named <project>-<version>.json.
type Facts struct {
	Source string `json:"source"`
	// Metrics has the labels of each metric and recording rule by its name; null where upstream makes them at run time.
	Metrics map[string][]string `json:"metrics"`
}

// Of reads the facts of a release from its module.
func Of(source Source) (Facts, error) {
	folder, err := download(source.Module)
	if err != nil {
		return Facts{}, err
	}
	found := map[string][]string{}
	if source.Pages != "" {
		if found, err = ofPages(filepath.Join(folder, filepath.FromSlash(source.Pages))); err != nil {
			return Facts{}, err
		}
	}
	if source.Code != "" {
		coded, err := ofCode(filepath.Join(folder, filepath.FromSlash(source.Code)), source.Prefix)
		if err != nil {
			return Facts{}, err
		}
		for name, labels := range coded {
			if _, isListed := found[name]; isListed || source.Pages == "" {
				found[name] = labels
			}
		}
	}
	if len(found) == 0 {
		return Facts{}, fmt.Errorf("%s: no metrics found", source.Module)
	}
	for _, labels := range found {
		slices.Sort(labels)
	}
	return Facts{Source: "module " + source.Module, Metrics: found}, nil
}

// File is the name of the file with the facts of a release.
func File(source Source) string {
	return source.Project + "-" + source.Module[strings.LastIndex(source.Module, "@")+1:] + ".json"
}

// Text is the content of that file: a line for each metric, sorted.
func Text(made Facts) ([]byte, error) {
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\n  \"source\": %q,\n  \"metrics\": {", made.Source)
	names := make([]string, 0, len(made.Metrics))
	for name := range made.Metrics {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		labels, err := json.Marshal(made.Metrics[name])
		if err != nil {
			return nil, err
		}
		comma := ","
		if i == len(names)-1 {
			comma = ""
		}
		fmt.Fprintf(&text, "\n    %q: %s%s", name, labels, comma)
	}
	text.WriteString("\n  }\n}\n")
	return text.Bytes(), nil
}

// Read reads such a file.
func Read(path string) (read Facts, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return read, err
	}
	return read, json.Unmarshal(text, &read)
}

// download gets a module, and returns where its files are.
func download(module string) (string, error) {
	command := exec.Command("go", "mod", "download", "-json", module)
	command.Env = append(os.Environ(), "GOWORK=off")
	output, err := command.Output()
	var answer struct{ Dir, Error string }
	if json.Unmarshal(output, &answer) == nil && answer.Error != "" {
		return "", errors.New(answer.Error)
	}
	return answer.Dir, err
}
