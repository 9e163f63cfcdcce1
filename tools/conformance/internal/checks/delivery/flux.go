package delivery

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/process"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

// Ports at the cluster's address.
const (
	portArtifacts   = 9790
	portFluxMetrics = 9791
	portFluxHealth  = 9792
)

const fluxNamespace = "flux-system"

// flux is kustomize-controller; source-controller is played: a server of archives, and what it says of a GitRepository.
type flux struct {
	// home is the cluster that it runs in, and remote the one that it reaches by a Secret, if not its own.
	home, remote string

	client *kube.Client
	server string

	mu       sync.Mutex
	archives map[string][]byte
}

func (f *flux) name() string    { return "Flux" }
func (f *flux) manager() string { return "kustomize-controller" }
func (f *flux) account() string {
	return "system:serviceaccount:" + fluxNamespace + ":kustomize-controller"
}

func (f *flux) resource() schema.GroupVersionResource {
	return schema.GroupVersionResource{Group: "kustomize.toolkit.fluxcd.io", Version: "v1", Resource: "kustomizations"}
}

func (f *flux) read(object *kube.Object) state {
	ready := kube.ConditionOf(object, "Ready")
	found := state{
		unit: object.GetName(), words: ready.Message, since: ready.Since,
		revision: kube.Text(object, "status", "lastAppliedRevision"), says: "Ready",
	}
	found.ready = ready.Status == "True" && kube.Number(object, "status", "observedGeneration") == object.GetGeneration()
	if !found.ready {
		found.says = "not Ready"
	}
	found.applied, found.lets = found.ready, found.ready
	if found.ready {
		found.words = ""
	}
	return found
}

// begin starts the controller in a cluster, with the first commit before it.
func (f *flux) begin(ctx context.Context, s *suite.Suite, c *cluster.Cluster, first commit) error {
	f.client, f.archives = c.Client, map[string][]byte{}
	if err := f.define(ctx, s); err != nil {
		return err
	}
	if _, err := f.client.Apply(ctx, suite.Named("v1", "Namespace", "", fluxNamespace)); err != nil {
		return err
	}
	if err := f.serve(c); err != nil {
		return err
	}
	path, err := s.Store.Path(ctx, programs.Flux, "kustomize-controller")
	if err != nil {
		return err
	}
	kubeconfig, err := c.Kubeconfig(cluster.Admin)
	if err != nil {
		return err
	}
	// Tools that need no more than a moment look more often than people would.
	err = c.Processes.Start(process.Command{Name: "kustomize-controller", Path: path, Env: []string{"KUBECONFIG=" + kubeconfig, "RUNTIME_NAMESPACE=" + fluxNamespace}, Args: []string{
		"--watch-all-namespaces", "--enable-leader-election=false", "--requeue-dependency=1s", "--interval-jitter-percentage=0",
		"--metrics-addr", c.At(portFluxMetrics), "--health-addr", c.At(portFluxHealth),
	}})
	if err != nil {
		return err
	}
	if err := c.AwaitPort(ctx, "kustomize-controller", portFluxHealth); err != nil {
		return err
	}
	if f.remote != "" {
		text, err := os.ReadFile(kubeconfig)
		if err != nil {
			return err
		}
		secret := suite.Named("v1", "Secret", fluxNamespace, f.remote+"-kubeconfig")
		secret.Object["stringData"] = map[string]any{"value": string(text)}
		if _, err := f.client.Apply(ctx, secret); err != nil {
			return err
		}
	}
	return f.applyRoot(ctx, first)
}

func (f *flux) root() string { return f.home + "-delivery" }

func (f *flux) applyRoot(ctx context.Context, of commit) error {
	return applyFile(ctx, f.client, filepath.Join(of.folder, "delivery", "flux", "roots", f.home, "delivery.k8s.yaml"))
}

// nudge: it tries again what has failed.
func (f *flux) nudge(context.Context) error { return nil }

func (f *flux) ordersCommits() bool { return true }

func (f *flux) waitsInFleet(unit) bool { return true }

func (f *flux) fleet() string {
	return "Flux runs in the cluster `management`, and reaches it by the Secret with its kubeconfig."
}

// recreates: only what the server does not let it change.
func (f *flux) recreates(bundle.Item) bool { return false }

