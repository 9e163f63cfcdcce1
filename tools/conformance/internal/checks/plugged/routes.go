package plugged

import (
	"context"
	"fmt"
	"time"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
)

// edited is the value that the pool's new template has for the field that is edited.
const edited = 60

// replace brings the new template to members as docs/how-to/plugged-volumes.md says: each is emptied of what is plugged
// into it and deleted, and the pool makes it anew.
func (c *place) replace(ctx context.Context, section *report.Section) (string, error) {
	volume := volumeBy[byMachine]
	before, err := c.claim(ctx, replacedTenant, volume)
	if err != nil {
		return "", err
	}
	if err := c.unplug(ctx, replacedTenant, first, volume); err != nil {
		return "", fmt.Errorf("unplugging a volume: %w", err)
	}
	if _, err := c.awaitMember(ctx, replacedTenant, first, "to let go of its volume", func(now state) bool {
		return !now.written(volume) && !now.plugged(volume)
	}); err != nil {
		return "", err
	}
	for _, name := range []string{first, second} {
		other := map[string]string{first: second, second: first}[name]
		old, err := c.look(ctx, replacedTenant, name)
		if err != nil {
			return "", err
		}
		standing, err := c.look(ctx, replacedTenant, other)
		if err != nil {
			return "", err
		}
		if err := c.Client.Delete(ctx, old.machine); err != nil {
			return "", err
		}
		now, err := c.awaitMember(ctx, replacedTenant, name, "to be made anew", func(now state) bool {
			return now.machine != nil && now.machine.GetUID() != old.machine.GetUID() && now.runs(old)
		})
		if err != nil {
			return "", err
		}
		section.Check(grace(now.instance) == edited, "%s was made anew without the new template", name)
		still, err := c.look(ctx, replacedTenant, other)
		if err != nil {
			return "", err
		}
		section.Check(!still.runs(standing) && still.instance != nil, "%s was restarted while %s was replaced", other, name)
	}
	if err := c.plug(ctx, replacedTenant, first, byMachine, volume); err != nil {
		return "", fmt.Errorf("plugging a volume in again: %w", err)
	}
	if _, err := c.awaitMember(ctx, replacedTenant, first, "to have its volume again", func(now state) bool {
		return now.plugged(volume) && now.written(volume)
	}); err != nil {
		return "", err
	}
	after, err := c.claim(ctx, replacedTenant, volume)
	section.Check(after == before && after != "", "the volume that was plugged into a replaced member is gone, or another one")
	return "every member has it; the volume is plugged in again, with what it holds", err
}

// patch brings a change to a member as docs/how-to/plugged-volumes.md says: the member's own VirtualMachine is changed
// like the template, and restarted.
func (c *place) patch(ctx context.Context, section *report.Section) (string, error) {
	volume := volumeBy[byMachine]
	disks, err := c.disks(ctx)
	if err != nil {
		return "", err
	}
	for _, name := range []string{first, second} {
		old, err := c.look(ctx, patchedTenant, name)
		if err != nil {
			return "", err
		}
		section.Check(grace(old.instance) != edited, "%s had the new template before anybody brought it", name)
		change := map[string]any{"spec": map[string]any{"template": map[string]any{"spec": map[string]any{"terminationGracePeriodSeconds": edited}}}}
		if err := c.Client.Merge(ctx, old.machine, change); err != nil {
			return "", err
		}
		now, err := c.restart(ctx, patchedTenant, name)
		if err != nil {
			return "", err
		}
		section.Check(grace(now.instance) == edited, "%s was restarted, and does not have what was changed in it", name)
		section.Check(name != first || now.plugged(volume), "%s was changed and restarted, and its volume is gone", name)
	}
	time.Sleep(quiet)
	for _, name := range []string{first, second} {
		now, err := c.look(ctx, patchedTenant, name)
		if err != nil {
			return "", err
		}
		kept := kube.Number(now.machine, "spec", "template", "spec", "terminationGracePeriodSeconds") == edited
		section.Check(kept, "the pool has taken back what was changed in %s", name)
	}
	after, err := c.disks(ctx)
	section.Check(after == disks, "disks of members that were changed are not those that they had")
	return "every member has it; all disks stay, plugged ones too", err
}

// disks are the claims of the tenant whose members are changed, as one text.
func (c *place) disks(ctx context.Context) (all string, err error) {
	claims, err := c.Client.List(ctx, "v1", "PersistentVolumeClaim", namespace(patchedTenant))
	for _, claim := range claims {
		all += claim.GetName() + "=" + string(claim.GetUID()) + " "
	}
	return all, err
}
