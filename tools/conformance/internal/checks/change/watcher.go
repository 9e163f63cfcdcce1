package change

import (
	"context"
	"maps"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/tools/cache"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// The kinds that a pool and its machines are made of.
const (
	poolKind     = "VirtualMachinePool"
	machineKind  = "VirtualMachine"
	instanceKind = "VirtualMachineInstance"
	volumeKind   = "DataVolume"
	claimKind    = "PersistentVolumeClaim"
)

var watchedKinds = map[string]schema.GroupVersionResource{
	machineKind:  {Group: "kubevirt.io", Version: "v1", Resource: "virtualmachines"},
	instanceKind: {Group: "kubevirt.io", Version: "v1", Resource: "virtualmachineinstances"},
	volumeKind:   {Group: "cdi.kubevirt.io", Version: "v1beta1", Resource: "datavolumes"},
	claimKind:    {Version: "v1", Resource: "persistentvolumeclaims"},
}

// objects of one namespace, by kind and name.
type objects map[string]map[string]*kube.Object

// watcher sees every event of machines, their instances and their disks.
type watcher struct {
	mu         sync.Mutex
	namespaces map[string]*watchedNamespace
}

type watchedNamespace struct {
	now objects
	// last is when something last happened.
	last time.Time
	// fewest is how many members ran at once, at the worst moment since begin.
	fewest int
}

// watch begins to watch, until the context ends.
func watch(ctx context.Context, client *kube.Client) (*watcher, error) {
	w := &watcher{namespaces: map[string]*watchedNamespace{}}
	informers := dynamicinformer.NewDynamicSharedInformerFactory(client.Dynamic, 0)
	for kind, resource := range watchedKinds {
		_, err := informers.ForResource(resource).Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
			AddFunc:    func(object any) { w.see(kind, object, true) },
			UpdateFunc: func(_, object any) { w.see(kind, object, true) },
			DeleteFunc: func(object any) { w.see(kind, object, false) },
		})
		if err != nil {
			return nil, err
		}
	}
	informers.Start(ctx.Done())
	informers.WaitForCacheSync(ctx.Done())
	return w, ctx.Err()
}

func (w *watcher) see(kind string, event any, there bool) {
	if unknown, is := event.(cache.DeletedFinalStateUnknown); is {
		event = unknown.Obj
	}
	object, is := event.(*kube.Object)
	if !is {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	n := w.namespaces[object.GetNamespace()]
	if n == nil {
		n = &watchedNamespace{now: objects{machineKind: {}, instanceKind: {}, volumeKind: {}, claimKind: {}}}
		w.namespaces[object.GetNamespace()] = n
	}
	n.last = time.Now()
	if there {
		n.now[kind][object.GetName()] = object
	} else {
		delete(n.now[kind], object.GetName())
	}
	n.fewest = min(n.fewest, n.now.running())
}

// begin has the count of what runs at once begin anew, and returns what there is.
func (w *watcher) begin(namespace string) objects {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := w.namespaces[namespace]
	n.fewest, n.last = n.now.running(), time.Now()
	return n.now.clone()
}

// look returns what there is, how many members ran at the worst moment, and for how long nothing has happened.
func (w *watcher) look(namespace string) (now objects, fewest int, quiet time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := w.namespaces[namespace]
	if n == nil {
		return objects{}, 0, 0
	}
	return n.now.clone(), n.fewest, time.Since(n.last)
}

func (o objects) clone() objects {
	clone := objects{}
	for kind, all := range o {
		clone[kind] = maps.Clone(all)
	}
	return clone
}

// members are the machines that a pool has made.
func (o objects) members() map[string]*kube.Object { return o.machines(true) }

// others are the machines that no pool has made.
func (o objects) others() map[string]*kube.Object { return o.machines(false) }

func (o objects) machines(ofPool bool) map[string]*kube.Object {
	found := map[string]*kube.Object{}
	for name, machine := range o[machineKind] {
		if (ownerOf(machine, poolKind) != "") == ofPool {
			found[name] = machine
		}
	}
	return found
}

// running counts the members that run and have not been told to stop.
func (o objects) running() int {
	count := 0
	for name := range o.members() {
		if runs(o[instanceKind][name]) {
			count++
		}
	}
	return count
}

func runs(instance *kube.Object) bool {
	return instance != nil && instance.GetDeletionTimestamp() == nil && kube.Text(instance, "status", "phase") == "Running"
}

// ownerOf is the UID of the controller of an object, if it is of that kind.
func ownerOf(object *kube.Object, kind string) string {
	for _, owner := range object.GetOwnerReferences() {
		if owner.Kind == kind && owner.Controller != nil && *owner.Controller {
			return string(owner.UID)
		}
	}
	return ""
}
