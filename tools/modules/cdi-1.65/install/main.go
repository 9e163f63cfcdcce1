// Command install prints, as a JSON list, what cdi-operator of CDI 1.65 installs and what judges or empowers others:
// CRDs, accounts with their rights, the Service that the webhooks go to, and the webhook configurations, without a CA.
// Workloads are left out.
package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"log"
	"os"
	"slices"

	"kubevirt.io/containerized-data-importer/pkg/operator/resources/cluster"
	"kubevirt.io/containerized-data-importer/pkg/operator/resources/namespaced"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// kinds that are printed, in the order in which they can be applied.
var kinds = []string{
	"CustomResourceDefinition", "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "Service", "APIService",
	"MutatingWebhookConfiguration", "ValidatingWebhookConfiguration",
}

func main() {
	namespace := flag.String("namespace", "cdi", "the namespace that CDI is installed in")
	rendering := flag.Bool("pvc-rendering", false, "with the webhook that renders claims, as for a CDI resource that turns this on")
	flag.Parse()
	objects, err := objects(*namespace)
	if err != nil {
		log.Fatal(err)
	}
	if *rendering {
		objects = append(objects, claimWebhook(*namespace))
	}
	if err := json.NewEncoder(os.Stdout).Encode(sorted(objects)); err != nil {
		log.Fatal(err)
	}
}

// objects are all that the operator's factories make. Without a client they leave the CA out, which is known only to a
// running cluster.
func objects(namespace string) (objects []client.Object, err error) {
	arguments := &cluster.FactoryArgs{Namespace: namespace}
	static, err := cluster.CreateAllStaticResources(arguments)
	if err != nil {
		return nil, err
	}
	dynamic, err := cluster.CreateAllDynamicResources(arguments)
	if err != nil {
		return nil, err
	}
	local, err := namespaced.CreateAllResources(&namespaced.FactoryArgs{Namespace: namespace})
	if err != nil {
		return nil, err
	}
	return slices.Concat(static, dynamic, local), nil
}

// sorted keeps the kinds of the list, in its order and by name: the factories are called in the order of a Go map.
func sorted(objects []client.Object) []client.Object {
	rank := func(object client.Object) int {
		return slices.Index(kinds, object.GetObjectKind().GroupVersionKind().Kind)
	}
	objects = slices.DeleteFunc(objects, func(object client.Object) bool { return rank(object) < 0 })
	slices.SortFunc(objects, func(a, b client.Object) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.GetName(), b.GetName()))
	})
	return objects
}
