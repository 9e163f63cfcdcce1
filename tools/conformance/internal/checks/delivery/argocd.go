package delivery

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/process"
	"cdk8s-kubevirt/tools/conformance/internal/programs"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

const (
	argoNamespace = "argocd"
	argoVersion   = "argoproj.io/v1alpha1"
	portRedis     = 6379
	portRepo      = 8081
	portRepoStats = 8084
	portWebhook   = 7000
)

// argoCD is its application-controller and its repo-server, with a Redis in memory.
type argoCD struct {
	// holder is the Application that holds the others, and remote the cluster that is reached by a Secret, if not its own.
	holder, remote string
	// set tells whether an ApplicationSet makes the Applications.
	set        bool
	client     *kube.Client
	repository repository
}

func (a *argoCD) name() string    { return "Argo CD" }
func (a *argoCD) manager() string { return "argocd-controller" }
func (a *argoCD) account() string {
	return "system:serviceaccount:" + argoNamespace + ":argocd-application-controller"
}

func (a *argoCD) resource() schema.GroupVersionResource {
	return schema.GroupVersionResource{Group: "argoproj.io", Version: "v1alpha1", Resource: "applications"}
}

func (a *argoCD) read(object *kube.Object) state {
	text := func(path ...string) string { return kube.Text(object, append([]string{"status"}, path...)...) }
	found := state{
		unit: object.GetName(), since: text("health", "lastTransitionTime"),
		revision: text("sync", "revision"), words: text("operationState", "message"),
		says: text("sync", "status") + ", " + text("health", "status"),
	}
	found.applied = text("sync", "status") == "Synced" && text("operationState", "phase") == "Succeeded"
	found.ready = found.applied && text("health", "status") == "Healthy"
	// a wave ends when its Applications are healthy after a sync, compared again or not
	found.lets = text("health", "status") == "Healthy" && text("operationState", "phase") == "Succeeded"
	conditions, _ := kube.Field(object, "status", "conditions").([]any)
	for _, each := range conditions {
		condition := &kube.Object{Object: each.(map[string]any)}
		if strings.HasSuffix(kube.Text(condition, "type"), "Error") {
			found.words = kube.Text(condition, "message")
		}
	}
	if found.ready {
		found.words = ""
	}
	return found
}

// begin starts Argo CD in a cluster, with the first commit in its repository.
func (a *argoCD) begin(ctx context.Context, s *suite.Suite, c *cluster.Cluster, first commit) error {
	a.client = c.Client
	a.repository = repository{folder: filepath.Join(filepath.Dir(first.folder), "repository")}
	folder, err := s.Store.Kinds(ctx, programs.ArgoCD)
	if err != nil {
		return err
	}
	if err := applyCRDs(ctx, a.client, folder); err != nil {
		return err
	}
	if err := a.configure(ctx, first); err != nil {
		return err
	}
	if a.remote != "" {
		if err := a.know(ctx, c); err != nil {
			return err
		}
	}
	if err := a.start(ctx, s, c); err != nil {
		return err
	}
	if _, err := a.repository.commit(ctx, first.folder); err != nil {
		return err
	}
	return a.applyRoot(ctx, first)
}

func (a *argoCD) applyRoot(ctx context.Context, of commit) error {
	return applyFile(ctx, a.client, filepath.Join(of.folder, "delivery", "argocd", "root.yaml"))
}

func (a *argoCD) root() string { return a.holder }

// ordersCommits: it compares each Application on its own, and a rollout syncs one that differs while those of earlier
// steps still look as before (argo-cd v3.2.11, applicationset/controllers/applicationset_controller.go: buildAppSyncMap).
func (a *argoCD) ordersCommits() bool { return false }

// waitsInFleet: the Applications of machines are another ApplicationSet's, which rolls nothing out.
func (a *argoCD) waitsInFleet(each unit) bool { return !each.hasMachines() }

func (a *argoCD) fleet() string {
	return "An ApplicationSet makes the Applications, and rolls them out with progressive syncs; those of machines come from another one, in no order. Argo CD knows the cluster by a Secret; of the\n" +
		"others, the ApplicationSet says that it does not know them."
}

func (a *argoCD) recreates(item bundle.Item) bool {
	return strings.Contains(item.GetAnnotations()["argocd.argoproj.io/sync-options"], "Replace=true,Force=true")
}

func (a *argoCD) missing() string { return "app path does not exist" }

