// Command operator runs the operator of CDI 1.65 without metrics and health checks. Upstream's own command serves these
// on every interface of the machine, ports 8443 and 8444, which belong to others there.
package main

import (
	"flag"
	"fmt"
	"log"

	popv1beta1 "github.com/kubernetes-csi/volume-data-source-validator/client/apis/volumepopulator/v1beta1"
	ocpconfigv1 "github.com/openshift/api/config/v1"
	routev1 "github.com/openshift/api/route/v1"
	secv1 "github.com/openshift/api/security/v1"
	promv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	extv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"
	apiregistrationv1 "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1"
	cdiv1 "kubevirt.io/containerized-data-importer-api/pkg/apis/core/v1beta1"
	forklift "kubevirt.io/containerized-data-importer-api/pkg/apis/forklift/v1beta1"
	cdiclient "kubevirt.io/containerized-data-importer/pkg/client/clientset/versioned"
	"kubevirt.io/containerized-data-importer/pkg/operator/controller"
	"kubevirt.io/containerized-data-importer/pkg/util"
	cryptowatch "kubevirt.io/containerized-data-importer/pkg/util/tls-crypto-watch"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client/config"
	logf "sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	"sigs.k8s.io/controller-runtime/pkg/manager/signals"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"
)

func main() {
	flag.Parse() // controller-runtime adds --kubeconfig
	logf.SetLogger(zap.New())
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

// run does what upstream's main does (CDI: cmd/cdi-operator/operator.go, 1.65), the two addresses aside.
func run() error {
	cluster, err := config.GetConfig()
	if err != nil {
		return fmt.Errorf("kubeconfig: %w", err)
	}
	types, err := types()
	if err != nil {
		return err
	}
	namespace := util.GetNamespace()
	operator, err := manager.New(cluster, manager.Options{
		Scheme:                     types,
		Cache:                      cache.Options{DefaultNamespaces: map[string]cache.Config{namespace: {}}},
		LeaderElection:             true,
		LeaderElectionNamespace:    namespace,
		LeaderElectionID:           "cdi-operator-leader-election-helper",
		LeaderElectionResourceLock: "leases",
		HealthProbeBindAddress:     "0",
		Metrics:                    server.Options{BindAddress: "0"},
	})
	if err != nil {
		return err
	}
	if err := controller.Add(operator); err != nil {
		return err
	}
	// nothing is served with these settings here, but the operator's account must be allowed to watch them
	settings := cryptowatch.NewManagedTLSWatcher(cdiclient.NewForConfigOrDie(cluster))
	settings.SetCache(operator.GetCache())
	if err := operator.Add(settings); err != nil {
		return err
	}
	return operator.Start(signals.SetupSignalHandler())
}

func types() (*runtime.Scheme, error) {
	types := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		scheme.AddToScheme, cdiv1.AddToScheme, extv1.AddToScheme, apiregistrationv1.AddToScheme, promv1.AddToScheme, secv1.Install,
		routev1.Install, forklift.AddToScheme, popv1beta1.AddToScheme, ocpconfigv1.Install,
	} {
		if err := add(types); err != nil {
			return nil, err
		}
	}
	return types, nil
}
