package delivery

import (
	"context"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// scheduled publishes a commit in which the image is looked for at another time: what is immutable is made anew.
func (t *trial) scheduled(ctx context.Context) error {
	next := t.commits[scheduled]
	cron := next.Find("DataImportCron")
	old, err := t.Client.Current(ctx, cron)
	if err != nil {
		return err
	}
	before, err := t.images(ctx, cron.GetNamespace())
	if err != nil {
		return err
	}
	if err := t.deliver(ctx, next); err != nil {
		return err
	}
	now, err := t.Client.Current(ctx, cron)
	if err != nil {
		return err
	}
	schedule := kube.Text(now, "spec", "schedule")
	t.schedule.Check(now.GetUID() != old.GetUID() && schedule == kube.Text(cron, "spec", "schedule"), "%s has the schedule %s", kube.Name(cron), schedule)
	t.schedule.Row(kube.Name(cron), fmt.Sprintf("made anew, with `%s`", schedule))
	after, err := t.images(ctx, cron.GetNamespace())
	if err != nil {
		return err
	}
	for _, kind := range imageKinds {
		same := 0
		for name, uid := range before[kind.name] {
			if t.schedule.Check(after[kind.name][name] == uid, "%s %s is gone, or another one", kind.name, name) {
				same++
			}
		}
		t.schedule.Row(kind.name, fmt.Sprintf("%d of %d are the same", same, len(before[kind.name])))
	}
	return nil
}

// imageKinds are what images and their machines consist of.
var imageKinds = []struct{ version, name string }{
	{"cdi.kubevirt.io/v1beta1", "DataSource"}, {"cdi.kubevirt.io/v1beta1", "DataVolume"}, {"v1", "PersistentVolumeClaim"},
	{"kubevirt.io/v1", "VirtualMachineInstance"},
}

// images are the UIDs of the images' objects, and of all machines, by kind and name.
func (t *trial) images(ctx context.Context, namespace string) (map[string]map[string]string, error) {
	found := map[string]map[string]string{}
	for _, kind := range imageKinds {
		within := namespace
		if kind.name == "VirtualMachineInstance" {
			within = ""
		}
		objects, err := t.Client.List(ctx, kind.version, kind.name, within)
		if err != nil {
			return nil, err
		}
		found[kind.name] = map[string]string{}
		for i := range objects {
			found[kind.name][kube.Path(&objects[i])] = string(objects[i].GetUID())
		}
	}
	return found, nil
}
