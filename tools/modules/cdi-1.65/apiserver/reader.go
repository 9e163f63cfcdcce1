package main

import (
	"context"
	"errors"

	snapshotv1 "github.com/kubernetes-csi/external-snapshotter/client/v6/apis/volumesnapshot/v1"
	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	cdiv1 "kubevirt.io/containerized-data-importer-api/pkg/apis/core/v1beta1"
	"kubevirt.io/containerized-data-importer/pkg/controller/datavolume"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// reader is a client that reads storage from a cache and all else from the server. The webhook that renders claims
// looks volumes up by an index, which only a cache has; all else it must see as it is now.
type reader struct {
	client.Client
	storage cache.Cache
}

// newReader returns once the cache is filled.
func newReader(ctx context.Context, config *rest.Config) (*reader, error) {
	types := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{scheme.AddToScheme, cdiv1.AddToScheme, snapshotv1.AddToScheme} {
		if err := add(types); err != nil {
			return nil, err
		}
	}
	direct, err := client.New(config, client.Options{Scheme: types})
	if err != nil {
		return nil, err
	}
	storage, err := cache.New(config, cache.Options{Scheme: types})
	if err != nil {
		return nil, err
	}
	if err := datavolume.CreateAvailablePersistentVolumeIndex(storage); err != nil {
		return nil, err
	}
	for _, object := range []client.Object{&corev1.PersistentVolume{}, &storagev1.StorageClass{}, &cdiv1.StorageProfile{}} {
		if _, err := storage.GetInformer(ctx, object, cache.BlockUntilSynced(false)); err != nil {
			return nil, err
		}
	}
	ended := make(chan error, 1)
	go func() { ended <- storage.Start(ctx) }()
	if !storage.WaitForCacheSync(ctx) {
		return nil, errors.Join(errors.New("it does not fill"), <-ended)
	}
	return &reader{Client: direct, storage: storage}, nil
}

func (r *reader) Get(ctx context.Context, key client.ObjectKey, object client.Object, options ...client.GetOption) error {
	switch object.(type) {
	case *corev1.PersistentVolume, *storagev1.StorageClass, *cdiv1.StorageProfile:
		return r.storage.Get(ctx, key, object, options...)
	}
	return r.Client.Get(ctx, key, object, options...)
}

func (r *reader) List(ctx context.Context, list client.ObjectList, options ...client.ListOption) error {
	switch list.(type) {
	case *corev1.PersistentVolumeList, *storagev1.StorageClassList, *cdiv1.StorageProfileList:
		return r.storage.List(ctx, list, options...)
	}
	return r.Client.List(ctx, list, options...)
}
