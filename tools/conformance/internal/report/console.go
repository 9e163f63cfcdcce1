// Package report says what a run does while it runs, and writes the page about it.
package report

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Console prints a line when a step begins, and one when it is done, with how long it took.
type Console struct {
	mu    sync.Mutex
	out   io.Writer
	start time.Time
}

// NewConsole makes a console; lines bear the time since now.
func NewConsole(out io.Writer) *Console {
	return &Console{out: out, start: time.Now()}
}

// Printf prints one line.
func (c *Console) Printf(format string, arguments ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	since := time.Since(c.start).Round(time.Second)
	fmt.Fprintf(c.out, "%4s  %s\n", since, fmt.Sprintf(format, arguments...))
}

// Step says that something begins, and returns what says that it is done and how long it took.
func (c *Console) Step(format string, arguments ...any) (done func(result string)) {
	name := fmt.Sprintf(format, arguments...)
	start := time.Now()
	c.Printf("%s …", name)
	return func(result string) {
		if result != "" {
			result = ": " + result
		}
		c.Printf("%s%s (%s)", name, result, time.Since(start).Round(100*time.Millisecond))
	}
}
