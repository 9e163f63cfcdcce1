package programs

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// run runs the go command in a folder and returns what it prints; its messages become the error. It takes nothing from
// the environment that changes what is built. When the context ends, the compilers that it started end with it.
func run(ctx context.Context, dir string, arguments ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, "go", arguments...)
	command.Dir = dir
	command.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off", "GOOS=", "GOARCH=")
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGINT) }
	command.WaitDelay = 10 * time.Second
	var output, messages bytes.Buffer
	command.Stdout, command.Stderr = &output, &messages
	if err := command.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		return output.Bytes(), errGo{arguments[0], withoutProgress(messages.String())}
	}
	return output.Bytes(), nil
}

// errGo is a go command that failed, and its messages.
type errGo struct{ command, messages string }

func (e errGo) Error() string { return fmt.Sprintf("go %s: %s", e.command, e.messages) }

// cause is the first thing that it complained of, without the place in a file.
func (e errGo) cause() string {
	for line := range strings.Lines(e.messages) {
		line = strings.TrimPrefix(line, "go: ")
		if !strings.HasPrefix(line, "#") && strings.Contains(line, ": ") {
			return lastPart(line)
		}
	}
	return "go " + e.command + " failed"
}

// withoutProgress drops the go command's progress from its messages.
func withoutProgress(messages string) string {
	var lines []string
	for line := range strings.Lines(messages) {
		if !strings.HasPrefix(line, "go: downloading ") && !strings.HasPrefix(line, "go: finding ") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return strings.Join(lines, "\n")
}
