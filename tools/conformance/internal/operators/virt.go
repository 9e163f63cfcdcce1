package operators

import (
	"context"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kubevirt"
	"cdk8s-kubevirt/tools/conformance/internal/process"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
)

// StartVirt runs virt-operator, whose pod must have been requested; program finds one of its release's programs.
func StartVirt(ctx context.Context, c *cluster.Cluster, program programs.Finder) (*Operator, error) {
	o := &Operator{Name: "virt-operator", Namespace: kubevirt.Namespace, cluster: c, program: program, apiVersion: "kubevirt.io/v1", kind: "KubeVirt"}
	o.play = o.playVirt
	var err error
	if o.pod, err = play(ctx, c, o.Namespace, "kubevirt.io", o.Name); err != nil {
		return nil, err
	}
	o.Account = o.pod.account
	c.Answer(o.Namespace, "kubevirt-operator-webhook", cluster.PortWebhooks)
	path, err := program(ctx, o.Name)
	if err != nil {
		return nil, err
	}
	return o, c.Processes.Start(o.pod.command(o.Name, path, "--listen", c.Address, "--port", fmt.Sprint(cluster.PortOperator)))
}

// playVirt: virt-operator's Job reads the install strategy, and virt-api answers, as what
// is installed is put before its webhooks. The pods of virt-controller and virt-handler do nothing.
func (o *Operator) playVirt(ctx context.Context) error {
	if err := o.dumpStrategy(ctx); err != nil {
		return err
	}
	api, err := play(ctx, o.cluster, o.Namespace, "kubevirt.io", "virt-api")
	if err != nil {
		return err
	}
	arguments := []string{"--listen", o.cluster.Address, "--port", fmt.Sprint(cluster.PortVirtAPI)}
	for flag, secret := range map[string]string{"tls": "kubevirt-virt-api-certs", "handler": "kubevirt-virt-handler-certs"} {
		crt, key, err := certificate(ctx, o.cluster, o.Namespace, secret)
		if err != nil {
			return err
		}
		arguments = append(arguments, "--"+flag+"-cert-file", crt, "--"+flag+"-key-file", key)
	}
	path, err := o.program(ctx, "virt-api")
	if err != nil {
		return err
	}
	o.cluster.Answer(o.Namespace, "virt-api", cluster.PortVirtAPI)
	return serve(ctx, o.cluster, api.command("virt-api", path, arguments...), cluster.PortVirtAPI)
}

// dumpStrategy does the work of the install-strategy Job, whose result is a ConfigMap. Its pod kwok lets succeed.
func (o *Operator) dumpStrategy(ctx context.Context) error {
	job, err := play(ctx, o.cluster, o.Namespace, "kubevirt.io", "virt-operator-strategy-dumper")
	if err != nil {
		return err
	}
	path, err := o.program(ctx, o.Name)
	if err != nil {
		return err
	}
	_, err = process.Run(ctx, job.command(o.Name+" --dump-install-strategy", path, "--dump-install-strategy"))
	return err
}
