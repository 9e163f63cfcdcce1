// Package facts reads the names and labels of metrics from upstream's modules.
package facts

// Source is a release of a project, and where its module tells of metrics.
type Source struct {
	Project string // as in the names of the files
	Module  string // the Go module with its version
	Pages   string // pages that upstream writes from its registries, as a pattern within the module
	Code    string // the folder with the registries, whose code tells the labels
	Prefix  string // what the names of metrics in the code do not begin with
}

// Sources are all releases whose facts are generated. The others of KubeVirt and CDI are not on the module mirror: KubeVirt
// v1.7.4 is judged by v1.7.0, and every release of CDI by v1.65.0.
var Sources = []Source{
	{Project: "kubevirt", Module: "kubevirt.io/kubevirt@v1.7.0", Pages: "docs/observability/metrics.md", Code: "pkg/monitoring/metrics"},
	{Project: "kubevirt", Module: "kubevirt.io/kubevirt@v1.8.4", Pages: "docs/observability/metrics.md", Code: "pkg/monitoring/metrics"},
	{Project: "kubevirt", Module: "kubevirt.io/kubevirt@v1.9.0", Pages: "docs/observability/metrics.md", Code: "pkg/monitoring/metrics"},
	{Project: "cdi", Module: "kubevirt.io/containerized-data-importer@v1.65.0", Pages: "doc/metrics.md", Code: "pkg/monitoring/metrics"},
	{Project: "kube-state-metrics", Module: "k8s.io/kube-state-metrics/v2@v2.18.0", Pages: "docs/metrics/*/*.md"},
	{Project: "velero", Module: "github.com/vmware-tanzu/velero@v1.18.3", Code: "pkg/metrics", Prefix: "velero_"},
}
