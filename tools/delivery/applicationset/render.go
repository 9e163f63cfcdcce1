// Package applicationset renders the ApplicationSet that we write, as Argo CD's controller does.
package applicationset

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig/v3"
	"sigs.k8s.io/yaml"
)

// Set is an ApplicationSet with a matrix of files and what they list.
type Set struct {
	Spec struct {
		GoTemplateOptions []string `json:"goTemplateOptions"`
		Generators        []struct {
			Matrix struct {
				Generators []struct {
					List *struct {
						ElementsYaml string `json:"elementsYaml"`
					} `json:"list"`
				} `json:"generators"`
			} `json:"matrix"`
		} `json:"generators"`
		Template      json.RawMessage `json:"template"`
		TemplatePatch string          `json:"templatePatch"`
	} `json:"spec"`
}

// Applications are what the set makes of one file, as objects with metadata and a spec, and with the patch of each.
func (set Set) Applications(file map[string]any) ([]map[string]any, []string, error) {
	list := set.Spec.Generators[0].Matrix.Generators[1].List
	text, err := set.fill(list.ElementsYaml, file)
	if err != nil {
		return nil, nil, err
	}
	var elements []map[string]any
	if err := yaml.Unmarshal([]byte(text), &elements); err != nil {
		return nil, nil, fmt.Errorf("%w in\n%s", err, text)
	}
	var applications []map[string]any
	var patches []string
	for _, element := range elements {
		// Parameters of the first generator replace those of the second one (v3.2.11, applicationset/generators/matrix.go).
		for key, value := range file {
			element[key] = value
		}
		application, err := set.application(element)
		if err != nil {
			return nil, nil, err
		}
		patch, err := set.fill(set.Spec.TemplatePatch, element)
		if err != nil {
			return nil, nil, err
		}
		applications, patches = append(applications, application), append(patches, patch)
	}
	return applications, patches, nil
}

// application fills every text of the template on its own, keys included, as the controller does.
func (set Set) application(parameters map[string]any) (map[string]any, error) {
	var application map[string]any
	if err := json.Unmarshal(set.Spec.Template, &application); err != nil {
		return nil, err
	}
	filled, err := set.fillAll(application, parameters)
	if err != nil {
		return nil, err
	}
	return filled.(map[string]any), nil
}

func (set Set) fillAll(value any, parameters map[string]any) (any, error) {
	switch value := value.(type) {
	case string:
		return set.fill(value, parameters)
	case map[string]any:
		for key, item := range value {
			filled, err := set.fillAll(item, parameters)
			if err != nil {
				return nil, err
			}
			value[key] = filled
		}
	case []any:
		for index, item := range value {
			filled, err := set.fillAll(item, parameters)
			if err != nil {
				return nil, err
			}
			value[index] = filled
		}
	}
	return value, nil
}

func (set Set) fill(text string, parameters map[string]any) (string, error) {
	functions := sprig.GenericFuncMap()
	functions["normalize"] = normalize
	parsed, err := template.New("").Funcs(functions).Option(set.Spec.GoTemplateOptions...).Parse(text)
	if err != nil {
		return "", err
	}
	var filled bytes.Buffer
	err = parsed.Execute(&filled, parameters)
	return filled.String(), err
}

// normalize is SanitizeName of Argo CD v3.2.11, applicationset/utils/template_functions.go.
func normalize(name string) string {
	return strings.Trim(regexp.MustCompile("[^-a-z0-9.]").ReplaceAllString(strings.ToLower(name), "-"), "-.")
}
