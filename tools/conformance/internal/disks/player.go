// Package disks plays CDI's controllers and a storage provider: every DataVolume gets a claim that is bound, and
// succeeds; every DataImportCron gets the DataSource that CDI would make of it. It copies nothing, and leaves the rest
// to Kubernetes.
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
}

type item struct{ kind, namespace, name string }

// Play begins to play CDI; its kinds must be served.
func Play(ctx context.Context, client *kube.Client) (*Player, error) {
	ctx, stop := context.WithCancel(ctx)
	p := &Player{client: client, queue: workqueue.NewTypedDelayingQueue[item](), stop: stop, failures: map[item]error{}}
	if err := Configure(ctx, client); err != nil {
		stop()
		return nil, err
	}
	informers := dynamicinformer.NewDynamicSharedInformerFactory(client.Dynamic, 0)
	for resource, kind := range map[string]string{"datavolumes": "DataVolume", "dataimportcrons": "DataImportCron"} {
		add := func(object any) {
			if object, is := object.(*unstructured.Unstructured); is {
				p.queue.Add(item{kind, object.GetNamespace(), object.GetName()})
			}
		}
		informer := informers.ForResource(schema.GroupVersionResource{Group: "cdi.kubevirt.io", Version: "v1beta1", Resource: resource}).Informer()
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
	object, err := p.client.Get(ctx, api, next.kind, next.namespace, next.name)
	if err != nil || object == nil || object.GetDeletionTimestamp() != nil {
		return err
	}
	if next.kind == "DataImportCron" {
		return p.importOnce(ctx, object)
	}
	return p.fill(ctx, object)
}

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
	found, err := p.client.Get(ctx, "v1", "PersistentVolumeClaim", namespace, name)
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
	volumeName := "played-" + string(volume.GetUID())
	persistent := &kube.Object{Object: map[string]any{
		"apiVersion": "v1", "kind": "PersistentVolume", "metadata": map[string]any{"name": volumeName},
		"spec": map[string]any{
			"accessModes": modes, "volumeMode": "Block", "storageClassName": class, "capacity": map[string]any{"storage": size},
			"csi":                           map[string]any{"driver": "csi.example.com", "volumeHandle": string(volume.GetUID())},
			"claimRef":                      map[string]any{"namespace": namespace, "name": name},
			"persistentVolumeReclaimPolicy": "Retain",
		},
	}}
	if _, err := p.client.Create(ctx, persistent); err != nil && !apierrors.IsAlreadyExists(err) {
		return nil, err
	}
	return p.client.Create(ctx, &kube.Object{Object: map[string]any{
		"apiVersion": "v1", "kind": "PersistentVolumeClaim",
		"metadata": map[string]any{
			"name": name, "namespace": namespace, "labels": map[string]any{"app": "containerized-data-importer"},
			"ownerReferences": []any{map[string]any{
				"apiVersion": api, "kind": "DataVolume", "name": name, "uid": string(volume.GetUID()), "controller": true, "blockOwnerDeletion": true,
			}},
		},
		"spec": map[string]any{
			"accessModes": modes, "volumeMode": "Block", "storageClassName": class, "volumeName": volumeName,
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
	claim, err := p.client.Get(ctx, "v1", "PersistentVolumeClaim", cmp.Or(kube.Text(source, "spec", "source", "pvc", "namespace"), home), name)
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
	return nil
}
