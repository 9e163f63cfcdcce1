package delivery

import (
	"os"
	"path/filepath"
	"testing"
)

func TestALayerIsCalledOtherwiseWhereverItIsNamed(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "commit")
	for name, text := range map[string]string{
		"clusters/infra-eu1/30-catalog/image.k8s.yaml":             "kind: DataVolume\n",
		"delivery/flux/clusters/x/infra-eu1-catalog.k8s.yaml":      "path: ./clusters/infra-eu1/30-catalog\n",
		"delivery/flux/clusters/x/infra-eu1-tenants-acme.k8s.yaml": "dependsOn: [{name: infra-eu1-catalog}]\n",
	} {
		if err := write(filepath.Join(folder, name), text); err != nil {
			t.Fatal(err)
		}
	}
	if err := write(folder+".index.json", "{}"); err != nil {
		t.Fatal(err)
	}
	other, err := withOtherLayer(folder)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"clusters/infra-eu1/30-images/image.k8s.yaml":              "kind: DataVolume\n",
		"delivery/flux/clusters/x/infra-eu1-images.k8s.yaml":       "path: ./clusters/infra-eu1/30-images\n",
		"delivery/flux/clusters/x/infra-eu1-tenants-acme.k8s.yaml": "dependsOn: [{name: infra-eu1-images}]\n",
	} {
		if found, err := os.ReadFile(filepath.Join(other, name)); err != nil || string(found) != text {
			t.Errorf("%s holds %q (%v), not %q", name, found, err, text)
		}
	}
	changed, err := differing(folder, other)
	if err != nil || len(changed) != 3 {
		t.Errorf("%v differ (%v)", changed, err)
	}
}
