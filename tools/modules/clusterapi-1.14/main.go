// Command clusterapi-1.14 asks the webhooks of Cluster API, with its own code, what they say of objects: one in JSON on
// each line of the input, and one answer on each line of the output, empty if they take the object.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	admissionv1 "k8s.io/api/admission/v1"
	"k8s.io/apimachinery/pkg/runtime"
	bootstrapv1 "sigs.k8s.io/cluster-api/api/bootstrap/kubeadm/v1beta2"
	clusterv1 "sigs.k8s.io/cluster-api/api/core/v1beta2"
	kubeadm "sigs.k8s.io/cluster-api/bootstrap/kubeadm/webhooks/admission"
	core "sigs.k8s.io/cluster-api/core/webhooks/admission"
	"sigs.k8s.io/cluster-api/feature"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"
)

// largest is the size of the largest object that is read.
const largest = 1 << 24

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	// Flatcar's data is Ignition, which Cluster API writes behind a gate.
	if err := feature.MutableGates.Set(string(feature.KubeadmBootstrapFormatIgnition) + "=true"); err != nil {
		return err
	}
	if len(os.Args) != 2 {
		return errors.New("give it the file with the objects")
	}
	objects, err := os.Open(os.Args[1])
	if err != nil {
		return err
	}
	defer objects.Close()
	lines := bufio.NewScanner(objects)
	lines.Buffer(nil, largest)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		said, err := answer(lines.Bytes())
		if err != nil {
			return err
		}
		if err := answers.Encode(said); err != nil {
			return err
		}
	}
	return lines.Err()
}

// Said is what the webhooks say of one object.
type Said struct {
	// Judged tells whether there is a webhook for the kind.
	Judged bool `json:"judged"`
	// Refusal is why it is refused; empty if it is taken.
	Refusal string `json:"refusal"`
}

func answer(line []byte) (Said, error) {
	var object struct{ APIVersion, Kind string }
	if err := json.Unmarshal(line, &object); err != nil {
		return Said{}, fmt.Errorf("not an object: %w", err)
	}
	switch object.APIVersion + "/" + object.Kind {
	case clusterv1.GroupVersion.String() + "/Cluster":
		return judge(line, &clusterv1.Cluster{}, &core.Cluster{})
	case clusterv1.GroupVersion.String() + "/MachineDeployment":
		return judge(line, &clusterv1.MachineDeployment{}, &core.MachineDeployment{})
	case clusterv1.GroupVersion.String() + "/MachineHealthCheck":
		return judge(line, &clusterv1.MachineHealthCheck{}, &core.MachineHealthCheck{})
	case bootstrapv1.GroupVersion.String() + "/KubeadmConfigTemplate":
		return judge(line, &bootstrapv1.KubeadmConfigTemplate{}, &kubeadm.KubeadmConfigTemplate{})
	}
	return Said{}, nil
}

// webhook fills in what an object leaves out, and validates it.
type webhook[T runtime.Object] interface {
	admission.Defaulter[T]
	admission.Validator[T]
}

func judge[T runtime.Object](line []byte, object T, hook webhook[T]) (Said, error) {
	if err := json.Unmarshal(line, object); err != nil {
		return Said{Judged: true, Refusal: err.Error()}, nil
	}
	ctx := admission.NewContextWithRequest(context.Background(), admission.Request{
		AdmissionRequest: admissionv1.AdmissionRequest{Operation: admissionv1.Create},
	})
	if err := hook.Default(ctx, object); err != nil {
		return Said{Judged: true, Refusal: err.Error()}, nil
	}
	if _, err := hook.ValidateCreate(ctx, object); err != nil {
		return Said{Judged: true, Refusal: err.Error()}, nil
	}
	return Said{Judged: true}, nil
}
