package verbatim

import (
	"bytes"
	"encoding/json"
	"fmt"

	v3 "go.yaml.in/yaml/v3"
	"sigs.k8s.io/yaml"
)

// reader turns YAML into JSON as some tool does.
type reader struct {
	name string
	read func(document []byte) ([]byte, error)
}

// readers are those that stand between a file and the API server. The first is what kubectl, Argo CD and Flux send on.
var readers = []reader{
	{"sigs.k8s.io/yaml", yaml.YAMLToJSONStrict},
	{"go.yaml.in/yaml/v3", func(document []byte) ([]byte, error) {
		var value any
		if err := v3.Unmarshal(document, &value); err != nil {
			return nil, err
		}
		return json.Marshal(value) // refuses keys that were not taken for strings
	}},
	{"kustomize (go.yaml.in/yaml/v3 and back, then sigs.k8s.io/yaml)", func(document []byte) ([]byte, error) {
		again, err := rewritten(document)
		if err != nil {
			return nil, err
		}
		return yaml.YAMLToJSONStrict(again)
	}},
}

// rewritten is a document after kustomize, which reads nodes, leaves the styles of their scalars, and writes them anew.
func rewritten(document []byte) ([]byte, error) {
	var node v3.Node
	if err := v3.Unmarshal(document, &node); err != nil {
		return nil, err
	}
	var buffer bytes.Buffer
	encoder := v3.NewEncoder(&buffer)
	encoder.SetIndent(2)
	encoder.CompactSeqIndent()
	if err := encoder.Encode(&node); err != nil {
		return nil, fmt.Errorf("writing nodes: %w", err)
	}
	return buffer.Bytes(), encoder.Close()
}
