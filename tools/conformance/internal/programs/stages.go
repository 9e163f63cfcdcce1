package programs

import "context"

// stages tell kwok how to play a node and its pods.
var stages = published{
	module: "kwok", name: "stages", within: "kustomize/stage",
	files: []string{
		"node/fast/node-initialize.yaml",
		"node/heartbeat/node-heartbeat.yaml",
		"pod/fast/pod-ready.yaml",
		"pod/fast/pod-delete.yaml",
		"pod/fast/pod-complete.yaml",
	},
}

// Stages returns a folder with those files.
func (s *Store) Stages(ctx context.Context) (string, error) { return s.files(ctx, stages) }
