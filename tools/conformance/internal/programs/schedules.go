package programs

import (
	"context"
	"errors"
	"os"
	"path/filepath"
)

const scheduleFile = "velero.io_schedules.yaml"

var schedules = published{
	module: "velero", name: "crds", within: "config/crd/v1/bases", files: []string{scheduleFile},
}

// Schedules is the definition of Velero's kind Schedule.
type Schedules struct {
	// Version is the release of Velero.
	Version string
	// Text is the CRD as upstream publishes it; nothing if its Go module cannot be had.
	Text []byte
	// Why tells, in one line, why it cannot be had.
	Why string
}

// Schedules reads the CRD from Velero's own module.
func (s *Store) Schedules(ctx context.Context) (Schedules, error) {
	s.mutex.Lock()
	velero, err := s.source(ctx, schedules.module)
	s.mutex.Unlock()
	if err != nil {
		return Schedules{}, err
	}
	found := Schedules{Version: velero.version}
	dir, err := s.files(ctx, schedules)
	if unavailable := (errUnavailable{}); errors.As(err, &unavailable) {
		found.Why = unavailable.answer
		return found, nil
	}
	if err != nil {
		return found, err
	}
	found.Text, err = os.ReadFile(filepath.Join(dir, scheduleFile))
	return found, err
}
