package programs

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// stageFiles tell kwok how to play a node and its pods. They lie in kwok's own module.
var stageFiles = []string{
	"node/fast/node-initialize.yaml",
	"node/heartbeat/node-heartbeat.yaml",
	"pod/fast/pod-ready.yaml",
	"pod/fast/pod-delete.yaml",
	"pod/fast/pod-complete.yaml",
}

// Stages returns a folder with those files.
func (s *Store) Stages(ctx context.Context) (string, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	kwok, err := s.source(ctx, "kwok")
	if err != nil {
		return "", err
	}
	dir := filepath.Join(s.cache, "programs", kwok.name(), "stages")
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	module, err := download(ctx, kwok.dir, kwok.project.module)
	if err != nil {
		return "", fmt.Errorf("kwok's stages: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", err
	}
	unfinished, err := os.MkdirTemp(filepath.Dir(dir), ".stages-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(unfinished)
	for _, file := range stageFiles {
		text, err := os.ReadFile(filepath.Join(module.Dir, "kustomize", "stage", file))
		if err != nil {
			return "", fmt.Errorf("kwok's stages: %w", err)
		}
		if err := os.WriteFile(filepath.Join(unfinished, filepath.Base(file)), text, 0o644); err != nil {
			return "", err
		}
	}
	return dir, settle(unfinished, dir)
}
