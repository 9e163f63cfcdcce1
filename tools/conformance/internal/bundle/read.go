package bundle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// Read reads the bundle in a directory, and the construct paths beside it (<directory>.index.json). Objects for a tenant's
// own cluster are in the layer of the infra cluster that has the same name: one server takes both.
func Read(directory string) (Bundle, error) {
	clusters, err := filepath.Glob(filepath.Join(directory, "clusters", "*"))
	if err != nil || len(clusters) == 0 {
		return Bundle{}, errors.Join(fmt.Errorf("%s holds no cluster", directory), err)
	}
	constructs, err := readConstructs(directory + ".index.json")
	if err != nil {
		return Bundle{}, err
	}
	layers := map[string][]Item{}
	for _, cluster := range clusters {
		folders, err := os.ReadDir(cluster)
		if err != nil {
			return Bundle{}, err
		}
		for _, folder := range folders {
			if !folder.IsDir() {
				continue // what GitOps controllers read of the cluster
			}
			reader := reader{root: directory, constructs: constructs}
			if err := reader.kustomization(filepath.Join(cluster, folder.Name())); err != nil {
				return Bundle{}, err
			}
			layers[folder.Name()] = append(layers[folder.Name()], reader.items...)
		}
	}
	bundle := Bundle{Name: filepath.Base(directory)}
	for _, name := range slices.Sorted(maps.Keys(layers)) {
		bundle.Layers = append(bundle.Layers, Layer{Name: name, Items: layers[name]})
	}
	for _, cluster := range clusters {
		if err := bundle.unlisted(directory, cluster); err != nil {
			return bundle, err
		}
	}
	return bundle, nil
}

// unlisted says which manifest of the cluster no kustomization lists, for nobody would apply it.
func (b Bundle) unlisted(directory, cluster string) error {
	listed := map[string]bool{}
	for _, item := range b.Items() {
		listed[filepath.Join(directory, item.File)] = true
	}
	return filepath.WalkDir(cluster, func(path string, entry os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".yaml" || entry.Name() == "kustomization.yaml" || listed[path] {
			return err
		}
		return fmt.Errorf("no kustomization.yaml lists %s", path)
	})
}

type reader struct {
	root       string
	constructs map[string]string
	items      []Item
}

func (r *reader) kustomization(folder string) error {
	text, err := os.ReadFile(filepath.Join(folder, "kustomization.yaml"))
	if err != nil {
		return err
	}
	var kustomization struct{ Resources []string }
	if err := yaml.Unmarshal(text, &kustomization); err != nil {
		return fmt.Errorf("%s: %w", folder, err)
	}
	for _, resource := range kustomization.Resources {
		path := filepath.Join(folder, resource)
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if info.IsDir() {
			err = r.kustomization(path)
		} else {
			err = r.file(path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) file(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	relative, err := filepath.Rel(r.root, path)
	if err != nil {
		return err
	}
	objects, err := Documents(text)
	if err != nil {
		return fmt.Errorf("%s: %w", relative, err)
	}
	for _, object := range objects {
		r.items = append(r.items, Item{Object: object, File: relative, Construct: r.constructs[Key(object)]})
	}
	return nil
}

// Documents are the objects of a YAML text.
func Documents(text []byte) ([]*kube.Object, error) {
	var objects []*kube.Object
	decoder := utilyaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), 4096)
	for {
		object := &kube.Object{}
		if err := decoder.Decode(&object.Object); errors.Is(err, io.EOF) {
			return objects, nil
		} else if err != nil {
			return nil, err
		}
		if len(object.Object) > 0 {
			objects = append(objects, object)
		}
	}
}

func readConstructs(file string) (map[string]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var constructs map[string]string
	return constructs, json.Unmarshal(text, &constructs)
}
