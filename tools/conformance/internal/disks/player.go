// Package disks plays CDI's controllers and a storage provider: every DataVolume gets a claim, and succeeds; every claim
// gets a volume, to which Kubernetes binds it; every DataImportCron gets the DataSource that CDI would make of it. It
// copies nothing, and leaves the rest to Kubernetes.
package disks

import (
	"cmp"
	"context"
	"fmt"
	"sync"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

const (
	api     = "cdi.kubevirt.io/v1beta1"
	workers = 8
	// claimKind is that of claims.
	claimKind = "PersistentVolumeClaim"
	// retry is how soon something is tried again that could not be done, such as a claim that a quota refuses.
	retry = 500 * time.Millisecond
)

// Player plays CDI until it is stopped.
type Player struct {
	client *kube.Client
	queue  workqueue.TypedDelayingInterface[item]
	stop   context.CancelFunc
	done   sync.WaitGroup

	mu       sync.Mutex
	failures map[item]error
	waiting  map[item]bool
}

type item struct{ kind, namespace, name string }

// Play begins to play CDI; its kinds must be served.
func Play(ctx context.Context, client *kube.Client) (*Player, error) {
	ctx, stop := context.WithCancel(ctx)
	p := &Player{client: client, queue: workqueue.NewTypedDelayingQueue[item](), stop: stop, failures: map[item]error{}, waiting: map[item]bool{}}
	if err := Configure(ctx, client); err != nil {
		stop()
		return nil, err
	}
	informers := dynamicinformer.NewDynamicSharedInformerFactory(client.Dynamic, 0)
	for resource, kind := range map[schema.GroupVersionResource]string{
		{Group: "cdi.kubevirt.io", Version: "v1beta1", Resource: "datavolumes"}:     "DataVolume",
		{Group: "cdi.kubevirt.io", Version: "v1beta1", Resource: "dataimportcrons"}: "DataImportCron",
		{Version: "v1", Resource: "persistentvolumeclaims"}:                         claimKind,
	} {
		add := func(object any) {
			if object, is := object.(*unstructured.Unstructured); is {
				p.queue.Add(item{kind, object.GetNamespace(), object.GetName()})
			}
		}
		informer := informers.ForResource(resource).Informer()
		if _, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{AddFunc: add, UpdateFunc: func(_, object any) { add(object) }}); err != nil {
			stop()
			return nil, err
		}
	}
	informers.Start(ctx.Done())
	for range workers {
		p.done.Go(func() { p.work(ctx) })
	}
	return p, nil
}

// Configure makes what CDI's controller derives from the custom resource: without it, KubeVirt does not know what a
// filesystem takes, and cdi-operator not which gates are on.
func Configure(ctx context.Context, client *kube.Client) error {
	resource, err := client.Only(ctx, api, "CDI", "")
	if err != nil {
		return err
	}
	// without one: CDI 1.65, pkg/common/common.go: DefaultGlobalOverhead
	overhead := cmp.Or(kube.Text(resource, "spec", "config", "filesystemOverhead", "global"), "0.06")
	_, err = client.Apply(ctx, &kube.Object{Object: map[string]any{
		"apiVersion": api, "kind": "CDIConfig", "metadata": map[string]any{"name": "config"},
		"spec":   map[string]any{"featureGates": kube.Field(resource, "spec", "config", "featureGates")},
		"status": map[string]any{"filesystemOverhead": map[string]any{"global": overhead}},
	}})
	if err != nil {
		return fmt.Errorf("CDI's configuration: %w", err)
	}
	return nil
}

// Stop ends the play.
func (p *Player) Stop() {
	p.stop()
	p.queue.ShutDown()
	p.done.Wait()
}

// Wait has a claim that is not there yet wait for its first consumer, who never comes.
func (p *Player) Wait(namespace, name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting[item{claimKind, namespace, name}] = true
}

func (p *Player) waits(next item) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.waiting[next]
}

// Failure is why a DataVolume cannot succeed for now, such as a quota; nothing if it can.
func (p *Player) Failure(namespace, name string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.failures[item{"DataVolume", namespace, name}]
}

