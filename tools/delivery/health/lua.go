// Package health runs the health checks that we write for Argo CD, as Argo CD does.
package health

import (
	"context"
	"fmt"
	"time"

	lua "github.com/yuin/gopher-lua"
)

// Status is what a check says about an object.
type Status struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

// known are the words that Argo CD takes (gitops-engine, pkg/health/health.go); others count as Unknown.
var known = map[string]bool{
	"Healthy": true, "Progressing": true, "Suspended": true, "Degraded": true, "Missing": true, "Unknown": true,
}

// Run asks a check about an object, with the libraries and the time limit that Argo CD v3.2.11 gives it
// (util/lua/lua.go: runLuaWithResourceActionParameters).
func Run(script string, object map[string]any) (Status, error) {
	state := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer state.Close()
	for name, open := range map[string]lua.LGFunction{
		lua.LoadLibName: lua.OpenPackage, lua.BaseLibName: lua.OpenBase, lua.TabLibName: lua.OpenTable,
	} {
		state.Push(state.NewFunction(open))
		state.Push(lua.LString(name))
		state.Call(1, 0)
	}
	limited, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	state.SetContext(limited)
	state.SetGlobal("obj", valueOf(state, object))
	if err := state.DoString(script); err != nil {
		return Status{}, err
	}
	table, isTable := state.Get(-1).(*lua.LTable)
	if !isTable {
		return Status{}, fmt.Errorf("it returned %s", state.Get(-1).Type())
	}
	found := Status{Status: text(table, "status"), Message: text(table, "message")}
	if !known[found.Status] {
		return found, fmt.Errorf("Argo CD does not know the status %q", found.Status)
	}
	if _, isText := table.RawGetString("message").(lua.LString); !isText {
		return found, fmt.Errorf("its message is %s", table.RawGetString("message").Type())
	}
	return found, nil
}

func text(table *lua.LTable, key string) string {
	return lua.LVAsString(table.RawGetString(key))
}

// valueOf is what an object as JSON has it is in Lua: there, all numbers are alike, and lists begin with 1.
func valueOf(state *lua.LState, value any) lua.LValue {
	switch value := value.(type) {
	case map[string]any:
		table := state.NewTable()
		for key, item := range value {
			table.RawSetString(key, valueOf(state, item))
		}
		return table
	case []any:
		table := state.NewTable()
		for _, item := range value {
			table.Append(valueOf(state, item))
		}
		return table
	case string:
		return lua.LString(value)
	case bool:
		return lua.LBool(value)
	case float64:
		return lua.LNumber(value)
	default:
		return lua.LNil
	}
}
