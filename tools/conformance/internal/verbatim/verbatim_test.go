package verbatim

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// node runs the real program, with the repository's own tsx.
func node(ctx context.Context, program string, arguments ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, "node", append([]string{"--import", "tsx", "tools/conformance/programs/" + program + ".ts"}, arguments...)...)
	command.Dir = "../../../.."
	return command.Output()
}

func printing(lines string) Node {
	return func(context.Context, string, ...string) ([]byte, error) { return []byte(lines), nil }
}

func TestStringsComeBack(t *testing.T) {
	count, failures, err := Check(t.Context(), node, 300, 1)
	if err != nil {
		t.Fatal(err)
	}
	if count < 700 {
		t.Errorf("only %d documents", count)
	}
	for _, failure := range failures {
		t.Error(failure)
	}
}

func TestObjectsHoldTheStrings(t *testing.T) {
	objects, err := Objects(t.Context(), node, 10, 1)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]bool{}
	for _, object := range objects {
		data, _, _ := unstructured.NestedStringMap(object.Object, "data")
		for _, text := range data {
			texts[text] = true
		}
	}
	for _, text := range []string{"yes", "on", "0o17", "1e3", "12:30:45", "\u2028", "${x}"} {
		if !texts[text] {
			t.Errorf("%q is not among the strings", text)
		}
	}
}

func TestWhatReadersTakeForSomethingElseIsFound(t *testing.T) {
	cases := map[string]struct{ document, failures string }{
		"a truth value of YAML 1.1": {`{"yaml":"a: yes\n","json":{"a":"yes"}}`, `sigs.k8s.io/yaml takes "a: yes\n" for {"a":true}`},
		"an octal number":           {`{"yaml":"a: 0o17\n","json":{"a":"0o17"}}`, `for {"a":15}`},
		"a key that is a number":    {`{"yaml":"1: b\n","json":{"1":"b"}}`, `go.yaml.in/yaml/v3 refuses "1: b\n"`},
		"an invalid document":       {`{"yaml":"a: [\n","json":{}}`, `sigs.k8s.io/yaml refuses "a: [\n"`},
	}
	for name, each := range cases {
		t.Run(name, func(t *testing.T) {
			count, failures, err := Check(t.Context(), printing(each.document+"\n"), 1, 1)
			if err != nil || count != 1 || !strings.Contains(strings.Join(failures, "\n"), each.failures) {
				t.Errorf("%d documents, error %v, failures %q", count, err, failures)
			}
		})
	}
}

func TestProgramsThatFailAreErrors(t *testing.T) {
	failing := func(context.Context, string, ...string) ([]byte, error) { return nil, errors.New("no node") }
	for _, each := range []Node{failing, printing("no JSON\n")} {
		if _, _, err := Check(t.Context(), each, 1, 1); err == nil {
			t.Error("no error")
		}
		if _, err := Objects(t.Context(), each, 1, 1); err == nil {
			t.Error("no error")
		}
	}
}

func TestDifferencesNameWhatWentInAndOut(t *testing.T) {
	object := func(text string) *unstructured.Unstructured {
		return &unstructured.Unstructured{Object: map[string]any{"metadata": map[string]any{"name": "strings-0"}, "data": map[string]any{"a": text, "b": "same"}}}
	}
	if failures := Differences(object("in"), object("in")); len(failures) != 0 {
		t.Error(failures)
	}
	if failures := Differences(object("in"), object("out")); len(failures) != 1 || failures[0] != `ConfigMap strings-0, a: "in" went in, "out" came out` {
		t.Error(failures)
	}
}
