package scheduling

import (
	"context"
	"fmt"
	"strings"

	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// poolLabel is what all members of a pool bear, on machines, instances and launcher pods.
const poolLabel = "kubevirt.io/vmpool"

// launchers are the launcher pods of one pool at one time.
type launchers struct {
	// at is where each runs: nodes by the pod's UID.
	at map[string]string
	// waiting are those that the scheduler has found no node for.
	waiting int
	// undecided are those that it has not judged yet.
	undecided int
	// instances that KubeVirt says are running.
	instances int
}

// look finds out where all launcher pods are, by pool: "namespace/name".
func look(ctx context.Context, client *kube.Client) (map[string]*launchers, error) {
	pools := map[string]*launchers{}
	of := func(object *kube.Object) *launchers {
		pool := object.GetNamespace() + "/" + object.GetLabels()[poolLabel]
		if pools[pool] == nil {
			pools[pool] = &launchers{at: map[string]string{}}
		}
		return pools[pool]
	}
	pods, err := client.List(ctx, "v1", "Pod", "")
	if err != nil {
		return nil, err
	}
	for i := range pods {
		pod := &pods[i]
		if pod.GetLabels()[poolLabel] == "" || pod.GetDeletionTimestamp() != nil {
			continue
		}
		switch node := kube.Text(pod, "spec", "nodeName"); {
		case node != "":
			of(pod).at[string(pod.GetUID())] = node
		case kube.ConditionOf(pod, "PodScheduled").Reason == "Unschedulable":
			of(pod).waiting++
		default:
			of(pod).undecided++
		}
	}
	instances, err := client.List(ctx, "kubevirt.io/v1", "VirtualMachineInstance", "")
	if err != nil {
		return nil, err
	}
	for i := range instances {
		if kube.Text(&instances[i], "status", "phase") == "Running" {
			of(&instances[i]).instances++
		}
	}
	return pools, nil
}

// settled tells whether the scheduler has decided on all of a number of machines, and those run that have a node.
func (l *launchers) settled(replicas int) bool {
	return l != nil && l.undecided == 0 && len(l.at)+l.waiting == replicas && l.instances == len(l.at)
}

// placement says what has come of a pool, in those respects that another speaks of; before is what was seen earlier.
func (l *launchers) placement(as placement, before *launchers, zones map[string]string) placement {
	seen := placement{run: len(l.at), wait: l.waiting}
	nodes, inZones := map[string]int{}, map[string]int{}
	for _, zone := range zones {
		inZones[zone] = 0
	}
	for _, node := range l.at {
		nodes[node]++
		inZones[zones[node]]++
	}
	if before != nil {
		for pod := range before.at {
			if l.at[pod] == "" {
				seen.lost++
			}
		}
	}
	least, most, used := len(l.at), 0, 0
	for _, count := range inZones {
		least, most, used = min(least, count), max(most, count), used+min(count, 1)
	}
	if as.nodes > 0 {
		seen.nodes = len(nodes)
	}
	if as.zones > 0 {
		seen.zones = used
	}
	if as.skew > 0 {
		seen.skew = most - least
	}
	return seen
}

// outside are the nodes on which there are machines, of those that none may be on.
func (l *launchers) outside(group nodeGroup) []string {
	var nodes []string
	for _, node := range l.at {
		if !group.has(node) {
			nodes = append(nodes, node)
		}
	}
	return nodes
}

func (p placement) String() string {
	var parts []string
	if p.run > 0 {
		text := fmt.Sprintf("%d run", p.run)
		if p.nodes > 0 {
			text += fmt.Sprintf(" on %s", numberOf(p.nodes, "node"))
		}
		if p.zones > 0 {
			text += fmt.Sprintf(" in %s", numberOf(p.zones, "zone"))
		}
		if p.skew > 0 {
			text += fmt.Sprintf(", %d more in the fullest than in the emptiest", p.skew)
		}
		parts = append(parts, text)
	}
	if p.wait > 0 {
		parts = append(parts, fmt.Sprintf("%d wait", p.wait))
	}
	if p.lost > 0 {
		parts = append(parts, fmt.Sprintf("%d pushed out", p.lost))
	}
	return strings.Join(parts, "; ")
}

func numberOf(number int, noun string) string {
	if number == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", number, noun)
}
