// Package kubevirt runs KubeVirt's own programs beside a cluster, so that its admission code and its controllers
// answer.
package kubevirt

import (
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/pki"
	"cdk8s-kubevirt/tools/conformance/internal/process"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
)

// Namespace is where virt-api and virt-operator take themselves to be when no pod tells them otherwise.
const Namespace = "kubevirt"

// Admission is one release of KubeVirt before a cluster.
type Admission struct {
	cluster   *cluster.Cluster
	program   programs.Finder
	adopt     func(crd *kube.Object) error
	version   string
	namespace string
	operator  string // its kubeconfig
	// what virt-operator installs: the webhooks that it answers itself, those of virt-api, what has virt-api serve an
	// API of its own, instancetypes and preferences, and all else
	ownWebhooks, webhooks, aggregated, sizes, rest []*kube.Object
}

// Start has virt-operator judge KubeVirt's custom resource; the bundle's layer of operators must have been applied.
// virt-operator runs without ever leading, for its Lease is ours: it serves its webhooks and changes nothing.
//
// version is the release to run, such as v1.9.0, program finds one of its programs, and adopt may change its CRDs
// before they are applied.
func Start(ctx context.Context, c *cluster.Cluster, version string, program programs.Finder, adopt func(crd *kube.Object) error) (*Admission, error) {
	a := &Admission{cluster: c, program: program, version: version, namespace: Namespace, adopt: adopt}
	var err error
	if a.operator, err = c.Kubeconfig(cluster.Admin); err != nil {
		return nil, err
	}
	if err := a.holdLease(ctx); err != nil {
		return nil, fmt.Errorf("holding virt-operator's Lease: %w", err)
	}
	if err := a.issueOperatorCertificate(ctx); err != nil {
		return nil, fmt.Errorf("virt-operator's certificate: %w", err)
	}
	if err := a.readStrategy(ctx); err != nil {
		return nil, err
	}
	path, err := a.program(ctx, "virt-operator")
	if err != nil {
		return nil, err
	}
	err = c.Processes.Start(process.Command{Name: "virt-operator", Path: path, Env: a.environment(), Args: []string{
		"--kubeconfig", a.operator, "--listen", c.Address, "--port", fmt.Sprint(cluster.PortOperator),
	}})
	if err != nil {
		return nil, err
	}
	if err := c.AwaitPort(ctx, "virt-operator", cluster.PortWebhooks); err != nil {
		return nil, err
	}
	return a, a.install(ctx, a.ownWebhooks)
}

// Serve has virt-api judge all else; KubeVirt's custom resource must have been applied, and is its configuration.
func (a *Admission) Serve(ctx context.Context) error {
	if err := a.install(ctx, a.rest); err != nil {
		return err
	}
	if err := a.SetDeployed(ctx); err != nil {
		return err
	}
	if err := a.publishAuthority(ctx); err != nil {
		return err
	}
	if err := a.startAPI(ctx); err != nil {
		return err
	}
	return a.install(ctx, a.webhooks)
}

// Configured waits until virt-api goes by the custom resource as it is now; it says so in its log.
func (a *Admission) Configured(ctx context.Context) error {
	resource, err := a.resource(ctx)
	if err != nil {
		return err
	}
	said := fmt.Sprintf("to resource version '%s'", resource.GetResourceVersion())
	return a.cluster.Await(ctx, "virt-api", cluster.Patience, func(context.Context) (bool, error) {
		log, err := os.ReadFile(a.cluster.Processes.Log("virt-api"))
		return strings.Contains(string(log), said), err
	})
}

// Stop ends the release's programs, so that another one can take over.
func (a *Admission) Stop() {
	for _, name := range []string{"virt-controller", "virt-api", "virt-operator"} {
		a.cluster.Processes.StopOne(name)
	}
}

// SetDeployed says in the custom resource's status what virt-operator would say in the end. Without the architecture no
// machine starts.
func (a *Admission) SetDeployed(ctx context.Context) error {
	resource, err := a.resource(ctx)
	if err != nil {
		return err
	}
	return a.cluster.Client.PatchStatus(ctx, resource, map[string]any{
		"phase": "Deployed", "observedGeneration": resource.GetGeneration(), "defaultArchitecture": "amd64",
		"observedKubeVirtVersion": a.version, "targetKubeVirtVersion": a.version,
	})
}

func (a *Admission) resource(ctx context.Context) (*kube.Object, error) {
	return a.cluster.Client.Only(ctx, "kubevirt.io/v1", "KubeVirt", a.namespace)
}

func (a *Admission) startAPI(ctx context.Context) error {
	c := a.cluster
	serving, err := c.CA.Issue("virt-api", "virt-api", c.Address, fmt.Sprintf("%s.%s.svc", apiService, a.namespace))
	if err != nil {
		return err
	}
	handler, err := c.CA.Issue("virt-handler", "kubevirt.io:system:client:virt-handler")
	if err != nil {
		return err
	}
	path, err := a.program(ctx, "virt-api")
	if err != nil {
		return err
	}
	kubeconfig, err := c.Kubeconfig(cluster.VirtAPI)
	if err != nil {
		return err
	}
	err = c.Processes.Start(process.Command{Name: "virt-api", Path: path, Args: []string{
		"--kubeconfig", kubeconfig, "--listen", c.Address, "--port", fmt.Sprint(cluster.PortVirtAPI),
		"--tls-cert-file", serving.Certificate, "--tls-key-file", serving.Key, "--handler-cert-file", handler.Certificate, "--handler-key-file", handler.Key,
	}})
	if err != nil {
		return err
	}
	return c.AwaitPort(ctx, "virt-api", cluster.PortVirtAPI)
}

