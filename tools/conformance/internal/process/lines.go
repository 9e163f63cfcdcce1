package process

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Lines reads what a program printed: a line of JSON for each value.
func Lines[T any](program string, output []byte) ([]T, error) {
	var values []T
	for line := range bytes.Lines(output) {
		var value T
		if err := json.Unmarshal(line, &value); err != nil {
			return nil, fmt.Errorf("reading what the program %s prints: %w", program, err)
		}
		values = append(values, value)
	}
	return values, nil
}
