package kubevirt

import (
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/process"
)

// The parts of what virt-operator installs that decide what is admitted and who may do what. Its Deployments are left
// out: here its programs run beside the cluster, and the webhooks name their addresses. Services and APIServices are
// for those who want virt-api's own API (Aggregate).
var kinds = map[string]bool{
	"CustomResourceDefinition":         true,
	"ServiceAccount":                   true,
	"ClusterRole":                      true,
	"ClusterRoleBinding":               true,
	"Role":                             true,
	"RoleBinding":                      true,
	"ValidatingWebhookConfiguration":   true,
	"MutatingWebhookConfiguration":     true,
	"ValidatingAdmissionPolicy":        true,
	"ValidatingAdmissionPolicyBinding": true,
	"APIService":                       true,
	"Service":                          true,
	// a few of these are installed, those that machines name (Embed)
	"VirtualMachineClusterInstancetype": true,
	"VirtualMachineClusterPreference":   true,
}

// Environment of virt-operator as in its Deployment.
func (a *Admission) environment() []string {
	return []string{"KUBEVIRT_VERSION=" + a.version, "VIRT_OPERATOR_IMAGE=" + image + ":" + a.version, "POD_NAME=virt-operator-0"}
}

const image = "quay.io/kubevirt/virt-operator"

// strategy is what virt-operator would install, as it says itself. A release says the same before every cluster, so it
// is asked once.
func (a *Admission) strategy(ctx context.Context) ([]*kube.Object, error) {
	asked.Lock()
	defer asked.Unlock()
	text, known := asked.texts[a.version]
	if !known {
		var err error
		if text, err = a.ask(ctx); err != nil {
			return nil, err
		}
		asked.texts[a.version] = text
	}
	objects, err := bundle.Documents(text)
	if err != nil {
		return nil, fmt.Errorf("the install strategy of %s: %w", a.version, err)
	}
	var wanted []*kube.Object
	for _, object := range objects {
		if !kinds[object.GetKind()] {
			continue
		}
		if strings.HasPrefix(object.GetKind(), "ValidatingAdmissionPolicy") {
			// dumped with a version that lacks its group, which virt-operator's typed client never sends
			object.SetAPIVersion("admissionregistration.k8s.io/v1")
		}
		wanted = append(wanted, object)
	}
	return wanted, nil
}

// asked are the install strategies by release.
var asked = struct {
	sync.Mutex
	texts map[string][]byte
}{texts: map[string][]byte{}}

// ask does the work of virt-operator's install-strategy Job, whose result is a ConfigMap.
func (a *Admission) ask(ctx context.Context) ([]byte, error) {
	if err := a.dropStrategies(ctx); err != nil {
		return nil, err
	}
	target, err := json.Marshal(map[string]any{
		"namespace": a.namespace, "registry": strings.TrimSuffix(image, "/virt-operator"), "kubeVirtVersion": a.version,
		"virtOperatorImage": image + ":" + a.version, "additionalProperties": map[string]string{},
	})
	if err != nil {
		return nil, err
	}
	program, err := a.program(ctx, "virt-operator")
	if err != nil {
		return nil, err
	}
	_, err = process.Run(ctx, process.Command{
		Name: "virt-operator --dump-install-strategy", Path: program, Args: []string{"--dump-install-strategy", "--kubeconfig", a.operator},
		Env: append(a.environment(), "TARGET_DEPLOYMENT_CONFIG="+string(target)),
	})
	if err != nil {
		return nil, err
	}
	dumps, err := a.strategies(ctx)
	if err != nil {
		return nil, err
	}
	if len(dumps) != 1 {
		return nil, fmt.Errorf("virt-operator dumped %d install strategies, not one", len(dumps))
	}
	text, err := decode(kube.Text(dumps[0], "data", "manifests"))
	if err != nil {
		return nil, fmt.Errorf("the install strategy of %s: %w", a.version, err)
	}
	return text, nil
}

func (a *Admission) strategies(ctx context.Context) ([]*kube.Object, error) {
	maps, err := a.cluster.Client.List(ctx, "v1", "ConfigMap", a.namespace)
	var found []*kube.Object
	for i := range maps {
		if _, is := maps[i].GetLabels()["kubevirt.io/install-strategy"]; is {
			found = append(found, &maps[i])
		}
	}
	return found, err
}

func (a *Admission) dropStrategies(ctx context.Context) error {
	old, err := a.strategies(ctx)
	for _, each := range old {
		if err := a.cluster.Client.Delete(ctx, each); err != nil {
			return err
		}
	}
	return err
}

func decode(manifests string) ([]byte, error) {
	reader, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(manifests)))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}