func (p *Player) work(ctx context.Context) {
	for {
		next, ended := p.queue.Get()
		if ended {
			return
		}
		err := p.play(ctx, next)
		p.mu.Lock()
		p.failures[next] = err
		p.mu.Unlock()
		p.queue.Done(next)
		if err != nil && ctx.Err() == nil {
			p.queue.AddAfter(next, retry)
		}
	}
}

func (p *Player) play(ctx context.Context, next item) error {
	version := api
	if next.kind == claimKind {
		version = "v1"
	}
	object, err := p.client.Get(ctx, version, next.kind, next.namespace, next.name)
	if err != nil || object == nil || object.GetDeletionTimestamp() != nil {
		return err
	}
	switch next.kind {
	case "DataImportCron":
		return p.importOnce(ctx, object)
	case claimKind:
		if p.waits(next) {
			return nil
		}
		return p.provide(ctx, object)
	}
	return p.fill(ctx, object)
}

// provide gives a claim a volume. Those of DataVolumes have one from the beginning.
func (p *Player) provide(ctx context.Context, claim *kube.Object) error {
	if kube.Text(claim, "spec", "volumeName") != "" {
		return nil
	}
	modes, _, _ := unstructured.NestedSlice(claim.Object, "spec", "accessModes")
	return p.volume(ctx, claim, persistent{
		modes: modes, class: kube.Text(claim, "spec", "storageClassName"), mode: kube.Text(claim, "spec", "volumeMode"),
		size: kube.Text(claim, "spec", "resources", "requests", "storage"),
	})
}

// persistent is what a claim asks of its volume.
type persistent struct {
	modes             []any
	class, mode, size string
}

// volume makes a volume that is for one claim alone, which the object is or is to get.
func (p *Player) volume(ctx context.Context, of *kube.Object, asked persistent) error {
	_, err := p.client.Create(ctx, &kube.Object{Object: map[string]any{
		"apiVersion": "v1", "kind": "PersistentVolume", "metadata": map[string]any{"name": volumeName(of)},
		"spec": map[string]any{
			"accessModes": asked.modes, "volumeMode": asked.mode, "storageClassName": asked.class, "capacity": map[string]any{"storage": asked.size},
			"csi":                           map[string]any{"driver": "csi.example.com", "volumeHandle": string(of.GetUID())},
			"claimRef":                      map[string]any{"namespace": of.GetNamespace(), "name": of.GetName()},
			"persistentVolumeReclaimPolicy": "Retain",
		},
	}})
	if apierrors.IsAlreadyExists(err) {
		return nil
	}
	return err
}

func volumeName(of *kube.Object) string { return "played-" + string(of.GetUID()) }

// fill gives a DataVolume a claim that is bound, and says that it has succeeded. The order matters: were it to succeed
// without a bound claim, KubeVirt would make a pod that consumes the claim first.
func (p *Player) fill(ctx context.Context, volume *kube.Object) error {
	if kube.Text(volume, "status", "phase") == "Succeeded" {
		return nil
	}
	claim, err := p.claim(ctx, volume)
	if err != nil {
		return err
	}
	if kube.Text(claim, "status", "phase") != "Bound" {
		return fmt.Errorf("the claim %s/%s is not bound yet", claim.GetNamespace(), claim.GetName())
	}
	condition := func(kind, status string) any { return map[string]any{"type": kind, "status": status} }
	return p.client.PatchStatus(ctx, volume, map[string]any{
		"phase": "Succeeded", "progress": "100.0%",
		"conditions": []any{condition("Ready", "True"), condition("Bound", "True"), condition("Running", "False")},
	})
}

