// Command upstream turns published releases of KubeVirt and CDI into facts (releases/) and TypeScript types (imports/).
// README.md tells how to add a release.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"cdk8s-kubevirt/tools/upstream/internal/generate"
	"cdk8s-kubevirt/tools/upstream/internal/verify"
)

const usage = `usage, in tools/upstream:
  go run . generate [--manifests DIR] [--only kubevirt@v1.9.0] [--check]   write releases/ and imports/, or check that they are up to date
  go run . verify --manifests DIR [--only kubevirt@v1.9.0]                 compare releases/ with upstream's manifest files
`

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "upstream:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("no command\n%s", usage)
	}
	flags := flag.NewFlagSet(args[0], flag.ExitOnError)
	flags.Usage = func() { fmt.Fprint(os.Stderr, usage) }
	tool := flags.String("tool", ".", "this tool's folder")
	manifests := flags.String("manifests", "", "a folder with manifest files, one folder per release")
	only := flags.String("only", "", "one release, as kubevirt@v1.9.0")
	check := flags.Bool("check", false, "write nothing; fail if a file would change")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	root := filepath.Join(*tool, "..", "..")
	switch args[0] {
	case "generate":
		return generate.Run(generate.Options{
			Tool: *tool, Root: root, Manifests: *manifests, Only: *only, Check: *check, Log: os.Stdout,
		})
	case "verify":
		return verify.Run(verify.Options{Tool: *tool, Root: root, Manifests: *manifests, Only: *only, Log: os.Stdout})
	}
	return fmt.Errorf("no command %s\n%s", args[0], usage)
}
