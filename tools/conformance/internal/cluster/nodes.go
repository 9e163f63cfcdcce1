package cluster

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/process"
)

// NodePrograms are the programs that make pods run on pretended nodes.
type NodePrograms struct {
	Scheduler, ControllerManager, Kwok string
	// Stages is a folder with the stages of kwok's own that play a kubelet.
	Stages string
}

// Node is a pretended node. What is not given is so large that nothing runs out of it.
type Node struct {
	Name, Zone  string
	CPU, Memory string
	Labels      map[string]any
	Taints      []any
	// Devices are resources that device plugins offer, beside those of KubeVirt and Function.
	Devices []string
}

// StartNodes starts the real scheduler and controller manager, and kwok, which plays kubelet and virt-handler: pods
// that are scheduled run, machine instances that are scheduled become Running, and Succeeded when they are deleted.
func (c *Cluster) StartNodes(ctx context.Context, programs NodePrograms) error {
	admin, err := c.Kubeconfig(Admin)
	if err != nil {
		return err
	}
	controller, err := c.Kubeconfig(Controller)
	if err != nil {
		return err
	}
	stages, err := c.stages(programs.Stages)
	if err != nil {
		return err
	}
	starts := []struct {
		port    int
		command process.Command
	}{
		{portKCM, process.Command{Name: "kube-controller-manager", Path: programs.ControllerManager, Args: []string{
			"--kubeconfig", admin, "--leader-elect=false", "--bind-address", c.Address, "--secure-port", fmt.Sprint(portKCM), "--cert-dir", filepath.Join(c.Dir, "pki"),
			"--service-account-private-key-file", c.signingKey, "--root-ca-file", c.CA.File(), "--kube-api-qps=1000", "--kube-api-burst=1000",
		}}},
		{portScheduler, process.Command{Name: "kube-scheduler", Path: programs.Scheduler, Args: []string{
			"--kubeconfig", admin, "--leader-elect=false", "--bind-address", c.Address, "--secure-port", fmt.Sprint(portScheduler), "--kube-api-qps=1000", "--kube-api-burst=1000",
		}}},
		{portKwok, process.Command{Name: "kwok", Path: programs.Kwok, Args: append(stages,
			"--kubeconfig", controller, "--manage-all-nodes", "--node-ip", c.Address, "--server-address", c.At(portKwok),
		)}},
	}
	for _, start := range starts {
		if err := c.Processes.Start(start.command); err != nil {
			return err
		}
	}
	for _, start := range starts {
		if err := c.AwaitPort(ctx, start.command.Name, start.port); err != nil {
			return err
		}
	}
	return nil
}

// AddNodes adds nodes and waits until they are ready.
func (c *Cluster) AddNodes(ctx context.Context, nodes ...Node) error {
	for _, node := range nodes {
		object := node.object()
		status := object.Object["status"].(map[string]any)
		if _, err := c.Client.Create(ctx, object); err != nil {
			return fmt.Errorf("node %s: %w", node.Name, err)
		}
		if err := c.Client.PatchStatus(ctx, object, status); err != nil {
			return fmt.Errorf("node %s: %w", node.Name, err)
		}
	}
	for _, node := range nodes {
		err := c.Await(ctx, "kwok", Patience, func(ctx context.Context) (bool, error) {
			object, err := c.Client.Get(ctx, "v1", "Node", "", node.Name)
			return kube.ConditionOf(object, "Ready").Status == "True", err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Function is the device that a device plugin for SR-IOV offers on every node.
const Function = "conformance.example.org/function"

// Zones names a number of nodes and spreads them over three zones.
func Zones(number int) []Node {
	nodes := make([]Node, number)
	for i := range nodes {
		nodes[i] = Node{Name: fmt.Sprintf("node-%d", i+1), Zone: fmt.Sprintf("zone-%d", i%3+1)}
	}
	return nodes
}

func (n Node) object() *kube.Object {
	labels := map[string]any{
		"kubernetes.io/hostname": n.Name, "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64", "topology.kubernetes.io/zone": n.Zone,
		// as virt-handler labels a node that can run machines
		"kubevirt.io/schedulable": "true", "machine-type.node.kubevirt.io/q35": "true",
		"cpumanager": "true", "kubevirt.io/cpumanager": "true", // up to v1.7, and from v1.8 on
	}
	for key, value := range n.Labels {
		labels[key] = value
	}
	resources := map[string]any{
		"cpu": cmp.Or(n.CPU, "128"), "memory": cmp.Or(n.Memory, "1Ti"), "pods": "500", "ephemeral-storage": "1Ti",
		"devices.kubevirt.io/kvm": "1k", "devices.kubevirt.io/tun": "1k", "devices.kubevirt.io/vhost-net": "1k",
		Function: "1k", "hugepages-1Gi": "512Gi",
	}
	for _, device := range n.Devices {
		resources[device] = "1k"
	}
	spec := map[string]any{}
	if len(n.Taints) > 0 {
		spec["taints"] = n.Taints
	}
	return &kube.Object{Object: map[string]any{
		"apiVersion": "v1", "kind": "Node", "spec": spec,
		"metadata": map[string]any{
			"name": n.Name, "labels": labels,
			// virt-controller takes a node for dead when virt-handler's heartbeat is old
			"annotations": map[string]any{"kwok.x-k8s.io/node": "fake", "kubevirt.io/heartbeat": "2099-01-01T00:00:00Z"},
		},
		"status": map[string]any{"allocatable": resources, "capacity": resources},
	}}
}

// stages are kwok's arguments for all stages whose kinds are served: it ends itself at any other.
func (c *Cluster) stages(folder string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no stages in %s", folder)
	}
	if c.Client.Served("kubevirt.io/v1", "VirtualMachineInstance") {
		file := filepath.Join(c.Dir, "machine-stages.yaml")
		if err := os.WriteFile(file, []byte(machineStages), 0o644); err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	var arguments []string
	for _, file := range files {
		arguments = append(arguments, "--config", file)
	}
	return arguments, nil
}

// machineStages play virt-handler. Times are whole seconds: virt-controller patches conditions only if they are what it
// would write itself, and it writes no fractions, and no condition without a time of its last probe.
const machineStages = `apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata: {name: machine-runs}
spec:
  resourceRef: {apiGroup: kubevirt.io/v1, kind: VirtualMachineInstance}
  selector:
    matchExpressions:
    - {key: .metadata.deletionTimestamp, operator: DoesNotExist}
    - {key: .status.phase, operator: In, values: [Scheduled]}
  next:
    patches:
    - subresource: ""
      root: status
      template: |
        {{ $now := dateInZone "2006-01-02T15:04:05Z" now "UTC" | Quote }}
        phase: Running
        selinuxContext: none
        conditions:
        - {type: Ready, status: "True", lastProbeTime: {{ $now }}, lastTransitionTime: {{ $now }}}
        - {type: LiveMigratable, status: "True", lastProbeTime: {{ $now }}, lastTransitionTime: {{ $now }}}
---
apiVersion: kwok.x-k8s.io/v1alpha1
kind: Stage
metadata: {name: machine-stops}
spec:
  resourceRef: {apiGroup: kubevirt.io/v1, kind: VirtualMachineInstance}
  selector:
    matchExpressions:
    - {key: .metadata.deletionTimestamp, operator: Exists}
    - {key: .status.phase, operator: In, values: [Scheduled, Running]}
  next:
    patches: [{subresource: "", root: status, template: "phase: Succeeded"}]
`