func (a *argoCD) compares() bool { return true }

func (a *argoCD) shows(differs, fails bool) string {
	sync, health := "Synced", "Healthy"
	if differs {
		sync = "OutOfSync"
	}
	if fails {
		health = "Degraded"
	}
	return sync + ", " + health
}

// know has Argo CD know the cluster by another name than its own, as `argocd cluster add` does.
func (a *argoCD) know(ctx context.Context, c *cluster.Cluster) error {
	config, err := json.Marshal(map[string]any{
		"bearerToken": c.Config.BearerToken, "tlsClientConfig": map[string]any{"caData": c.CA.PEM},
	})
	if err != nil {
		return err
	}
	secret := suite.Named("v1", "Secret", argoNamespace, "cluster-"+a.remote)
	secret.SetLabels(map[string]string{"argocd.argoproj.io/secret-type": "cluster"})
	secret.Object["stringData"] = map[string]any{"name": a.remote, "server": c.Config.Host, "config": string(config)}
	_, err = a.client.Apply(ctx, secret)
	return err
}

// configure makes what an installation of Argo CD has, and adds the health checks that we write.
func (a *argoCD) configure(ctx context.Context, first commit) error {
	if _, err := a.client.Apply(ctx, suite.Named("v1", "Namespace", "", argoNamespace)); err != nil {
		return err
	}
	for name, data := range map[string]map[string]any{"argocd-secret": {"server.secretkey": "conformance"}, "argocd-redis": {"auth": ""}} {
		secret := suite.Named("v1", "Secret", argoNamespace, name)
		secret.SetLabels(map[string]string{"app.kubernetes.io/part-of": "argocd"})
		secret.Object["stringData"] = data
		if _, err := a.client.Apply(ctx, secret); err != nil {
			return err
		}
	}
	return applyFile(ctx, a.client, filepath.Join(first.folder, "delivery", "argocd", "argocd-cm.yaml"))
}

// start starts one program for each role.
func (a *argoCD) start(ctx context.Context, s *suite.Suite, c *cluster.Cluster) error {
	var paths [3]string
	for i, program := range []string{"argocd", "redis", "kustomize"} {
		var err error
		if paths[i], err = s.Store.Path(ctx, programs.ArgoCD, program); err != nil {
			return err
		}
	}
	kubeconfig, err := c.Kubeconfig(cluster.Admin)
	if err != nil {
		return err
	}
	work := filepath.Join(c.Dir, "argocd")
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	env := []string{
		"KUBECONFIG=" + kubeconfig, "ARGOCD_FAKE_IN_CLUSTER=true", "ARGOCD_GPG_ENABLED=false", "TMPDIR=" + work,
		"ARGOCD_TLS_DATA_PATH=" + work, "ARGOCD_SSH_DATA_PATH=" + work, "ARGOCD_GNUPGHOME=" + work,
		"PATH=" + filepath.Dir(paths[2]) + string(os.PathListSeparator) + os.Getenv("PATH"),
	}
	role := func(name string, arguments ...string) process.Command {
		return process.Command{Name: name, Path: paths[0], Env: append(env, "ARGOCD_BINARY_NAME="+name), Args: arguments}
	}
	redis := []string{"--redis", c.At(portRedis)}
	starts := []process.Command{
		{Name: "redis", Path: paths[1], Args: []string{c.At(portRedis)}},
		role("argocd-repo-server", append(redis, "--address", c.Address, "--port", fmt.Sprint(portRepo), "--metrics-address", c.Address, "--metrics-port", fmt.Sprint(portRepoStats), "--disable-tls")...),
		role("argocd-application-controller", append(redis, "--kubeconfig", kubeconfig, "--namespace", argoNamespace,
			"--repo-server", c.At(portRepo), "--repo-server-plaintext", "--metrics-port", "0")...),
	}
	if a.set {
		starts = append(starts, role("argocd-applicationset-controller", "--kubeconfig", kubeconfig, "--namespace", argoNamespace, "--enable-progressive-syncs",
			"--argocd-repo-server", c.At(portRepo), "--repo-server-plaintext", "--metrics-addr", "0", "--probe-addr", "0", "--webhook-addr", c.At(portWebhook)))
	}
	for _, each := range starts {
		if err := c.Processes.Start(each); err != nil {
			return err
		}
	}
	return c.AwaitPort(ctx, "argocd-repo-server", portRepo)
}
