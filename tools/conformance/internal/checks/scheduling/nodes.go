package scheduling

import (
	"context"
	"fmt"
	"slices"

	"cdk8s-kubevirt/tools/conformance/internal/cluster"
	"cdk8s-kubevirt/tools/conformance/internal/kube"
)

// Labels and taints of nodes, as programs/scheduling.ts knows them.
const (
	diskLabel      = "example.com/disk"
	dedicatedLabel = "example.com/dedicated"
	roomLabel      = "example.com/room"
)

// What one launcher of these machines requests of a node's CPU is 100m (a vCPU at KubeVirt's default overcommit of 10),
// and a little for the container that reads the guest's console.
const (
	oneMachine  = "150m"
	twoMachines = "250m"
)

// Groups of nodes, as the page calls them.
var (
	openNodes   = nodeGroup{"the four open nodes", []string{"node-1", "node-2", "node-3", "node-4"}}
	ssdNodes    = nodeGroup{"the two open nodes with the label", []string{"node-2", "node-3"}}
	zoneOne     = nodeGroup{"the two open nodes of zone-1", []string{"node-1", "node-2"}}
	zoneTwo     = nodeGroup{"the one open node of zone-2", []string{"node-3"}}
	taintedNode = nodeGroup{"the tainted node", []string{"node-6"}}
)

const (
	fullNode   = "node-5"
	drainedOne = "drained-1"
)

// nodeGroup is a set of nodes that machines may come to.
type nodeGroup struct {
	says  string
	nodes []string
}

func (g nodeGroup) has(node string) bool { return slices.Contains(g.nodes, node) }

// room is a group of nodes that only one case's machines tolerate and select, so that cases in need of scarce nodes do
// not meet.
func room(name string, nodes int) nodeGroup {
	says := fmt.Sprintf("%d nodes of its own", nodes)
	if nodes == 1 {
		says = "one node of its own"
	}
	group := nodeGroup{says: says}
	for i := range nodes {
		group.nodes = append(group.nodes, fmt.Sprintf("%s-%d", name, i+1))
	}
	return group
}

// nodes are six nodes in three zones, two of them with a disk label, one full, one tainted, and the rooms.
func nodes() []cluster.Node {
	ssd := map[string]any{diskLabel: "ssd"}
	nodes := []cluster.Node{
		{Name: "node-1", Zone: "zone-1"},
		{Name: "node-2", Zone: "zone-1", Labels: ssd},
		{Name: "node-3", Zone: "zone-2", Labels: ssd},
		{Name: "node-4", Zone: "zone-3"},
		{Name: fullNode, Zone: "zone-3", CPU: "1"},
		{Name: "node-6", Zone: "zone-2", Labels: map[string]any{dedicatedLabel: "database"}, Taints: []any{taint(dedicatedLabel, "database", "NoSchedule")}},
	}
	for _, each := range []struct {
		name, cpu string
		nodes     int
	}{
		{"together-hard", twoMachines, 2},
		{"together-soft", twoMachines, 2},
		{"shared", "", 2},
		{"taints", "", 3},
		{"prefer", "", 2},
		{"drained", "", 1},
		{"preempts", oneMachine, 2},
		{"waits", oneMachine, 1},
		{"named", oneMachine, 1},
		{"equals", oneMachine, 1},
	} {
		for _, name := range room(each.name, each.nodes).nodes {
			nodes = append(nodes, cluster.Node{
				Name: name, Zone: "zone-1", CPU: each.cpu,
				Labels: map[string]any{roomLabel: each.name}, Taints: append([]any{taint(roomLabel, each.name, "NoSchedule")}, furtherTaints[name]...),
			})
		}
	}
	return nodes
}

// furtherTaints are those of single nodes of a room.
var furtherTaints = map[string][]any{
	"taints-3": {taint(dedicatedLabel, "database", "NoSchedule")},
	"prefer-2": {taint(dedicatedLabel, "database", "PreferNoSchedule")},
}

func taint(key, value, effect string) any {
	return map[string]any{"key": key, "value": value, "effect": effect}
}

// fill takes all of the full node's CPU with a pod that has nothing to do with machines.
func fill(ctx context.Context, client *kube.Client) error {
	_, err := client.Create(ctx, &kube.Object{Object: map[string]any{
		"apiVersion": "v1", "kind": "Pod", "metadata": map[string]any{"name": "filler", "namespace": "default"},
		"spec": map[string]any{"nodeName": fullNode, "containers": []any{map[string]any{
			"name": "filler", "image": "example.com/filler", "resources": map[string]any{"requests": map[string]any{"cpu": "1"}},
		}}},
	}})
	return err
}

// drain has a node expel whatever does not tolerate its new taint.
func drain(ctx context.Context, client *kube.Client) error {
	node, err := client.Get(ctx, "v1", "Node", "", drainedOne)
	if err != nil {
		return err
	}
	if node == nil {
		return fmt.Errorf("there is no node %s", drainedOne)
	}
	taints, _ := kube.Field(node, "spec", "taints").([]any)
	return client.Merge(ctx, node, map[string]any{"spec": map[string]any{"taints": append(taints, taint(dedicatedLabel, "database", "NoExecute"))}})
}
