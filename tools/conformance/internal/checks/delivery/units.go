package delivery

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
)

// unit is what a GitOps controller applies as one.
type unit struct {
	Name      string   `json:"name"`
	Path      string   `json:"path"`
	Tenant    string   `json:"tenant"`
	DependsOn []string `json:"dependsOn"`
}

// commit is a state of the repository.
type commit struct {
	bundle.Bundle
	folder string
	units  []unit
}

// unitsIn reads the units of the bundle in a folder.
func unitsIn(folder string) (units []unit, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "clusters", "*", "cluster.json"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var cluster struct{ Units []unit }
		if err := json.Unmarshal(text, &cluster); err != nil {
			return nil, err
		}
		units = append(units, cluster.Units...)
	}
	return units, nil
}

// everyUnit is true of each.
func everyUnit(unit) bool { return true }

// hasMachines tells whether a unit is of the layer of machines.
func (u unit) hasMachines() bool { return strings.Contains(u.Path, "/60-workloads/") }

// names of all units.
func (c commit) names() (all []string) {
	for _, each := range c.units {
		all = append(all, each.Name)
	}
	return all
}

// unitOf is the name of the unit that an object belongs to.
func (c commit) unitOf(item bundle.Item) string {
	for _, each := range c.units {
		if strings.HasPrefix(item.File, each.Path+"/") {
			return each.Name
		}
	}
	return ""
}

// count is how many objects a unit has.
func (c commit) count(name string) int {
	return len(slices.DeleteFunc(c.Items(), func(item bundle.Item) bool { return c.unitOf(item) != name }))
}

// touched are the units of some objects, sorted.
func (c commit) touched(items []bundle.Item) (units []string) {
	for _, item := range items {
		if name := c.unitOf(item); !slices.Contains(units, name) {
			units = append(units, name)
		}
	}
	slices.Sort(units)
	return units
}
