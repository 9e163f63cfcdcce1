package programs

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// published are files of a project that are read from its Go module.
type published struct {
	// module is a folder of tools/modules, and name that of the folder in the cache.
	module, name string
	// within is the folder of the project's module that they lie in.
	within string
	files  []string
}

// files returns a folder with such files.
func (s *Store) files(ctx context.Context, wanted published) (string, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	from, err := s.source(ctx, wanted.module)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(s.cache, "programs", from.name(), wanted.name)
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	module, err := download(ctx, from.dir, from.project.module)
	if err != nil {
		return "", fmt.Errorf("the %s of %s: %w", wanted.name, wanted.module, err)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return "", err
	}
	unfinished, err := os.MkdirTemp(filepath.Dir(dir), "."+wanted.name+"-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(unfinished)
	for _, file := range wanted.files {
		text, err := os.ReadFile(filepath.Join(module.Dir, wanted.within, file))
		if err != nil {
			return "", fmt.Errorf("the %s of %s: %w", wanted.name, wanted.module, err)
		}
		if err := os.WriteFile(filepath.Join(unfinished, filepath.Base(file)), text, 0o644); err != nil {
			return "", err
		}
	}
	return dir, settle(unfinished, dir)
}
