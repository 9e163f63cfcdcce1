// Package cdi runs CDI's own admission code beside a cluster.
package cdi

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/process"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
)

// Namespace is where CDI's operator installs everything.
const Namespace = "cdi"

// Serve installs what cdi-operator would install as far as it judges and empowers others, and has cdi-apiserver judge;
// CDI's custom resource must have been applied. program finds the programs cdi-install and cdi-apiserver, and adopt may
// change CRDs before they are applied.
func Serve(ctx context.Context, c *cluster.Cluster, program programs.Finder, adopt func(crd *kube.Object) error) error {
	resource, err := c.Client.Only(ctx, "cdi.kubevirt.io/v1beta1", "CDI", "")
	if err != nil {
		return err
	}
	objects, err := installed(ctx, program, resource)
	if err != nil {
		return err
	}
	for _, object := range objects {
		if object.GetKind() != "CustomResourceDefinition" {
			continue
		}
		if err := adopt(object); err != nil {
			return err
		}
	}
	webhooks := func(object *kube.Object) bool { return strings.HasSuffix(object.GetKind(), "WebhookConfiguration") }
	if err := install(ctx, c, objects, func(object *kube.Object) bool { return !webhooks(object) }); err != nil {
		return err
	}
	if err := start(ctx, c, program); err != nil {
		return err
	}
	if err := install(ctx, c, objects, webhooks); err != nil {
		return err
	}
	// what cdi-operator would say in the end; the resource has no subresource for it
	return c.Client.Merge(ctx, resource, map[string]any{"status": map[string]any{"phase": "Deployed"}})
}

// installed are the objects that cdi-operator would install for a custom resource.
func installed(ctx context.Context, program programs.Finder, resource *kube.Object) ([]*kube.Object, error) {
	path, err := program(ctx, "cdi-install")
	if err != nil {
		return nil, err
	}
	output, err := process.Run(ctx, process.Command{Name: "cdi-install", Path: path, Args: []string{
		"--namespace", Namespace, fmt.Sprintf("--pvc-rendering=%t", RendersClaims(resource)),
	}})
	if err != nil {
		return nil, err
	}
	var plain []map[string]any
	if err := json.Unmarshal(output, &plain); err != nil {
		return nil, fmt.Errorf("what cdi-install prints: %w", err)
	}
	var objects []*kube.Object
	for _, each := range plain {
		object := &kube.Object{Object: each}
		// its program runs beside the cluster, where the webhooks find it by its address
		if object.GetKind() != "Service" && object.GetKind() != "APIService" {
			objects = append(objects, object)
		}
	}
	return objects, nil
}

func install(ctx context.Context, c *cluster.Cluster, objects []*kube.Object, chosen func(*kube.Object) bool) error {
	var done []*kube.Object
	for _, object := range objects {
		if !chosen(object) {
			continue
		}
		if strings.HasSuffix(object.GetKind(), "WebhookConfiguration") {
			if err := c.Readdress(object, map[string]int{"cdi-api": cluster.PortCDI}); err != nil {
				return err
			}
		}
		if _, err := c.Client.Apply(ctx, object); err != nil {
			return fmt.Errorf("installing CDI's %s %s: %w", object.GetKind(), object.GetName(), err)
		}
		done = append(done, object)
	}
	return c.Client.AwaitCRDs(ctx, done)
}

func start(ctx context.Context, c *cluster.Cluster, program programs.Finder) error {
	path, err := program(ctx, "cdi-apiserver")
	if err != nil {
		return err
	}
	kubeconfig, err := c.Kubeconfig(cluster.Admin)
	if err != nil {
		return err
	}
	serving, err := c.CA.Issue("cdi-apiserver", "cdi-api", c.Address)
	if err != nil {
		return err
	}
	err = c.Processes.Start(process.Command{Name: "cdi-apiserver", Path: path, Args: []string{
		"--kubeconfig", kubeconfig, "--listen", c.Address, "--port", fmt.Sprint(cluster.PortCDI), "--cert", serving.Certificate, "--key", serving.Key,
	}})
	if err != nil {
		return err
	}
	return c.AwaitPort(ctx, "cdi-apiserver", cluster.PortCDI)
}
