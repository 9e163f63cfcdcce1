package delivery

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// applyFile applies the objects of a file, as somebody does by hand.
func applyFile(ctx context.Context, client *kube.Client, file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	objects, err := bundle.Documents(text)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	for _, object := range objects {
		if _, err := client.Apply(ctx, object); err != nil {
			return fmt.Errorf("%s: %w", kube.Name(object), err)
		}
	}
	return client.AwaitCRDs(ctx, objects)
}

// applyCRDs applies all files of a folder.
func applyCRDs(ctx context.Context, client *kube.Client, folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := applyFile(ctx, client, file); err != nil {
			return err
		}
	}
	return nil
}
