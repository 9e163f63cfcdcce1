package bundle

import (
	"slices"
	"strings"
)

// Order is the order in which a GitOps tool applies the objects of one layer.
type Order struct {
	Name  string
	ranks map[string]int
}

// Argo CD (gitops-engine, pkg/sync/sync_tasks.go: kindOrder) and Flux (fluxcd/pkg, ssa/sort.go) both sort by kind, then
// by name; kinds that they do not list come last. Only the kinds are given that one of them ranks and we emit.
var (
	ArgoCD = order("Argo CD", "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "ServiceAccount", "Secret", "ConfigMap",
		"CustomResourceDefinition", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "Service", "Deployment")
	Flux = order("Flux", "CustomResourceDefinition", "Namespace", "ResourceQuota", "ServiceAccount", "Role", "ClusterRole",
		"RoleBinding", "ClusterRoleBinding", "ConfigMap", "Secret", "Service", "LimitRange", "PriorityClass", "Deployment")
)

func order(name string, kinds ...string) Order {
	ranks := map[string]int{}
	for i, kind := range kinds {
		ranks[kind] = i - len(kinds)
	}
	return Order{Name: name, ranks: ranks}
}

// Sort sorts the objects of a layer.
func (o Order) Sort(items []Item) []Item {
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b Item) int {
		if by := o.ranks[a.GetKind()] - o.ranks[b.GetKind()]; by != 0 {
			return by
		}
		return strings.Compare(a.GetName(), b.GetName())
	})
	return sorted
}
