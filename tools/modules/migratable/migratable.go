// Package migratable answers for instances, one in each line of a file, whether virt-handler itself would say that they
// can be live-migrated. It calls the method that virt-handler computes the condition LiveMigratable with. The folders
// handler-… link it with the virt-handler of one release each.
package migratable

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"unsafe"

	"k8s.io/client-go/tools/cache"
	v1 "kubevirt.io/api/core/v1"
	"kubevirt.io/client-go/log"
	virtconfig "kubevirt.io/kubevirt/pkg/virt-config"
	virthandler "kubevirt.io/kubevirt/pkg/virt-handler"

	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

//go:linkname calculate kubevirt.io/kubevirt/pkg/virt-handler.(*VirtualMachineController).calculateLiveMigrationCondition
func calculate(*virthandler.VirtualMachineController, *v1.VirtualMachineInstance) (*v1.VirtualMachineInstanceCondition, bool)

// question is an instance as virt-handler sees it, with the configuration of the KubeVirt custom resource.
type question struct {
	Instance      v1.VirtualMachineInstance `json:"instance"`
	Configuration v1.KubeVirtConfiguration  `json:"configuration"`
}

// answer is the condition LiveMigratable. Of several reasons it has the first.
type answer struct {
	Migratable bool   `json:"migratable"`
	Reason     string `json:"reason"`
	Message    string `json:"message"`
}

// Main answers for the instances of the file that the command names.
func Main() {
	if err := answerAll(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "migratable:", err)
		os.Exit(1)
	}
}

func answerAll(path string) error {
	log.InitializeLogging("migratable")
	log.Log.SetIOWriter(io.Discard)
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	questions, answers := json.NewDecoder(file), json.NewEncoder(os.Stdout)
	for {
		var asked question
		if err := questions.Decode(&asked); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := answerTo(answers, asked); err != nil {
			return err
		}
	}
}

func answerTo(answers *json.Encoder, asked question) error {
	controller, err := controllerOf(asked.Configuration)
	if err != nil {
		return err
	}
	condition, _ := calculate(controller, &asked.Instance)
	return answers.Encode(answer{condition.Status == "True", condition.Reason, condition.Message})
}

// controllerOf is a controller with all that the method reads: the configuration, a logger, and the CPU model of a node
// that has one.
func controllerOf(configuration v1.KubeVirtConfiguration) (*virthandler.VirtualMachineController, error) {
	config, err := configOf(configuration)
	if err != nil {
		return nil, err
	}
	controller := &virthandler.VirtualMachineController{BaseController: &virthandler.BaseController{}}
	set(controller.BaseController, "clusterConfig", config)
	set(controller.BaseController, "logger", log.Log)
	set(controller, "hostCpuModel", "Skylake-Server")
	return controller, nil
}

func configOf(configuration v1.KubeVirtConfiguration) (*virtconfig.ClusterConfig, error) {
	resources := cache.NewSharedIndexInformer(nil, &v1.KubeVirt{}, 0, cache.Indexers{})
	if err := resources.GetStore().Add(&v1.KubeVirt{
		ObjectMeta: metav1.ObjectMeta{Name: "kubevirt", Namespace: "kubevirt", ResourceVersion: "1"},
		Spec:       v1.KubeVirtSpec{Configuration: configuration},
		Status:     v1.KubeVirtStatus{Phase: v1.KubeVirtPhaseDeployed, DefaultArchitecture: "amd64"},
	}); err != nil {
		return nil, err
	}
	definitions := cache.NewSharedIndexInformer(nil, &extv1.CustomResourceDefinition{}, 0, cache.Indexers{})
	return virtconfig.NewClusterConfigWithCPUArch(definitions, resources, "kubevirt", "amd64")
}

// set writes a field that only its own package names.
func set(of any, field string, value any) {
	found := reflect.ValueOf(of).Elem().FieldByName(field)
	reflect.NewAt(found.Type(), unsafe.Pointer(found.UnsafeAddr())).Elem().Set(reflect.ValueOf(value))
}
