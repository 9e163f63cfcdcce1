// Package process runs programs beside this one and ends them whatever happens.
package process

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// patience is how long a program may take to end when it is asked to, before it is made to.
const patience = 10 * time.Second

// Group is a set of running programs. Stop ends them in the reverse order of their starts; should this program itself
// be killed, the kernel kills them.
type Group struct {
	logs string
	env  []string

	mu      sync.Mutex
	running []*running
	stopped bool
}

type running struct {
	name    string
	command *exec.Cmd
	done    chan struct{}
}

// Sparing is an environment in which Go programs collect garbage seldom, as there is more memory here than processors.
var Sparing = []string{"GOGC=800", "GOMEMLIMIT=1GiB"}

// NewGroup makes an empty group whose programs write their output to files in a folder, and have some environment in
// common.
func NewGroup(logs string, env ...string) *Group {
	return &Group{logs: logs, env: env}
}

// Command is a program to run.
type Command struct {
	Name string // of its log file too
	Path string
	Args []string
	Env  []string // beside the environment of this program
	Dir  string
}

// Start starts a program and returns as soon as it runs.
func (g *Group) Start(c Command) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.stopped {
		return fmt.Errorf("%s is not started: everything is being stopped", c.Name)
	}
	log, err := os.OpenFile(g.Log(c.Name), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	defer log.Close()
	command := exec.Command(c.Path, c.Args...)
	command.Dir = c.Dir
	command.Env = slices.Concat(os.Environ(), g.env, c.Env)
	command.Stdout, command.Stderr = log, log
	command.SysProcAttr = ofOurs()
	if err := startOnOneThread(command); err != nil {
		return fmt.Errorf("starting %s: %w", c.Name, err)
	}
	started := &running{name: c.Name, command: command, done: make(chan struct{})}
	g.running = append(g.running, started)
	go func() {
		_ = command.Wait() // how it ended, its state tells
		close(started.done)
	}()
	return nil
}

// Ended tells of a program that has ended by itself, with the end of its log.
func (g *Group) Ended(name string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, each := range g.running {
		if each.name == name {
			return g.ended(each)
		}
	}
	return fmt.Errorf("%s was never started", name)
}

// AllEnded tells of all programs that have ended by themselves.
func (g *Group) AllEnded() []error {
	g.mu.Lock()
	defer g.mu.Unlock()
	var all []error
	for _, each := range g.running {
		if err := g.ended(each); err != nil {
			all = append(all, err)
		}
	}
	return all
}

func (g *Group) ended(each *running) error {
	select {
	case <-each.done:
		return fmt.Errorf("%s has ended (%s): %s", each.name, each.command.ProcessState, g.tail(each.name))
	default:
		return nil
	}
}

// StopOne ends one program.
func (g *Group) StopOne(name string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, each := range g.running {
		if each.name == name {
			end(each)
			g.running = append(g.running[:i:i], g.running[i+1:]...)
			return
		}
	}
}

// Stop ends all programs, the last started first.
func (g *Group) Stop() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.stopped = true
	for i := len(g.running) - 1; i >= 0; i-- {
		end(g.running[i])
	}
	g.running = nil
}

// PID is the process number of a running program.
func (g *Group) PID(name string) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, each := range g.running {
		if each.name == name {
			return each.command.Process.Pid, nil
		}
	}
	return 0, fmt.Errorf("%s does not run", name)
}

// Memory is what a program holds, as the kernel counts it, for people to read.
func (g *Group) Memory(name string) string {
	pid, err := g.PID(name)
	if err != nil {
		return err.Error()
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return err.Error()
	}
	for line := range strings.Lines(string(status)) {
		if size, is := strings.CutPrefix(line, "VmRSS:"); is {
			var kibibytes int
			if _, err := fmt.Sscan(size, &kibibytes); err == nil {
				return fmt.Sprintf("%d MiB", kibibytes/1024)
			}
		}
	}
	return "unknown"
}

// Log is the file that a program's output goes to.
func (g *Group) Log(name string) string {
	return filepath.Join(g.logs, name+".log")
}

func (g *Group) tail(name string) string {
	const most = 2000
	file, err := os.Open(g.Log(name))
	if err != nil {
		return err.Error()
	}
	defer file.Close()
	if size, err := file.Seek(0, io.SeekEnd); err == nil {
		_, _ = file.Seek(max(0, size-most), io.SeekStart)
	}
	text, _ := io.ReadAll(file)
	return strings.TrimSpace(string(text))
}

func end(each *running) {
	select {
	case <-each.done: // its number may be another program's by now
		return
	default:
	}
	_ = syscall.Kill(-each.command.Process.Pid, syscall.SIGTERM)
	select {
	case <-each.done:
	case <-time.After(patience):
		_ = syscall.Kill(-each.command.Process.Pid, syscall.SIGKILL)
		<-each.done
	}
}

// Run runs a program to its end and returns what it printed; its messages become the error.
func Run(ctx context.Context, c Command) ([]byte, error) {
	command := exec.CommandContext(ctx, c.Path, c.Args...)
	command.Dir = c.Dir
	command.Env = append(os.Environ(), c.Env...)
	command.SysProcAttr = ofOurs()
	var printed, messages bytes.Buffer
	command.Stdout, command.Stderr = &printed, &messages
	err := startOnOneThread(command)
	if err == nil {
		err = command.Wait()
	}
	if err != nil {
		err = fmt.Errorf("%s: %w: %s", c.Name, err, strings.TrimSpace(messages.String()))
	}
	return printed.Bytes(), err
}

// ofOurs puts a program into a process group of its own, for an interrupt at the terminal is to reach us alone, and has
// the kernel kill it with us.
func ofOurs() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// The kernel takes the thread that started a program for its parent, and a Go thread may end at any time: one that
// never does starts all.
var starts = sync.OnceValue(func() chan func() {
	calls := make(chan func())
	go func() {
		runtime.LockOSThread()
		for call := range calls {
			call()
		}
	}()
	return calls
})

func startOnOneThread(command *exec.Cmd) error {
	result := make(chan error)
	starts() <- func() { result <- command.Start() }
	return <-result
}

// Converse runs a program that asks on its standard output and hears on its standard input, until the talk ends.
func Converse(ctx context.Context, c Command, talk func(in io.Writer, out io.Reader) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	command := exec.CommandContext(ctx, c.Path, c.Args...)
	command.Dir = c.Dir
	command.Env = append(os.Environ(), c.Env...)
	command.SysProcAttr = ofOurs()
	var messages strings.Builder
	command.Stderr = &messages
	in, err := command.StdinPipe()
	if err != nil {
		return err
	}
	out, err := command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := startOnOneThread(command); err != nil {
		return fmt.Errorf("starting %s: %w", c.Name, err)
	}
	talked := talk(in, out)
	if talked != nil {
		cancel()
	}
	in.Close()
	if err := command.Wait(); err != nil && talked == nil {
		return fmt.Errorf("%s: %w: %s", c.Name, err, strings.TrimSpace(messages.String()))
	}
	return talked
}
