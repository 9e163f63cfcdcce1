package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// withStarters ends with who started this program: npm, projen and go run say nothing to it when they are killed.
func withStarters(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancelCause(ctx)
	chain := starters()
	go func() {
		for {
			for child, parent := range chain {
				if parentOf(child) != parent {
					cancel(errors.New("whoever started this program has ended"))
					return
				}
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Second):
			}
		}
	}()
	return ctx
}

// starters are the processes between this one and the topmost Node above it, which is npm, each with its parent; of a
// program that is started by itself, its own parent alone.
func starters() map[int]int {
	chain, known := map[int]int{}, map[int]int{os.Getpid(): os.Getppid()}
	for child := os.Getpid(); child > 1; child = parentOf(child) {
		parent := parentOf(child)
		chain[child] = parent
		if program, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", parent)); err == nil && filepath.Base(program) == "node" {
			for each, its := range chain {
				known[each] = its
			}
		}
	}
	return known
}

// parentOf is a process's parent, or 0 if there is no such process any more.
func parentOf(pid int) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	// the name, in brackets, may hold anything; the state and the parent follow it
	text := string(status)
	var state string
	var parent int
	if _, err := fmt.Sscan(text[strings.LastIndex(text, ")")+1:], &state, &parent); err != nil {
		return 0
	}
	return parent
}
