package plugged

import (
	"cmp"
	"context"
	"fmt"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// The resources through which a volume is plugged in: a member's machine, and its running instance.
const (
	byMachine  = "virtualmachines"
	byInstance = "virtualmachineinstances"
)

// The volumes that are plugged in, by the way.
var volumeBy = map[string]string{byMachine: "by-machine", byInstance: "by-instance"}

// first is the member into which volumes are plugged: it stays when its pool scales in.
const (
	first  = "workers-0"
	second = "workers-1"
)

func namespace(tenant string) string { return "cluster-" + tenant }

// makeVolume makes a volume to be plugged into a tenant's machines, as a CSI driver does, and waits until it is there.
func (c *place) makeVolume(ctx context.Context, tenant, name string) error {
	volume := &kube.Object{Object: map[string]any{
		"apiVersion": "cdi.kubevirt.io/v1beta1", "kind": "DataVolume",
		"metadata": map[string]any{"name": name, "namespace": namespace(tenant)},
		"spec": map[string]any{
			"source": map[string]any{"blank": map[string]any{}},
			"storage": map[string]any{
				"accessModes": []any{"ReadWriteMany"}, "resources": map[string]any{"requests": map[string]any{"storage": "1Gi"}},
			},
		},
	}}
	if _, err := c.Client.Create(ctx, volume); err != nil {
		return err
	}
	return c.awaitFilled(ctx, volume)
}

// awaitFilled waits until a volume is there.
func (c *place) awaitFilled(ctx context.Context, volume *kube.Object) error {
	return kube.Await(ctx, kube.Name(volume), cluster.Patience, func(ctx context.Context) (bool, error) {
		found, err := c.Client.Current(ctx, volume)
		return kube.Text(found, "status", "phase") == "Succeeded", err
	})
}

// plug plugs a volume into a member: the error is the server's.
func (c *place) plug(ctx context.Context, tenant, member, way, volume string) error {
	return c.Client.Ask(ctx, subresources, way, namespace(tenant), member, "addvolume", map[string]any{
		"name": volume, "disk": map[string]any{"disk": map[string]any{"bus": "scsi"}},
		"volumeSource": map[string]any{"dataVolume": map[string]any{"name": volume}},
	})
}

// unplug takes a volume out of a member's machine.
func (c *place) unplug(ctx context.Context, tenant, member, volume string) error {
	return c.Client.Ask(ctx, subresources, byMachine, namespace(tenant), member, "removevolume", map[string]any{"name": volume})
}

const subresources = "subresources.kubevirt.io/v1"

// state is what there is of a member.
type state struct{ machine, instance *kube.Object }

func (c *place) look(ctx context.Context, tenant, member string) (state, error) {
	machine, err := c.Client.Get(ctx, "kubevirt.io/v1", "VirtualMachine", namespace(tenant), member)
	if err != nil {
		return state{}, err
	}
	instance, err := c.Client.Get(ctx, "kubevirt.io/v1", "VirtualMachineInstance", namespace(tenant), member)
	return state{machine, instance}, err
}

// written tells whether the machine has a volume in its template.
func (s state) written(volume string) bool {
	return has(kube.Field(s.machine, "spec", "template", "spec", "volumes"), volume)
}

// plugged tells whether the instance has a volume.
func (s state) plugged(volume string) bool {
	return has(kube.Field(s.instance, "spec", "volumes"), volume)
}

func has(volumes any, name string) bool {
	list, _ := volumes.([]any)
	for _, each := range list {
		if volume, _ := each.(map[string]any); volume["name"] == name {
			return true
		}
	}
	return false
}

// runs tells whether a member runs in another instance than before, if there was one.
func (s state) runs(before state) bool {
	return s.instance != nil && s.instance.GetDeletionTimestamp() == nil && kube.Text(s.instance, "status", "phase") == "Running" &&
		(before.instance == nil || s.instance.GetUID() != before.instance.GetUID())
}

// awaitMember waits until something holds of a member.
func (c *place) awaitMember(ctx context.Context, tenant, member, what string, holds func(state) bool) (now state, err error) {
	err = kube.Await(ctx, fmt.Sprintf("%s/%s %s", namespace(tenant), member, what), cluster.Patience, func(ctx context.Context) (bool, error) {
		now, err = c.look(ctx, tenant, member)
		return err == nil && holds(now), err
	})
	return now, err
}

// touch changes nothing that matters in a member. virt-controller then looks at it anew, as it does whenever a node tells
// of its instance, which no played node does by itself.
func (c *place) touch(ctx context.Context, tenant, member string) error {
	now, err := c.look(ctx, tenant, member)
	if err != nil {
		return err
	}
	return c.Client.Merge(ctx, now.machine, map[string]any{"metadata": map[string]any{"annotations": map[string]any{"example.com/touched": "yes"}}})
}

// restart has a member start anew, as after a crash of its node.
func (c *place) restart(ctx context.Context, tenant, member string) (now state, err error) {
	before, err := c.look(ctx, tenant, member)
	if err == nil && before.instance != nil {
		err = c.Client.Delete(ctx, before.instance)
	}
	if err != nil {
		return state{}, err
	}
	return c.awaitMember(ctx, tenant, member, "to run again", func(now state) bool { return now.runs(before) })
}

// plugEverywhere plugs a volume into the first member of each tenant by each way that is to work, and waits until the
// instances have them.
func (c *place) plugEverywhere(ctx context.Context, tenants []string, ways ...string) error {
	for _, tenant := range tenants {
		for _, way := range ways {
			volume := volumeBy[way]
			if err := cmp.Or(c.makeVolume(ctx, tenant, volume), c.plug(ctx, tenant, first, way, volume)); err != nil {
				return fmt.Errorf("%s, plugged into %s/%s: %w", volume, namespace(tenant), first, err)
			}
		}
	}
	for _, tenant := range tenants {
		for _, way := range ways {
			_, err := c.awaitMember(ctx, tenant, first, "to have "+volumeBy[way], func(now state) bool {
				return now.plugged(volumeBy[way]) && now.written(volumeBy[way]) == (way == byMachine)
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}
