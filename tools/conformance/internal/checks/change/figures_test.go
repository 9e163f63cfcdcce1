package change

import (
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// pool is what a namespace holds in which one member runs, and a machine that is not the pool's.
func pool() objects {
	return objects{
		machineKind:  {"a": object("a", "m1", poolKind), "foreign": object("foreign", "f1", "")},
		instanceKind: {"a": running("a", "i1"), "foreign": running("foreign", "f2")},
		volumeKind:   {"disk": object("disk", "v1", machineKind)},
		claimKind:    {"disk": object("disk", "c1", volumeKind)},
	}
}

func object(name string, uid types.UID, owner string) *kube.Object {
	o := &kube.Object{Object: map[string]any{}}
	o.SetName(name)
	o.SetUID(uid)
	if controller := true; owner != "" {
		o.SetOwnerReferences([]metav1.OwnerReference{{Kind: owner, UID: "owner", Controller: &controller}})
	}
	return o
}

func running(name string, uid types.UID) *kube.Object {
	o := object(name, uid, machineKind)
	o.Object["status"] = map[string]any{"phase": "Running"}
	return o
}

func TestCompare(t *testing.T) {
	for name, try := range map[string]struct {
		change func(objects)
		want   figures
	}{
		"nothing":    {func(objects) {}, figures{}},
		"a restart":  {func(o objects) { o[instanceKind]["a"] = running("a", "i2") }, figures{restarted: 1}},
		"a shutdown": {func(o objects) { delete(o[instanceKind], "a") }, figures{restarted: 1}},
		"another machine with another disk": {func(o objects) {
			o[machineKind]["a"], o[claimKind]["disk"] = object("a", "m2", poolKind), object("disk", "c2", volumeKind)
		}, figures{recreated: 1, lost: 1, made: 1}},
		"a machine that goes and leaves its disk": {func(o objects) {
			delete(o[machineKind], "a")
			o[volumeKind]["disk"] = object("disk", "v1", "")
		}, figures{deleted: 1, spare: 1}},
		"a foreign machine that is adopted":   {func(o objects) { o[machineKind]["foreign"] = object("foreign", "f1", poolKind) }, figures{added: 1, touched: 1}},
		"a foreign machine that is restarted": {func(o objects) { o[instanceKind]["foreign"] = running("foreign", "f3") }, figures{touched: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			after := pool()
			try.change(after)
			if got := compare(pool(), after, 0); got != try.want {
				t.Errorf("%+v instead of %+v", got, try.want)
			}
		})
	}
}

func TestFewest(t *testing.T) {
	w := &watcher{namespaces: map[string]*watchedNamespace{}}
	there := pool()
	for kind, all := range there {
		for _, o := range all {
			w.see(kind, o, true)
		}
	}
	w.begin("")
	w.see(instanceKind, there[instanceKind]["a"], false)
	w.see(instanceKind, running("a", "i2"), true)
	if now, fewest, _ := w.look(""); fewest != 0 || now.running() != 1 {
		t.Errorf("%d run, %d at the worst moment", now.running(), fewest)
	}
}

func TestNothingBoundsHowManyRun(t *testing.T) {
	for fewest, rest := range map[int]bool{0: true, 2: true} {
		seen := &watcher{namespaces: map[string]*watchedNamespace{"cluster-a": {now: pool(), fewest: fewest}}}
		o := &outcome{moment: moment{tenant: "a", want: figures{fewest: unbounded}}, before: pool()}
		o.measure(seen)
		if o.rest != rest || o.running() != "not bounded" {
			t.Errorf("with %d running: %t, %s", fewest, o.rest, o.running())
		}
		o.want.fewest = 1
		if o.measure(seen); o.rest {
			t.Errorf("with %d running instead of 1: as expected", fewest)
		}
	}
}
