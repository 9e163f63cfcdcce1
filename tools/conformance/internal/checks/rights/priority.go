package rights

import (
	"context"
	"fmt"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
	"cdk8s-kubevirt/tools/conformance/internal/report"
	"cdk8s-kubevirt/tools/conformance/internal/suite"
)

func prioritySection() report.Section {
	return report.Section{
		Title: "PriorityClasses of a tenant's machines",
		Text: `An editor of acme, by impersonation, made machines with each of these classes. The API server and virt-controller take them all; the launcher pods of
those whose class is not one that the program uses in the namespace were refused by the quota priority-classes, so they preempt nobody. Machines of the
class of a scheduling policy of the tenant ran, as did those without one, and one of each began to migrate: its target was not refused either.`,
		Columns: []string{"class of the machine", "allowed", "what came of it"},
	}
}

// editor is whoever the program makes an editor of acme.
const editor = "Group acme-operators"

// trial is a machine of an editor's.
type trial struct {
	name, class string
	allowed     bool
}

// trials are machines with the class of a policy in rights.ts, with none, and with those that every cluster has.
var trials = []trial{
	{"gold", "gold", true},
	{"plain", "", true},
	{"operators", "kubevirt-cluster-critical", false},
	{"nodes", "system-node-critical", false},
	{"cluster", "system-cluster-critical", false},
}

// priorities lets an editor make machines of several classes.
func priorities(ctx context.Context, installed *suite.Installed, section *report.Section) error {
	user, groups := identity(editor)
	client, err := installed.Client.As(user, groups...)
	if err != nil {
		return err
	}
	for _, trial := range trials {
		if _, err := client.Create(ctx, trial.machine()); err != nil {
			return fmt.Errorf("a machine of class %q, as %s: %w", trial.class, editor, err)
		}
	}
	for _, trial := range trials {
		outcome, err := trial.await(ctx, installed)
		section.Check(err == nil, "a machine of class %q: %v", trial.class, err)
		class, allowed := trial.class, "no"
		if class == "" {
			class = "none"
		}
		if trial.allowed {
			allowed = "yes"
		}
		section.Row(class, allowed, outcome)
	}
	return nil
}

func (t trial) machine() *kube.Object {
	spec := map[string]any{
		"domain": map[string]any{
			"memory": map[string]any{"guest": "64Mi"},
			"devices": map[string]any{
				"disks":      []any{map[string]any{"name": "root", "disk": map[string]any{"bus": "virtio"}}},
				"interfaces": []any{map[string]any{"name": "default", "masquerade": map[string]any{}}},
			},
		},
		"networks": []any{map[string]any{"name": "default", "pod": map[string]any{}}},
		"volumes":  []any{map[string]any{"name": "root", "emptyDisk": map[string]any{"capacity": "64Mi"}}},
	}
	if t.class != "" {
		spec["priorityClassName"] = t.class
	}
	return &kube.Object{Object: map[string]any{
		"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstance",
		"metadata": map[string]any{"name": "priority-" + t.name, "namespace": inAcme.namespace}, "spec": spec,
	}}
}

// await waits until a machine runs and has a target to migrate to, or until its launcher is refused.
func (t trial) await(ctx context.Context, installed *suite.Installed) (outcome string, err error) {
	err = kube.Await(ctx, "the launcher of "+t.name, patience, func(ctx context.Context) (bool, error) {
		instance, err := installed.Client.Lookup(ctx, t.machine())
		if err != nil {
			return false, err
		}
		if t.allowed {
			return kube.Text(instance, "status", "phase") == "Running", nil
		}
		for _, condition := range kube.Conditions(instance) {
			if _, words, found := strings.Cut(condition.Message, "exceeded quota: "); found {
				outcome = "its pod: “exceeded quota: " + words + "”"
			}
		}
		return strings.Contains(outcome, "exceeded quota: priority-classes"), nil
	})
	if err != nil || !t.allowed {
		return outcome, err
	}
	if err := t.migrate(ctx, installed); err != nil {
		return "runs", err
	}
	return "runs, and its target is there", nil
}

// migrate begins to migrate a machine, and waits for the launcher at its target.
func (t trial) migrate(ctx context.Context, installed *suite.Installed) error {
	name := t.machine().GetName()
	_, err := installed.Client.Create(ctx, &kube.Object{Object: map[string]any{
		"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachineInstanceMigration",
		"metadata": map[string]any{"name": name, "namespace": inAcme.namespace}, "spec": map[string]any{"vmiName": name},
	}})
	if err != nil {
		return err
	}
	return kube.Await(ctx, "the target of "+name, patience, func(ctx context.Context) (bool, error) {
		pods, err := installed.Client.List(ctx, "v1", "Pod", inAcme.namespace)
		launchers := 0
		for i := range pods {
			if pods[i].GetAnnotations()["kubevirt.io/domain"] == name && kube.Text(&pods[i], "spec", "priorityClassName") == t.class {
				launchers++
			}
		}
		return launchers == 2, err
	})
}
