package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"kubevirt.io/kubevirt/pkg/virt-config/featuregate"
)

// gates asks the registry of feature gates, which is private up to 1.8, for every text constant of its package: each
// gate's name is one.
func gates() (map[string]string, error) {
	names, err := textConstants(module + "/pkg/virt-config/featuregate")
	if err != nil {
		return nil, err
	}
	states := map[string]string{}
	for _, name := range names {
		if gate := featuregate.FeatureGateInfo(name); gate != nil {
			states[name] = string(gate.State)
		}
	}
	return states, nil
}

// textConstants lists the values of a package's constants that are plain texts.
func textConstants(pkg string) (values []string, err error) {
	folder, err := exec.Command("go", "list", "-f", "{{.Dir}}", pkg).Output()
	if err != nil {
		return nil, fmt.Errorf("where the source of %s lies: %w", pkg, err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(folder)), "*.go"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			return nil, err
		}
		for _, declaration := range parsed.Decls {
			if constants, ok := declaration.(*ast.GenDecl); ok && constants.Tok == token.CONST {
				values = append(values, texts(constants)...)
			}
		}
	}
	return values, nil
}

func texts(constants *ast.GenDecl) (values []string) {
	ast.Inspect(constants, func(node ast.Node) bool {
		literal, ok := node.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		if text, err := strconv.Unquote(literal.Value); err == nil {
			values = append(values, text)
		}
		return true
	})
	return values
}
