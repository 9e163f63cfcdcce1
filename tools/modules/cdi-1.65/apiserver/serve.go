package main

import (
	"context"
	"errors"
	"fmt"

	snapclient "github.com/kubernetes-csi/external-snapshotter/client/v6/clientset/versioned"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	aggregatorclient "k8s.io/kube-aggregator/pkg/client/clientset_generated/clientset"
	"kubevirt.io/containerized-data-importer/pkg/apiserver"
	cdiclient "kubevirt.io/containerized-data-importer/pkg/client/clientset/versioned"
	certwatcher "kubevirt.io/containerized-data-importer/pkg/util/cert/watcher"
	cryptowatch "kubevirt.io/containerized-data-importer/pkg/util/tls-crypto-watch"
)

// serve answers until the context ends. Every part is upstream's; only the address is ours.
func serve(ctx context.Context, o options) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	config, err := clientcmd.BuildConfigFromFlags("", o.kubeconfig)
	if err != nil {
		return fmt.Errorf("kubeconfig: %w", err)
	}
	certificates, err := certwatcher.New(o.cert, o.key)
	if err != nil {
		return fmt.Errorf("certificate: %w", err)
	}
	reader, err := newReader(ctx, config)
	if err != nil {
		return fmt.Errorf("cache of storage: %w", err)
	}
	server, err := newServer(ctx, config, o, reader, certificates)
	if err != nil {
		return err
	}
	failed := make(chan error, 1)
	go func() { failed <- certificates.Start(ctx.Done()) }()
	go func() { failed <- server.Start(ctx.Done()) }()
	err = <-failed
	if ctx.Err() != nil {
		return nil
	}
	if err == nil {
		err = errors.New("the server ended unasked")
	}
	return err
}

func newServer(ctx context.Context, config *rest.Config, o options, reader *reader, certificates apiserver.CertWatcher) (apiserver.CdiAPIServer, error) {
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	aggregator, err := aggregatorclient.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	cdi, err := cdiclient.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	snapshots, err := snapclient.NewForConfig(config)
	if err != nil {
		return nil, err
	}
	authentication, err := apiserver.NewAuthConfigWatcher(ctx, client)
	if err != nil {
		return nil, fmt.Errorf("how clients are authenticated: %w", err)
	}
	authorizer, err := apiserver.NewAuthorizorFromConfig(config, authentication)
	if err != nil {
		return nil, fmt.Errorf("authorizer: %w", err)
	}
	tls, err := cryptowatch.NewCdiConfigTLSWatcher(ctx, cdi)
	if err != nil {
		return nil, fmt.Errorf("TLS settings of CDIConfig: %w", err)
	}
	return apiserver.NewCdiAPIServer(o.listen, o.port, client, aggregator, cdi, snapshots, reader, authorizer, authentication, tls, certificates, nil)
}
