// Command monitoring writes the facts about upstream's metrics, or tells whether they are what upstream says.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"cdk8s-kubevirt/tools/monitoring/internal/facts"
)

func main() {
	check := flag.Bool("check", false, "write nothing; fail if a file would change")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "monitoring:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	differs := false
	for _, source := range facts.Sources {
		made, err := facts.Of(source)
		if err != nil {
			return err
		}
		text, err := facts.Text(made)
		if err != nil {
			return err
		}
		path := filepath.Join("metrics", facts.File(source))
		if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, text) {
			continue
		}
		differs = true
		if check {
			fmt.Println("differs:", path)
		} else if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		} else {
			fmt.Println("written:", path)
		}
	}
	if check && differs {
		return fmt.Errorf("files differ from what upstream says; run without --check and commit")
	}
	return nil
}
