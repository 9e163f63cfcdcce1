// Package modules reads a release of upstream from its published Go module.
package modules

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"cdk8s-kubevirt/tools/modules/raw"
	"cdk8s-kubevirt/tools/upstream/internal/plain"
)

// paths of the projects' Go modules.
var paths = map[string]string{
	"kubevirt": "kubevirt.io/kubevirt",
	"cdi":      "kubevirt.io/containerized-data-importer",

	"cluster-api": "sigs.k8s.io/cluster-api",

	"argo-cd":              "github.com/argoproj/argo-cd/v3",
	"kustomize-controller": "github.com/fluxcd/kustomize-controller",
	"source-controller":    "github.com/fluxcd/source-controller",

	"prometheus-operator": "github.com/prometheus-operator/prometheus-operator",
}

// Read builds and runs the program in a folder, which links one release of upstream and prints what its constructors
// return.
func Read(folder, project, version string) (release raw.Release, source string, err error) {
	module := paths[project] + "@" + version
	if _, err := download(folder, module); err != nil {
		return release, "", fmt.Errorf("the Go module %s cannot be had: %w", module, err)
	}
	output, err := run(folder, "run", ".")
	if err != nil {
		return release, "", fmt.Errorf("the Go module %s cannot be built: %w", module, err)
	}
	decoder := json.NewDecoder(bytes.NewReader(output))
	decoder.UseNumber()
	if err := decoder.Decode(&release); err != nil {
		return release, "", fmt.Errorf("what %s prints: %w", folder, err)
	}
	if release.Module != module {
		return release, "", fmt.Errorf("%s links %s, not %s: see its go.mod", folder, release.Module, module)
	}
	if release, err = canonical(release); err != nil {
		return release, "", err
	}
	return release, "module " + module, nil
}

// Folder is where the files of a project's Go module are, and the source that its facts name.
func Folder(folder, project, version string) (path, source string, err error) {
	module := paths[project] + "@" + version
	if path, err = download(folder, module); err != nil {
		return "", "", fmt.Errorf("the Go module %s cannot be had: %w", module, err)
	}
	return path, "module " + module, nil
}

// download gets a module, so that what the proxy or the checksum database answers is told apart from all else that can
// go wrong. It returns where the module's files are.
func download(folder, module string) (path string, err error) {
	output, err := run(folder, "mod", "download", "-json", module)
	var answer struct{ Dir, Error string }
	if json.Unmarshal(output, &answer) == nil && answer.Error != "" {
		return "", errors.New(answer.Error)
	}
	return answer.Dir, err
}

// run runs the go command in a folder and returns what it prints; its messages become the error.
func run(folder string, arguments ...string) ([]byte, error) {
	command := exec.Command("go", arguments...)
	command.Dir = folder
	command.Env = append(os.Environ(), "CGO_ENABLED=0", "GOWORK=off")
	var output, messages bytes.Buffer
	command.Stdout, command.Stderr = &output, &messages
	if err := command.Run(); err != nil {
		return output.Bytes(), fmt.Errorf("%w: %s", err, withoutProgress(messages.String()))
	}
	return output.Bytes(), nil
}

// withoutProgress drops the go command's progress from its messages.
func withoutProgress(messages string) string {
	var lines []string
	for line := range strings.Lines(messages) {
		if !strings.HasPrefix(line, "go: downloading ") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return strings.Join(lines, "\n")
}

// canonical gives the numbers of a release the spelling that all facts have.
func canonical(release raw.Release) (raw.Release, error) {
	for _, objects := range [][]any{release.Operator, release.CRDs} {
		for i, object := range objects {
			value, err := plain.Of(object)
			if err != nil {
				return release, err
			}
			objects[i] = value
		}
	}
	var err error
	release.CustomResource, err = plain.Of(release.CustomResource)
	return release, err
}
