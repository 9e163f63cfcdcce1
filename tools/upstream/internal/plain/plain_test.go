package plain

import (
	"strings"
	"testing"
)

func TestDecodeSpellsNumbersOneWay(t *testing.T) {
	value, err := Decode(strings.NewReader(`{"a": 2e+06, "b": [2000000, 1.0, 0.5, -3]}`))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := Compact(value), `{"a":2000000,"b":[2000000,1,0.5,-3]}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLayout(t *testing.T) {
	long := strings.Repeat("x", width)
	value := Object{"b": Object{"short": []any{"<a>", true}}, "a": Object{"long": long, "list": []any{long, nil}}}
	want := `{
 "a":{
  "list":[
   "` + long + `",
   null
  ],
  "long":"` + long + `"
 },
 "b":{"short":["<a>",true]}
}
`
	if got := string(Layout(value)); got != want {
		t.Errorf("got %s", got)
	}
}

func TestClone(t *testing.T) {
	value := Object{"a": []any{Object{"b": "c"}}}
	copied := Clone(value).(Object)
	Items(copied, "a")[0].(Object)["b"] = "changed"
	if got := Text(Items(value, "a")[0], "b"); got != "c" {
		t.Errorf("the original became %s", got)
	}
}
