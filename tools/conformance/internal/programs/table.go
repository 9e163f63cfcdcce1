package programs

import "strings"

// A project publishes programs as a Go module. The folders of tools/modules are named after it, with the release line
// where there are several: kubevirt-1.9.
type project struct {
	// module is the Go module whose version is the release.
	module string
	// programs maps a name to its package; "./" is in the folder itself.
	programs map[string]string
	// versionFlag is the variable that the project's own build sets to the release, if the programs depend on it.
	versionFlag string
}

var projects = map[string]project{
	"kubernetes": {
		module: "k8s.io/kubernetes",
		programs: map[string]string{
			"kube-apiserver":          "k8s.io/kubernetes/cmd/kube-apiserver",
			"kube-controller-manager": "k8s.io/kubernetes/cmd/kube-controller-manager",
			"kube-scheduler":          "k8s.io/kubernetes/cmd/kube-scheduler",
		},
		versionFlag: "k8s.io/component-base/version.gitVersion", // else it calls itself v0.0.0-master
	},
	"etcd": {
		module:   "go.etcd.io/etcd/server/v3",
		programs: map[string]string{"etcd": "go.etcd.io/etcd/server/v3"},
	},
	"kwok": {
		module:   "sigs.k8s.io/kwok",
		programs: map[string]string{"kwok": "sigs.k8s.io/kwok/cmd/kwok"},
	},
	"velero": {module: "github.com/vmware-tanzu/velero"},
	// clusterapi asks the webhooks of Cluster API.
	"clusterapi": {
		module:   "sigs.k8s.io/cluster-api",
		programs: map[string]string{"cluster-api-webhooks": "./"},
	},
	// Argo CD is one program, which takes its role from its environment.
	"argocd": {
		module: "github.com/argoproj/argo-cd/v3",
		programs: map[string]string{
			"argocd":    "github.com/argoproj/argo-cd/v3/cmd",
			"kustomize": "./kustomize",
			"redis":     "./redis",
		},
	},
	"flux": {
		module:   "github.com/fluxcd/kustomize-controller",
		programs: map[string]string{"kustomize-controller": "github.com/fluxcd/kustomize-controller"},
	},
	"kubevirt": {
		module: "kubevirt.io/kubevirt",
		programs: map[string]string{
			"virt-api":        "kubevirt.io/kubevirt/cmd/virt-api",
			"virt-controller": "kubevirt.io/kubevirt/cmd/virt-controller",
			"virt-operator":   "kubevirt.io/kubevirt/cmd/virt-operator",
		},
	},
	// handler asks virt-handler, which needs modules that the programs of KubeVirt do not.
	"handler": {
		module:   "kubevirt.io/kubevirt",
		programs: map[string]string{"migratable": "./"},
	},
	"cdi": {
		module: "kubevirt.io/containerized-data-importer",
		programs: map[string]string{
			"cdi-apiserver": "./apiserver",
			"cdi-install":   "./install",
			"cdi-operator":  "./operator",
		},
	},
}

// projectOf tells the project of a folder, and its release line: kubevirt and 1.9 of kubevirt-1.9, etcd and "" of etcd.
func projectOf(folder string) (name, line string) {
	name, line, _ = strings.Cut(folder, "-")
	return name, line
}

// linkerFlags leave symbols out, which nobody debugs here, and tell the program its version.
func (p project) linkerFlags(version string) string {
	flags := "-s -w"
	if p.versionFlag != "" {
		flags += " -X " + p.versionFlag + "=" + version
	}
	return flags
}
