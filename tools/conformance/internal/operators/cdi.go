package operators

import (
	"context"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/cdi"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/disks"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
)

// StartCDI runs cdi-operator, whose pod must have been requested; program finds one of its release's programs.
func StartCDI(ctx context.Context, c *cluster.Cluster, program programs.Finder) (*Operator, error) {
	o := &Operator{Name: "cdi-operator", Namespace: cdi.Namespace, cluster: c, program: program, apiVersion: "cdi.kubevirt.io/v1beta1", kind: "CDI"}
	o.play = o.playCDI
	var err error
	if o.pod, err = play(ctx, c, o.Namespace, "name", o.Name); err != nil {
		return nil, err
	}
	o.Account = o.pod.account
	path, err := program(ctx, o.Name)
	if err != nil {
		return nil, err
	}
	return o, c.Processes.Start(o.pod.command(o.Name, path))
}

// playCDI: cdi-apiserver answers for its webhooks and its APIService. The pods of cdi-deployment and cdi-uploadproxy do
// nothing, but for the configuration that cdi-operator follows.
func (o *Operator) playCDI(ctx context.Context) error {
	err := kube.Await(ctx, "CDIConfig to be served", cluster.Patience, func(context.Context) (bool, error) {
		return o.cluster.Client.Served(o.apiVersion, "CDIConfig"), nil
	})
	if err != nil {
		return err
	}
	if err := disks.Configure(ctx, o.cluster.Client); err != nil {
		return err
	}
	api, err := play(ctx, o.cluster, o.Namespace, "cdi.kubevirt.io", "cdi-apiserver")
	if err != nil {
		return err
	}
	crt, key, err := certificate(ctx, o.cluster, o.Namespace, "cdi-apiserver-server-cert")
	if err != nil {
		return err
	}
	path, err := o.program(ctx, "cdi-apiserver")
	if err != nil {
		return err
	}
	o.cluster.Answer(o.Namespace, "cdi-api", cluster.PortCDI)
	command := api.command("cdi-apiserver", path, "--listen", o.cluster.Address, "--port", fmt.Sprint(cluster.PortCDI), "--cert", crt, "--key", key)
	return serve(ctx, o.cluster, command, cluster.PortCDI)
}
