package process

import (
	"slices"
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	values, err := Lines[int]("numbers", []byte("1\n2\n3"))
	if err != nil || !slices.Equal(values, []int{1, 2, 3}) {
		t.Errorf("got %v, %v", values, err)
	}
	if _, err := Lines[int]("numbers", []byte("1\nx\n")); err == nil || !strings.Contains(err.Error(), "program numbers") {
		t.Errorf("a line that is not JSON gave %v", err)
	}
}
