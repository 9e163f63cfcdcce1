package rights

import (
	"context"
	"fmt"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"cdk8s-kubevirt/tools/conformance/internal/bundle"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

func cloneSection() report.Section {
	return report.Section{
		Title: "Machines clone by the rights that are emitted",
		Text: `The pools were applied with all that belongs to them but the RoleBindings of the golden images. Then these were given one by one, and taken away
again. Whether a machine may clone is virt-controller's own question, of the API server's authorizer, in the name of the ServiceAccount that the machine
runs as.`,
		Columns: []string{"pool", "image", "ServiceAccount", "without its right", "with it", "a further machine, once it is taken away"},
	}
}

// patience is how long machines may take to run: a cluster shares its processors with others.
const patience = 5 * time.Minute

// cloner is how a pool of rights.ts comes to its disks.
type cloner struct {
	image, kind string
	// account is who needs the right; nobody for an image in the pool's own namespace.
	account string
}

var cloners = map[string]cloner{
	"cluster-acme/of-once":    {image: "once", kind: "imported once", account: "cluster-acme:default"},
	"cluster-acme/of-nightly": {image: "nightly", kind: "refreshed", account: "cluster-acme:default"},
	"cluster-acme/of-own":     {image: "own", kind: "imported once, the tenant's own"},
	"cluster-acme/as-builder": {image: "once", kind: "imported once", account: "cluster-acme:builder"},
	"cluster-beta/of-once":    {image: "once", kind: "imported once", account: "cluster-beta:default"},
}

// cloning takes rights away from pools and gives them back.
type cloning struct {
	*suite.Installed
	section *report.Section
	pools   []bundle.Item
}

func (c cloning) try(ctx context.Context, withheld []bundle.Item) error {
	results := map[string][]string{}
	note := func(pool bundle.Item, result string) { results[nameOf(pool)] = append(results[nameOf(pool)], result) }
	for _, pool := range c.pools {
		if _, known := cloners[nameOf(pool)]; !known {
			return fmt.Errorf("nothing says how pool %s clones", nameOf(pool))
		}
		if cloners[nameOf(pool)].account == "" {
			note(pool, c.runs(ctx, pool, 1))
		} else {
			note(pool, c.stopped(ctx, pool, 0))
		}
	}
	// of-nightly's right holds for all images of the namespace, and so comes last
	for _, image := range []string{"once", "nightly"} {
		if err := c.give(ctx, withheld, image); err != nil {
			return err
		}
		for _, pool := range c.pools {
			how := cloners[nameOf(pool)]
			switch {
			case how.image == image || image == "once" && how.account == "":
				note(pool, c.runs(ctx, pool, 1))
			case image == "once":
				c.stopped(ctx, pool, 0)
			}
		}
	}
	for _, binding := range withheld {
		if err := c.Client.Delete(ctx, binding.Object); err != nil {
			return fmt.Errorf("taking away %s: %w", binding.GetName(), err)
		}
	}
	for _, pool := range c.pools {
		if err := c.Client.Merge(ctx, pool.Object, map[string]any{"spec": map[string]any{"replicas": 2}}); err != nil {
			return fmt.Errorf("scaling %s: %w", nameOf(pool), err)
		}
	}
	for _, pool := range c.pools {
		if cloners[nameOf(pool)].account == "" {
			note(pool, c.runs(ctx, pool, 2))
			continue
		}
		result := c.stopped(ctx, pool, 1)
		first := c.machine(ctx, pool, 0)
		c.section.Check(status(first) == "Running", "%s-0 is %q since its right to clone was taken away, and should not notice", nameOf(pool), status(first))
		note(pool, result)
	}
	for _, binding := range withheld {
		if _, err := c.Client.Apply(ctx, binding.Object); err != nil {
			return fmt.Errorf("giving %s back: %w", binding.GetName(), err)
		}
	}
	for _, pool := range c.pools {
		how := cloners[nameOf(pool)]
		account := how.account
		if account == "" {
			account = "none is asked"
		}
		c.section.Row(append([]string{nameOf(pool), how.image + " (" + how.kind + ")", account}, results[nameOf(pool)]...)...)
	}
	c.section.After = "virt-controller's words, in the condition Failure of each machine that is stopped: " +
		"“User system:serviceaccount:cluster-acme:default has insufficient permissions in clone source namespace golden-images”, with the account of the row."
	return nil
}

func (c cloning) give(ctx context.Context, withheld []bundle.Item, image string) error {
	for _, binding := range withheld {
		if binding.GetName() == image+"-clone" {
			_, err := c.Client.Apply(ctx, binding.Object)
			return err
		}
	}
	return fmt.Errorf("no RoleBinding %s-clone was emitted", image)
}

// runs waits until a number of a pool's machines run.
func (c cloning) runs(ctx context.Context, pool bundle.Item, count int64) string {
	err := kube.Await(ctx, "machines of "+nameOf(pool)+" to run", patience, func(ctx context.Context) (bool, error) {
		found, err := c.Client.Get(ctx, pool.GetAPIVersion(), pool.GetKind(), pool.GetNamespace(), pool.GetName())
		if err != nil || found == nil {
			return false, err
		}
		return kube.Field(found, "status", "readyReplicas") == count, nil
	})
	if !c.section.Check(err == nil, "%v; the first says: %s", err, failureOf(c.machine(ctx, pool, 0))) {
		return "does not run"
	}
	return "runs"
}

// stopped waits until a machine of a pool is there and virt-controller says that it may not clone, and sees that it has no disk.
func (c cloning) stopped(ctx context.Context, pool bundle.Item, number int) string {
	name, account := fmt.Sprintf("%s-%d", nameOf(pool), number), "system:serviceaccount:"+cloners[nameOf(pool)].account
	refused := func(machine *kube.Object) bool {
		message := failureOf(machine)
		return strings.Contains(message, account+" ") && strings.Contains(message, "insufficient permissions") && strings.Contains(message, "golden-images")
	}
	var machine *kube.Object
	err := kube.Await(ctx, "machine "+name+" to be refused its disk", patience, func(ctx context.Context) (bool, error) {
		machine = c.machine(ctx, pool, number)
		return refused(machine), ctx.Err()
	})
	if !c.section.Check(err == nil, "%v: it is %q and says: %s", err, status(machine), failureOf(machine)) {
		return "is not refused"
	}
	disk := fmt.Sprintf("%s-boot-%d", pool.GetName(), number)
	volume, err := c.Client.Get(ctx, "cdi.kubevirt.io/v1beta1", "DataVolume", pool.GetNamespace(), disk)
	c.section.Check(err == nil && volume == nil, "%s has the disk %s without the right to clone it (%v)", name, disk, err)
	if !c.section.Check(status(machine) == "Stopped" || status(machine) == "Provisioning", "%s is %q without a disk", name, status(machine)) {
		return "is " + status(machine)
	}
	return "no DataVolume, refused"
}

func (c cloning) machine(ctx context.Context, pool bundle.Item, number int) *kube.Object {
	machine, err := c.Client.Get(ctx, "kubevirt.io/v1", "VirtualMachine", pool.GetNamespace(), fmt.Sprintf("%s-%d", pool.GetName(), number))
	if err != nil || machine == nil {
		return &kube.Object{Object: map[string]any{}}
	}
	return machine
}

// failureOf is what virt-controller says of a machine that it cannot start.
func failureOf(machine *kube.Object) string {
	conditions, _, _ := unstructured.NestedSlice(machine.Object, "status", "conditions")
	for _, each := range conditions {
		if condition, _ := each.(map[string]any); condition["type"] == "Failure" {
			return fmt.Sprint(condition["message"])
		}
	}
	return ""
}

func status(machine *kube.Object) string { return kube.Text(machine, "status", "printableStatus") }

func nameOf(item bundle.Item) string { return item.GetNamespace() + "/" + item.GetName() }
