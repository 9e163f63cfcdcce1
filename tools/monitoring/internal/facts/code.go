package facts

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// constructor makes a metric: of Prometheus' own library, or of the toolkit of KubeVirt and CDI.
var constructor = regexp.MustCompile(`^New(Counter|Gauge|Histogram|Summary)(Vec)?$`)

// code are the constants and lists of one package, by their names.
type code struct {
	texts map[string]string
	lists map[string]ast.Expr
}

// ofCode are the metrics that a folder's code makes, with the labels that it gives them. Where it makes labels at run
// time, there are nil.
func ofCode(folder, prefix string) (map[string][]string, error) {
	found := map[string][]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		return ofPackage(path, prefix, found)
	})
	return found, err
}

func ofPackage(folder, prefix string, found map[string][]string) error {
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return err
	}
	var files []*ast.File
	known := code{texts: map[string]string{}, lists: map[string]ast.Expr{}}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		files = append(files, file)
		known.learn(file)
	}
	for _, file := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			if call, isCall := node.(*ast.CallExpr); isCall && len(call.Args) > 0 && constructor.MatchString(nameOf(call.Fun)) {
				if name := known.metric(call.Args[0]); name != "" {
					found[prefix+name] = known.labels(call)
				}
			}
			return true
		})
	}
	return nil
}

// learn remembers the values that a file gives to names.
func (c code) learn(file *ast.File) {
	ast.Inspect(file, func(node ast.Node) bool {
		spec, isSpec := node.(*ast.ValueSpec)
		if !isSpec || len(spec.Values) != len(spec.Names) {
			return true
		}
		for i, name := range spec.Names {
			if text, isText := literal(spec.Values[i]); isText {
				c.texts[name.Name] = text
			} else {
				c.lists[name.Name] = spec.Values[i]
			}
		}
		return true
	})
}

// metric is the name in the options of a constructor.
func (c code) metric(options ast.Expr) string {
	composite, isComposite := options.(*ast.CompositeLit)
	if !isComposite {
		return ""
	}
	for _, element := range composite.Elts {
		if pair, isPair := element.(*ast.KeyValueExpr); isPair && nameOf(pair.Key) == "Name" {
			return c.text(pair.Value)
		}
	}
	return ""
}

// labels are those of the last argument of a constructor of several series.
func (c code) labels(call *ast.CallExpr) []string {
	if !strings.HasSuffix(nameOf(call.Fun), "Vec") {
		return nil
	}
	return c.list(call.Args[len(call.Args)-1])
}

func (c code) list(expression ast.Expr) (labels []string) {
	switch value := expression.(type) {
	case *ast.Ident:
		if list, isKnown := c.lists[value.Name]; isKnown {
			return c.list(list)
		}
	case *ast.CompositeLit:
		for _, element := range value.Elts {
			text := c.text(element)
			if text == "" {
				return nil
			}
			labels = append(labels, text)
		}
	}
	return labels
}

func (c code) text(expression ast.Expr) string {
	if text, isText := literal(expression); isText {
		return text
	}
	return c.texts[nameOf(expression)]
}

func literal(expression ast.Expr) (string, bool) {
	basic, isBasic := expression.(*ast.BasicLit)
	if !isBasic || basic.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(basic.Value)
	return text, err == nil
}

func nameOf(expression ast.Expr) string {
	switch value := expression.(type) {
	case *ast.Ident:
		return value.Name
	case *ast.SelectorExpr:
		return value.Sel.Name
	}
	return ""
}
