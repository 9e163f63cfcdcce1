package plugged

import (
	"context"
	"fmt"
	"net/http"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
)

// accountsTenant is the tenant whose Kubernetes cluster has controllers, and strangeTenant one with which they have
// nothing to do.
const (
	accountsTenant = "accounts"
	strangeTenant  = "label"
)

func accountsSection() report.Section {
	return report.Section{
		Title: "What the controllers of a tenant's cluster do",
		Text: `A tenant has a Kubernetes cluster (` + "`kubernetes`" + ` of ` + "`TenantNamespace`" + `), and so accounts for machine-controller, the cloud controller and the CSI driver.
What these do in the infra cluster was done with nothing but a token of the account, in the order of their sources, before the real API server, virt-api and
virt-controller. The same calls in the namespace of another tenant must be forbidden, and so must be what the account is not for.`,
		Columns: []string{"account", "what it does", "in its namespace", "in another tenant's"},
	}
}

// call is something that a controller does in a namespace, as its source does it.
type call struct {
	account, does string
	do            func(ctx context.Context, client *kube.Client, namespace string) error
	// forbidden tells that the account is not for it.
	forbidden bool
	// after waits until it has had an effect.
	after func(ctx context.Context, c *place) error
}

const (
	pluggedByDriver = "pvc-of-the-cluster"
	madeMachine     = "made-by-machine-controller"
	balancer        = "balancer"
)

// calls are those of the sources: machine-controller's pkg/cloudprovider/provider/kubevirt/provider.go, the cloud
// provider's pkg/provider, and the CSI driver's pkg/kubevirt/client.go.
func calls() []call {
	const provider, balancing, driver = accountsTenant + "-machine-controller", accountsTenant + "-cloud-controller", accountsTenant + "-csi-driver"
	return []call{
		{account: provider, does: "looks for an instance that is not there", do: read("kubevirt.io/v1", "VirtualMachineInstance", "not-expected-to-exist")},
		{account: provider, does: "makes a machine", do: create(machineOf)},
		{account: provider, does: "writes its user data", do: create(userDataOf)},
		{account: provider, does: "reads the machine", do: read("kubevirt.io/v1", "VirtualMachine", madeMachine)},
		{account: provider, does: "reads its user data", do: read("v1", "Secret", madeMachine), forbidden: true},
		{account: provider, does: "deletes the machine", do: remove(machineOf)},
		{account: balancing, does: "finds the machine of a node by its name", do: read("kubevirt.io/v1", "VirtualMachineInstance", first)},
		{account: balancing, does: "lists instances, to find one by its host name", do: list("kubevirt.io/v1", "VirtualMachineInstance")},
		{account: balancing, does: "makes the Service of a load balancer", do: create(serviceOf)},
		{account: balancing, does: "changes its ports", do: changeService},
		{account: balancing, does: "deletes it", do: remove(serviceOf)},
		{account: balancing, does: "plugs a volume in", do: plugIn, forbidden: true},
		{account: driver, does: "makes a volume", do: create(volumeOf), after: awaitVolume},
		{account: driver, does: "finds the machine of a node", do: list("kubevirt.io/v1", "VirtualMachineInstance")},
		{account: driver, does: "plugs the volume in", do: plugIn, after: awaitPlugged(true)},
		{account: driver, does: "reads the machine until the volume is in it", do: read("kubevirt.io/v1", "VirtualMachine", first)},
		{account: driver, does: "takes the volume out", do: takeOut, after: awaitPlugged(false)},
		{account: driver, does: "deletes the volume", do: remove(volumeOf)},
		{account: driver, does: "makes a machine", do: create(machineOf), forbidden: true},
	}
}

// tryAccounts does all calls, first in the other tenant's namespace, so that nothing is left over there to be seen.
func (c *place) tryAccounts(ctx context.Context, section *report.Section) error {
	clients := map[string]*kube.Client{}
	for _, each := range calls() {
		client := clients[each.account]
		if client == nil {
			var err error
			if client, err = c.Client.WithToken(ctx, namespace(accountsTenant), each.account); err != nil {
				return err
			}
			clients[each.account] = client
		}
		elsewhere := each.do(ctx, client, namespace(strangeTenant))
		section.Check(isForbidden(elsewhere), "%s %s in %s: %v, and should be forbidden", each.account, each.does, namespace(strangeTenant), elsewhere)
		here := each.do(ctx, client, namespace(accountsTenant))
		if each.forbidden {
			section.Check(isForbidden(here), "%s %s: %v, and should be forbidden", each.account, each.does, here)
		} else {
			section.Check(here == nil, "%s %s: %v", each.account, each.does, here)
		}
		section.Row(each.account, each.does, outcome(here), outcome(elsewhere))
		if here == nil && each.after != nil {
			if err := each.after(ctx, c); err != nil {
				return fmt.Errorf("%s %s: %w", each.account, each.does, err)
			}
		}
	}
	return nil
}

func isForbidden(err error) bool { return kube.StatusOf(err) == http.StatusForbidden }

