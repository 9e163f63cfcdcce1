// Package programs builds the programs that conformance runs, from the small Go modules in tools/modules, once for each
// state of a module, into the user's cache. Nothing is downloaded but Go modules.
package programs

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Store is where the programs are. It builds what is missing, one program at a time: a build takes all processors
// anyway.
type Store struct {
	tools, cache string
	log          func(format string, args ...any)
	assets       assets
	mutex        sync.Mutex
	sources      map[string]source
}

// Open opens the store; tools is the repository's folder tools.
func Open(tools string, log func(format string, args ...any)) (*Store, error) {
	user, err := os.UserCacheDir()
	if err != nil {
		return nil, fmt.Errorf("where built programs are kept: %w", err)
	}
	return openIn(filepath.Join(user, "cdk8s-kubevirt"), tools, log)
}

func openIn(cache, tools string, log func(format string, args ...any)) (*Store, error) {
	tools, err := filepath.Abs(tools)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(tools, "modules")); err != nil {
		return nil, fmt.Errorf("the modules to build programs from: %w", err)
	}
	s := &Store{tools: tools, cache: cache, log: log, sources: map[string]source{}}
	s.assets = findAssets(os.Getenv("KUBEBUILDER_ASSETS"))
	switch {
	case s.assets.dir != "":
		log("the API server and etcd are those of KUBEBUILDER_ASSETS")
	case os.Getenv("KUBEBUILDER_ASSETS") != "":
		log("KUBEBUILDER_ASSETS lacks kube-apiserver or etcd: both are built")
	}
	return s, nil
}

// Path returns a program, built if need be. module is a folder of tools/modules, or what Line returned.
func (s *Store) Path(ctx context.Context, module, program string) (string, error) {
	if path := s.assets.path(module, program); path != "" {
		return path, nil
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	from, err := s.source(ctx, module)
	if err != nil {
		return "", err
	}
	path := filepath.Join(s.cache, "programs", from.name(), program)
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	if err := s.build(ctx, from, program, path); err != nil {
		return "", fmt.Errorf("building %s of %s %s: %w", program, module, from.version, err)
	}
	return path, nil
}

// Finder finds a program of one module, built if need be.
type Finder func(ctx context.Context, program string) (path string, err error)

// In finds the programs of a module as Path does.
func (s *Store) In(module string) Finder {
	return func(ctx context.Context, program string) (string, error) { return s.Path(ctx, module, program) }
}

// build builds beside the place that the program is for and moves it there: what has a program's name is whole, even if
// two runs build it.
func (s *Store) build(ctx context.Context, from source, program, path string) error {
	pkg, known := from.project.programs[program]
	if !known {
		return fmt.Errorf("the table of programs does not have it")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	unfinished, err := os.MkdirTemp(filepath.Dir(path), ".building-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(unfinished)

	s.log("building %s of %s %s", program, from.module, from.version)
	start := time.Now()
	built := filepath.Join(unfinished, program)
	if _, err := run(ctx, from.dir, "build", "-buildvcs=false", "-ldflags", from.project.linkerFlags(from.version), "-o", built, pkg); err != nil {
		return err
	}
	if err := os.Rename(built, path); err != nil {
		return err
	}
	s.log("built %s of %s %s in %.0f s", program, from.module, from.version, time.Since(start).Seconds())
	return nil
}

// settle moves a finished folder to its place. Another run may have been quicker with the same.
func settle(finished, place string) error {
	err := os.Rename(finished, place)
	if _, there := os.Stat(place); there == nil {
		return nil
	}
	return err
}