// claim is the claim of a DataVolume, made as CDI makes it: of the same name and size, and owned by it.
func (p *Player) claim(ctx context.Context, volume *kube.Object) (*kube.Object, error) {
	namespace, name := volume.GetNamespace(), volume.GetName()
	found, err := p.client.Get(ctx, "v1", claimKind, namespace, name)
	if found != nil && found.GetDeletionTimestamp() != nil {
		return nil, fmt.Errorf("the claim %s/%s of an earlier DataVolume is still being deleted", namespace, name)
	}
	if err != nil || found != nil {
		return found, err
	}
	storage, _ := kube.Field(volume, "spec", "storage").(map[string]any)
	if storage == nil {
		storage, _ = kube.Field(volume, "spec", "pvc").(map[string]any)
	}
	size, _, _ := unstructured.NestedString(storage, "resources", "requests", "storage")
	if size == "" {
		if size, err = p.sourceSize(ctx, volume); err != nil {
			return nil, err
		}
	}
	modes, _, _ := unstructured.NestedSlice(storage, "accessModes")
	if len(modes) == 0 {
		modes = []any{"ReadWriteMany"} // as a StorageProfile would say
	}
	class, _, _ := unstructured.NestedString(storage, "storageClassName")
	if err := p.volume(ctx, volume, persistent{modes: modes, class: class, mode: "Block", size: size}); err != nil {
		return nil, err
	}
	return p.client.Create(ctx, &kube.Object{Object: map[string]any{
		"apiVersion": "v1", "kind": claimKind,
		"metadata": map[string]any{
			"name": name, "namespace": namespace, "labels": map[string]any{"app": "containerized-data-importer"},
			"ownerReferences": []any{map[string]any{
				"apiVersion": api, "kind": "DataVolume", "name": name, "uid": string(volume.GetUID()), "controller": true, "blockOwnerDeletion": true,
			}},
		},
		"spec": map[string]any{
			"accessModes": modes, "volumeMode": "Block", "storageClassName": class, "volumeName": volumeName(volume),
			"resources": map[string]any{"requests": map[string]any{"storage": size}},
		},
	}})
}

// sourceSize is the size of the claim that a DataVolume without one is a clone of, which CDI takes (CDI 1.65,
// pkg/controller/datavolume/pvc-clone-controller.go: detectCloneSize).
func (p *Player) sourceSize(ctx context.Context, volume *kube.Object) (string, error) {
	source, home := volume, volume.GetNamespace()
	if name := kube.Text(volume, "spec", "sourceRef", "name"); name != "" {
		found, err := p.client.Get(ctx, api, "DataSource", cmp.Or(kube.Text(volume, "spec", "sourceRef", "namespace"), home), name)
		if err != nil {
			return "", err
		}
		if found == nil {
			return "", fmt.Errorf("the DataSource %s of DataVolume %s/%s is not there yet", name, home, volume.GetName())
		}
		source, home = found, found.GetNamespace()
	}
	name := kube.Text(source, "spec", "source", "pvc", "name")
	claim, err := p.client.Get(ctx, "v1", claimKind, cmp.Or(kube.Text(source, "spec", "source", "pvc", "namespace"), home), name)
	if err != nil {
		return "", err
	}
	if claim == nil {
		return "", fmt.Errorf("the claim %q of DataVolume %s/%s is not there yet", name, volume.GetNamespace(), volume.GetName())
	}
	return kube.Text(claim, "spec", "resources", "requests", "storage"), nil
}

// importOnce makes what CDI makes of a cron: a first import, and the DataSource that names it.
func (p *Player) importOnce(ctx context.Context, cron *kube.Object) error {
	template, _ := kube.Field(cron, "spec", "template", "spec").(map[string]any)
	name := cron.GetName() + "-played"
	volume := &kube.Object{Object: map[string]any{
		"apiVersion": api, "kind": "DataVolume", "spec": template,
		"metadata": map[string]any{"name": name, "namespace": cron.GetNamespace()},
	}}
	if _, err := p.client.Create(ctx, volume); err != nil && !apierrors.IsAlreadyExists(err) {
		return err
	}
	source := &kube.Object{Object: map[string]any{
		"apiVersion": api, "kind": "DataSource",
		"metadata": map[string]any{"name": kube.Text(cron, "spec", "managedDataSource"), "namespace": cron.GetNamespace()},
		"spec":     map[string]any{"source": map[string]any{"pvc": map[string]any{"namespace": cron.GetNamespace(), "name": name}}},
	}}
	if _, err := p.client.Create(ctx, source); err != nil && !apierrors.IsAlreadyExists(err) {
		return err
	}
	if kube.Text(cron, "status", "lastImportedPVC", "name") == name {
		return nil
	}
	// the kind has no subresource for its status
	return p.client.Merge(ctx, cron, map[string]any{"status": map[string]any{
		"lastImportedPVC": map[string]any{"namespace": cron.GetNamespace(), "name": name},
	}})
}