func outcome(err error) string {
	switch {
	case err == nil:
		return "done"
	case isForbidden(err):
		return "forbidden"
	}
	return "fails"
}

type doing = func(ctx context.Context, client *kube.Client, namespace string) error

func read(apiVersion, kind, name string) doing {
	return func(ctx context.Context, client *kube.Client, namespace string) error {
		_, err := client.Get(ctx, apiVersion, kind, namespace, name)
		return err
	}
}

func list(apiVersion, kind string) doing {
	return func(ctx context.Context, client *kube.Client, namespace string) error {
		_, err := client.List(ctx, apiVersion, kind, namespace)
		return err
	}
}

func create(made func(namespace string) *kube.Object) doing {
	return func(ctx context.Context, client *kube.Client, namespace string) error {
		_, err := client.Create(ctx, made(namespace))
		return err
	}
}

func remove(made func(namespace string) *kube.Object) doing {
	return func(ctx context.Context, client *kube.Client, namespace string) error {
		return client.Delete(ctx, made(namespace))
	}
}

func plugIn(ctx context.Context, client *kube.Client, namespace string) error {
	return client.Ask(ctx, subresources, byMachine, namespace, first, "addvolume", map[string]any{
		"name": pluggedByDriver, "disk": map[string]any{"serial": "of-the-volume", "disk": map[string]any{"bus": "scsi"}},
		"volumeSource": map[string]any{"dataVolume": map[string]any{"name": pluggedByDriver}},
	})
}

func takeOut(ctx context.Context, client *kube.Client, namespace string) error {
	return client.Ask(ctx, subresources, byMachine, namespace, first, "removevolume", map[string]any{"name": pluggedByDriver})
}

func changeService(ctx context.Context, client *kube.Client, namespace string) error {
	service, err := client.Current(ctx, serviceOf(namespace))
	if err != nil {
		return err
	}
	spec, _ := service.Object["spec"].(map[string]any)
	spec["ports"] = []any{map[string]any{"name": "https", "port": int64(443), "protocol": "TCP", "targetPort": int64(30443)}}
	_, err = client.Update(ctx, service)
	return err
}

func awaitVolume(ctx context.Context, c *place) error {
	return c.awaitFilled(ctx, volumeOf(namespace(accountsTenant)))
}

func awaitPlugged(in bool) func(ctx context.Context, c *place) error {
	return func(ctx context.Context, c *place) error {
		what := map[bool]string{true: "to have ", false: "to let go of "}[in] + pluggedByDriver
		_, err := c.awaitMember(ctx, accountsTenant, first, what, func(now state) bool {
			return now.plugged(pluggedByDriver) == in && now.written(pluggedByDriver) == in
		})
		return err
	}
}

func object(apiVersion, kind, namespace, name string, labels map[string]any, fields map[string]any) *kube.Object {
	metadata := map[string]any{"name": name, "namespace": namespace}
	if labels != nil {
		metadata["labels"] = labels
	}
	made := map[string]any{"apiVersion": apiVersion, "kind": kind, "metadata": metadata}
	for name, value := range fields {
		made[name] = value
	}
	return &kube.Object{Object: made}
}

// workers are the labels of a cluster's workers.
func workers() map[string]any {
	return map[string]any{"cluster.x-k8s.io/cluster-name": accountsTenant, "cluster.x-k8s.io/role": "worker"}
}

func machineOf(namespace string) *kube.Object {
	return object("kubevirt.io/v1", "VirtualMachine", namespace, madeMachine, workers(), map[string]any{"spec": map[string]any{
		"runStrategy": "Halted",
		"template": map[string]any{
			"metadata": map[string]any{"labels": workers()},
			"spec": map[string]any{"domain": map[string]any{
				"devices":   map[string]any{},
				"resources": map[string]any{"requests": map[string]any{"memory": "128Mi"}},
			}},
		},
	}})
}

func userDataOf(namespace string) *kube.Object {
	return object("v1", "Secret", namespace, madeMachine, nil, map[string]any{"stringData": map[string]any{"userdata": "#cloud-config"}})
}

func serviceOf(namespace string) *kube.Object {
	ports := []any{map[string]any{"name": "http", "port": int64(80), "protocol": "TCP", "targetPort": int64(30080)}}
	return object("v1", "Service", namespace, balancer, map[string]any{"cluster.x-k8s.io/cluster-name": accountsTenant},
		map[string]any{"spec": map[string]any{"type": "LoadBalancer", "selector": workers(), "ports": ports}})
}

func volumeOf(namespace string) *kube.Object {
	return object("cdi.kubevirt.io/v1beta1", "DataVolume", namespace, pluggedByDriver,
		map[string]any{"cluster.x-k8s.io/cluster-name": accountsTenant}, map[string]any{"spec": map[string]any{
			"source": map[string]any{"blank": map[string]any{}},
			"storage": map[string]any{
				"accessModes": []any{"ReadWriteMany"}, "resources": map[string]any{"requests": map[string]any{"storage": "1Gi"}},
			},
		}})
}