// StartController has virt-controller make machines of pools, as KubeVirt's own account.
func (a *Admission) StartController(ctx context.Context) error {
	c := a.cluster
	path, err := a.program(ctx, "virt-controller")
	if err != nil {
		return err
	}
	kubeconfig, err := c.Kubeconfig(cluster.Controller)
	if err != nil {
		return err
	}
	serving, err := c.CA.Issue("virt-controller", "virt-controller", c.Address)
	if err != nil {
		return err
	}
	err = c.Processes.Start(process.Command{Name: "virt-controller", Path: path, Args: []string{
		"--kubeconfig", kubeconfig, "--listen", c.Address, "--port", fmt.Sprint(cluster.PortControllers),
		"--prom-cert-file", serving.Certificate, "--prom-key-file", serving.Key,
		"--launcher-image", "quay.io/kubevirt/virt-launcher:" + a.version, "--exporter-image", "quay.io/kubevirt/virt-exportserver:" + a.version,
	}})
	if err != nil {
		return err
	}
	return c.AwaitPort(ctx, "virt-controller", cluster.PortControllers)
}

func (a *Admission) holdLease(ctx context.Context) error {
	now := time.Now().UTC().Format("2006-01-02T15:04:05.000000Z")
	_, err := a.cluster.Client.Apply(ctx, &kube.Object{Object: map[string]any{
		"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": map[string]any{"name": "virt-operator", "namespace": a.namespace},
		"spec": map[string]any{"holderIdentity": "conformance", "leaseDurationSeconds": int64(7 * 24 * 3600), "acquireTime": now, "renewTime": now},
	}})
	return err
}

func (a *Admission) issueOperatorCertificate(ctx context.Context) error {
	pair, err := a.cluster.CA.Issue("virt-operator", "kubevirt-operator-webhook", a.cluster.Address)
	if err != nil {
		return err
	}
	secret, err := secretOf(pair)
	if err != nil {
		return err
	}
	_, err = a.cluster.Client.Apply(ctx, &kube.Object{Object: map[string]any{
		"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/tls", "data": secret,
		"metadata": map[string]any{
			"name": "kubevirt-operator-certs", "namespace": a.namespace,
			"labels": map[string]any{"app.kubernetes.io/managed-by": "virt-operator"},
		},
	}})
	return err
}

func (a *Admission) publishAuthority(ctx context.Context) error {
	_, err := a.cluster.Client.Apply(ctx, &kube.Object{Object: map[string]any{
		"apiVersion": "v1", "kind": "ConfigMap", "metadata": map[string]any{"name": "kubevirt-ca", "namespace": a.namespace},
		"data": map[string]any{"ca-bundle": string(a.cluster.CA.PEM)},
	}})
	return err
}

func (a *Admission) readStrategy(ctx context.Context) error {
	objects, err := a.strategy(ctx)
	if err != nil {
		return err
	}
	for _, object := range objects {
		if object.GetKind() == "CustomResourceDefinition" {
			if err := a.adopt(object); err != nil {
				return err
			}
		}
		switch {
		case object.GetKind() == "APIService" || object.GetKind() == "Service":
			if object.GetKind() == "APIService" || object.GetName() == apiService {
				a.aggregated = append(a.aggregated, object)
			}
			continue
		case fieldOf[object.GetKind()] != "":
			a.sizes = append(a.sizes, object)
			continue
		case !strings.HasSuffix(object.GetKind(), "WebhookConfiguration"):
			a.rest = append(a.rest, object)
			continue
		case asks(object, operatorService):
			a.ownWebhooks = append(a.ownWebhooks, object)
		default:
			a.webhooks = append(a.webhooks, object)
		}
		if err := a.cluster.Readdress(object, map[string]int{apiService: cluster.PortVirtAPI, operatorService: cluster.PortWebhooks}); err != nil {
			return err
		}
	}
	return nil
}

// operatorService is the Service of the webhooks that virt-operator answers itself.
const operatorService = "kubevirt-operator-webhook"

func (a *Admission) install(ctx context.Context, objects []*kube.Object) error {
	for _, object := range objects {
		if _, err := a.cluster.Client.Apply(ctx, object); err != nil {
			return fmt.Errorf("installing KubeVirt's %s %s: %w", object.GetKind(), object.GetName(), err)
		}
	}
	return a.cluster.Client.AwaitCRDs(ctx, objects)
}

// asks tells whether a configuration's webhooks are those of a Service.
func asks(object *kube.Object, service string) bool {
	webhooks, _, _ := unstructured.NestedSlice(object.Object, "webhooks")
	for _, each := range webhooks {
		name, _, _ := unstructured.NestedString(each.(map[string]any), "clientConfig", "service", "name")
		return name == service
	}
	return false
}

func secretOf(pair pki.Pair) (map[string]any, error) {
	data := map[string]any{}
	for key, file := range map[string]string{"tls.crt": pair.Certificate, "tls.key": pair.Key} {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		data[key] = base64.StdEncoding.EncodeToString(text)
	}
	return data, nil
}
