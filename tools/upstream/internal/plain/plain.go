// Package plain handles JSON values (maps, slices, strings, json.Number, booleans, nil) whose Go types are of no
// interest.
package plain

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
)

// Object is a JSON object.
type Object = map[string]any

// Decode reads one JSON value, with every number in one canonical spelling, so that 2e+06 and 2000000 compare equal.
func Decode(r io.Reader) (any, error) {
	decoder := json.NewDecoder(r)
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	return canonicalNumbers(value)
}

// Of turns any Go value that marshals to JSON into plain values.
func Of(value any) (any, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	return Decode(bytes.NewReader(text))
}

func canonicalNumbers(value any) (any, error) {
	switch v := value.(type) {
	case json.Number:
		rational, ok := new(big.Rat).SetString(v.String())
		if !ok {
			return nil, fmt.Errorf("not a number: %s", v)
		}
		if rational.IsInt() {
			return json.Number(rational.Num().String()), nil
		}
		return v, nil
	case Object:
		for key, member := range v {
			changed, err := canonicalNumbers(member)
			if err != nil {
				return nil, err
			}
			v[key] = changed
		}
	case []any:
		for i, item := range v {
			changed, err := canonicalNumbers(item)
			if err != nil {
				return nil, err
			}
			v[i] = changed
		}
	}
	return value, nil
}

// Clone copies a value deeply.
func Clone(value any) any {
	switch v := value.(type) {
	case Object:
		copied := make(Object, len(v))
		for key, member := range v {
			copied[key] = Clone(member)
		}
		return copied
	case []any:
		copied := make([]any, len(v))
		for i, item := range v {
			copied[i] = Clone(item)
		}
		return copied
	}
	return value
}

// Compact writes a value on one line, keys sorted: the same text for equal values.
func Compact(value any) string {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(fmt.Sprintf("a plain value always marshals: %v", err))
	}
	return string(bytes.TrimSuffix(buffer.Bytes(), []byte("\n")))
}

// At follows keys through nested objects; nil when one of them is missing.
func At(value any, keys ...string) any {
	for _, key := range keys {
		object, ok := value.(Object)
		if !ok {
			return nil
		}
		value = object[key]
	}
	return value
}

// Text is At for strings; "" when there is none.
func Text(value any, keys ...string) string {
	text, _ := At(value, keys...).(string)
	return text
}

// Flag is At for booleans; false when there is none.
func Flag(value any, keys ...string) bool {
	flag, _ := At(value, keys...).(bool)
	return flag
}

// Items is At for arrays; nil when there is none.
func Items(value any, keys ...string) []any {
	items, _ := At(value, keys...).([]any)
	return items
}