func (f *flux) missing() string { return "path not found" }

// compares: it applies everything, and looks at nothing before.
func (f *flux) compares() bool { return false }

func (f *flux) compared(context.Context, ...string) (differs bool, err error) { return false, nil }

// shows: it waits for no single machine, so that one which fails changes nothing.
func (f *flux) shows(differs, fails bool) string { return "Ready" }

// define has the cluster know Flux' kinds: Kustomizations by upstream's CRD, and those of sources, which
// kustomize-controller watches and the tool writes.
func (f *flux) define(ctx context.Context, s *suite.Suite) error {
	folder, err := s.Store.Kinds(ctx, programs.Flux)
	if err != nil {
		return err
	}
	if err := applyCRDs(ctx, f.client, folder); err != nil {
		return err
	}
	var crds []*kube.Object
	for kind, plural := range map[string]string{"GitRepository": "gitrepositories", "OCIRepository": "ocirepositories", "Bucket": "buckets"} {
		crds = append(crds, suite.OpenKind("source.toolkit.fluxcd.io", "v1", kind, plural, strings.ToLower(kind)))
	}
	for _, each := range crds {
		if _, err := f.client.Apply(ctx, each); err != nil {
			return fmt.Errorf("%s: %w", kube.Name(each), err)
		}
	}
	return f.client.AwaitCRDs(ctx, crds)
}

// serve serves archives as source-controller does.
func (f *flux) serve(c *cluster.Cluster) error {
	listener, err := net.Listen("tcp", c.At(portArtifacts))
	if err != nil {
		return err
	}
	f.server = "http://" + c.At(portArtifacts)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		f.mu.Lock()
		archive, known := f.archives[request.URL.Path]
		f.mu.Unlock()
		if !known {
			http.NotFound(w, request)
			return
		}
		_, _ = w.Write(archive)
	})}
	go func() { _ = server.Serve(listener) }()
	c.AtStop(func() { _ = server.Close() })
	return nil
}

// publish says in a GitRepository's status what source-controller would say of a commit.
func (f *flux) publish(ctx context.Context, next commit) (revision string, err error) {
	archive, err := archiveOf(next.folder)
	if err != nil {
		return "", err
	}
	digest := fmt.Sprintf("%x", sha256.Sum256(archive))
	path, revision := "/"+digest+".tar.gz", "main@sha1:"+digest[:40]
	f.mu.Lock()
	f.archives[path] = archive
	f.mu.Unlock()
	repository, err := f.client.Only(ctx, "source.toolkit.fluxcd.io/v1", "GitRepository", fluxNamespace)
	if err != nil {
		return "", err
	}
	now := time.Now().UTC().Format(time.RFC3339)
	return revision, f.client.Merge(ctx, repository, map[string]any{"status": map[string]any{
		"observedGeneration": repository.GetGeneration(),
		"conditions": []any{map[string]any{
			"type": "Ready", "status": "True", "reason": "Succeeded", "message": "stored artifact", "lastTransitionTime": now,
			"observedGeneration": repository.GetGeneration(),
		}},
		"artifact": map[string]any{
			"digest": "sha256:" + digest, "lastUpdateTime": now, "path": path[1:], "revision": revision, "url": f.server + path,
		},
	}})
}

// again has every unit applied once more.
func (f *flux) again(ctx context.Context, units []string) error {
	at := time.Now().Format(time.RFC3339Nano)
	of := func(unit string) *kube.Object {
		return suite.Named("kustomize.toolkit.fluxcd.io/v1", "Kustomization", fluxNamespace, unit)
	}
	for _, unit := range units {
		annotation := map[string]any{"metadata": map[string]any{"annotations": map[string]any{"reconcile.fluxcd.io/requestedAt": at}}}
		if err := f.client.Merge(ctx, of(unit), annotation); err != nil {
			return err
		}
	}
	return kube.Await(ctx, "units to be applied again", cluster.Patience, func(ctx context.Context) (bool, error) {
		for _, unit := range units {
			found, err := f.client.Current(ctx, of(unit))
			if err != nil || kube.Text(found, "status", "lastHandledReconcileAt") != at || kube.ConditionOf(found, "Ready").Status != "True" {
				return false, err
			}
		}
		return true, nil
	})
}
