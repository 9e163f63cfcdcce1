package delivery

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/process"
)

// repository is a Git repository on this machine.
type repository struct{ folder string }

// commit has the repository hold what a folder holds, and returns the commit's hash.
func (r repository) commit(ctx context.Context, folder string) (hash string, err error) {
	if _, err := os.Stat(filepath.Join(r.folder, ".git")); err != nil {
		if _, err := r.git(ctx, "init", "--quiet", "--initial-branch", "main", r.folder); err != nil {
			return "", err
		}
	}
	entries, err := os.ReadDir(r.folder)
	if err != nil {
		return "", err
	}
	for _, entry := range entries {
		if entry.Name() == ".git" {
			continue
		}
		if err := os.RemoveAll(filepath.Join(r.folder, entry.Name())); err != nil {
			return "", err
		}
	}
	if err := os.CopyFS(r.folder, os.DirFS(folder)); err != nil {
		return "", err
	}
	for _, arguments := range [][]string{{"add", "--all"}, {"commit", "--quiet", "--allow-empty", "--message", "Next"}} {
		if _, err := r.git(ctx, append([]string{"-C", r.folder}, arguments...)...); err != nil {
			return "", err
		}
	}
	head, err := r.git(ctx, "-C", r.folder, "rev-parse", "HEAD")
	return strings.TrimSpace(head), err
}

// git runs the machine's git with nobody's configuration.
func (r repository) git(ctx context.Context, arguments ...string) (string, error) {
	printed, err := process.Run(ctx, process.Command{Name: "git", Path: "git", Args: arguments, Env: []string{
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=conformance", "GIT_AUTHOR_EMAIL=conformance@example.org",
		"GIT_COMMITTER_NAME=conformance", "GIT_COMMITTER_EMAIL=conformance@example.org",
	}})
	return string(printed), err
}
