package scheduling

// example is a pool of programs/scheduling.ts and where its machines must come to run.
type example struct {
	pool string
	// says what policy the pool has, in words.
	says string
	// on are the only nodes that its machines may run on.
	on nodeGroup
	// want is what must come of it at first; nothing for a pool that is applied later.
	want *placement
	// then is what must come of it after pools of higher priority have been applied and a node has been tainted; as
	// before, if nothing is said.
	then *placement
	// goesOn tells that things change again after that: the case is seen as it was when it first came to be as it
	// should.
	goesOn bool
}

// placement says how many machines of a pool run and wait. What is zero of the rest is not looked at.
type placement struct {
	run, wait int
	// nodes and zones that they are in.
	nodes, zones int
	// skew is by how many the fullest zone exceeds the emptiest.
	skew int
	// lost is how many of those that ran before have been pushed out. It is always looked at.
	lost int
}

func (c example) last() placement {
	if c.then != nil {
		return *c.then
	}
	return *c.want
}

var cases = []example{
	{pool: "pods/apart-hard", says: "podAntiAffinityPreset hard", on: openNodes, want: &placement{run: 4, wait: 1, nodes: 4}},
	{pool: "pods/apart-soft", says: "podAntiAffinityPreset soft", on: openNodes, want: &placement{run: 5, nodes: 4}},
	{pool: "pods/apart-zones-hard", says: "podAntiAffinityPreset hard, topologyKey zone", on: openNodes, want: &placement{run: 3, wait: 1, zones: 3}},
	{pool: "pods/apart-zones-soft", says: "podAntiAffinityPreset soft, topologyKey zone", on: openNodes, want: &placement{run: 4, zones: 3}},
	{pool: "pods/together-hard", says: "podAffinityPreset hard; two fit on a node", on: room("together-hard", 2), want: &placement{run: 2, wait: 1, nodes: 1}},
	{pool: "pods/together-soft", says: "podAffinityPreset soft; two fit on a node", on: room("together-soft", 2), want: &placement{run: 3, nodes: 2}},
	{pool: "pods/together-zone-hard", says: "podAffinityPreset hard, topologyKey zone", on: openNodes, want: &placement{run: 2, zones: 1}},
	{pool: "pods/together-zone-soft", says: "podAffinityPreset soft, topologyKey zone", on: openNodes, want: &placement{run: 2, zones: 1}},

	{pool: "nodes/values-hard", says: "nodeAffinityPreset hard, a key and a value", on: ssdNodes, want: &placement{run: 2}},
	{pool: "nodes/values-soft", says: "nodeAffinityPreset soft, a key and a value", on: ssdNodes, want: &placement{run: 2}},
	{pool: "nodes/key-hard", says: "nodeAffinityPreset hard, a key alone", on: ssdNodes, want: &placement{run: 2}},
	{pool: "nodes/key-soft", says: "nodeAffinityPreset soft, a key alone", on: ssdNodes, want: &placement{run: 2}},
	{pool: "nodes/nowhere-hard", says: "nodeAffinityPreset hard, a value that no node has", on: nodeGroup{says: "none"}, want: &placement{wait: 1}},
	{pool: "nodes/nowhere-soft", says: "nodeAffinityPreset soft, a value that no node has", on: openNodes, want: &placement{run: 1}},
	{pool: "nodes/two-presets", says: "nodeAffinityPreset hard and podAntiAffinityPreset hard", on: ssdNodes, want: &placement{run: 2, wait: 1, nodes: 2}},
	{pool: "nodes/selector", says: "nodeSelector with two labels", on: zoneTwo, want: &placement{run: 2}},
	{pool: "nodes/selector-nowhere", says: "nodeSelector with a label that no node has", on: nodeGroup{says: "none"}, want: &placement{wait: 1}},

	// full and tainted nodes count with none on them, and so allow no second on the others
	{pool: "spread/hosts-hard", says: "topologySpread by host, DoNotSchedule", on: openNodes, want: &placement{run: 4, wait: 1, nodes: 4}},
	{pool: "spread/hosts-soft", says: "topologySpread by host, ScheduleAnyway (default)", on: openNodes, want: &placement{run: 5, nodes: 4}},
	{pool: "spread/zones-hard", says: "topologySpread by zone, DoNotSchedule", on: openNodes, want: &placement{run: 4, zones: 3, skew: 1}},
	{pool: "spread/zones-soft", says: "topologySpread by zone, ScheduleAnyway", on: openNodes, want: &placement{run: 4, zones: 3, skew: 1}},
	{pool: "spread/domains-3", says: "topologySpread by zone, DoNotSchedule, minDomains 3 of 3", on: openNodes, want: &placement{run: 4, zones: 3, skew: 1}},
	{pool: "spread/domains-4", says: "topologySpread by zone, DoNotSchedule, minDomains 4 of 3", on: openNodes, want: &placement{run: 3, wait: 1, zones: 3}},
	{pool: "spread/skew-2", says: "topologySpread by zone, DoNotSchedule, minDomains 4 of 3, maxSkew 2", on: openNodes, want: &placement{run: 6, wait: 1, zones: 3}},
	{pool: "spread/one-zone", says: "topologySpread by zone, DoNotSchedule; nodeSelector with one zone (default: others are not counted)", on: zoneOne, want: &placement{run: 2, zones: 1}},
	{pool: "spread/one-zone-ignored", says: "the same with nodeAffinityPolicy Ignore: others are counted", on: zoneOne, want: &placement{run: 1, wait: 1}},
	{pool: "spread/one-zone-soft", says: "the same with ScheduleAnyway", on: zoneOne, want: &placement{run: 2, zones: 1}},
	{pool: "spread/taints", says: "topologySpread by host, DoNotSchedule; one of three nodes is not tolerated (default: it is counted)", on: room("taints", 2), want: &placement{run: 2, wait: 1, nodes: 2}},
	{pool: "spread/taints-honored", says: "the same with nodeTaintsPolicy Honor: it is not counted", on: room("taints", 2), want: &placement{run: 3, nodes: 2}},
	{pool: "spread/taints-soft", says: "the same with ScheduleAnyway", on: room("taints", 2), want: &placement{run: 3, nodes: 2}},

	{pool: "tolerations/none", says: "a taint NoSchedule, no toleration", on: nodeGroup{says: "none"}, want: &placement{wait: 1}},
	{pool: "tolerations/equal", says: "key, value and effect are tolerated", on: taintedNode, want: &placement{run: 1}},
	{pool: "tolerations/exists", says: "the key is tolerated", on: taintedNode, want: &placement{run: 1}},
	{pool: "tolerations/all", says: "everything is tolerated", on: taintedNode, want: &placement{run: 1}},
	{pool: "tolerations/other-value", says: "another value is tolerated", on: nodeGroup{says: "none"}, want: &placement{wait: 1}},
	{pool: "tolerations/other-effect", says: "another effect is tolerated", on: nodeGroup{says: "none"}, want: &placement{wait: 1}},
	{pool: "tolerations/prefer-none", says: "PreferNoSchedule on one of two nodes, no toleration, podAntiAffinityPreset soft", on: room("prefer", 2), want: &placement{run: 2, nodes: 1}},
	{pool: "tolerations/prefer-tolerated", says: "the same, tolerated", on: room("prefer", 2), want: &placement{run: 2, nodes: 2}},
	{pool: "tolerations/evicted", says: "NoExecute appears, no toleration", on: room("drained", 1), want: &placement{run: 1}, then: &placement{wait: 1, lost: 1}},
	{pool: "tolerations/stays", says: "NoExecute appears, tolerated", on: room("drained", 1), want: &placement{run: 1}},
	{pool: "tolerations/stays-a-while", says: "NoExecute appears, tolerated for some seconds: pushed out after them, and back for as many", on: room("drained", 1), want: &placement{run: 1}, then: &placement{run: 1, lost: 1}, goesOn: true},

	{pool: "shared/first", says: "one policy for two pools and a namesake in another tenant, podAntiAffinityPreset hard", on: room("shared", 2), want: &placement{run: 2, wait: 1, nodes: 2}},
	{pool: "shared/second", says: "the other pool", on: room("shared", 2), want: &placement{run: 2, wait: 1, nodes: 2}},
	{pool: "neighbour/first", says: "the namesake in another tenant", on: room("shared", 2), want: &placement{run: 2, wait: 1, nodes: 2}},

	{pool: "overridden/selector", says: "podAntiAffinityPreset hard, overrides add a nodeSelector", on: zoneOne, want: &placement{run: 2, wait: 1, nodes: 2}},
	{pool: "overridden/affinity", says: "podAntiAffinityPreset hard, overrides remove it and add a nodeSelector", on: zoneTwo, want: &placement{run: 2, nodes: 1}},

	{pool: "priority/preempts-first", says: "no priority, one fits on a node", on: room("preempts", 2), want: &placement{run: 2}, then: &placement{run: 1, wait: 1, lost: 1}},
	{pool: "priority/preempts-then", says: "applied when those are full: value 1000, PreemptLowerPriority", on: room("preempts", 2), then: &placement{run: 1}},
	{pool: "priority/waits-first", says: "no priority, one fits", on: room("waits", 1), want: &placement{run: 1}},
	{pool: "priority/waits-then", says: "applied when that is full: value 1000, Never (default)", on: room("waits", 1), then: &placement{wait: 1}},
	{pool: "priority/named-first", says: "value -10, one fits", on: room("named", 1), want: &placement{run: 1}, then: &placement{wait: 1, lost: 1}},
	{pool: "priority/named-then", says: "applied when that is full: priorityClassName of a class that exists and preempts", on: room("named", 1), then: &placement{run: 1}},
	{pool: "priority/equals-first", says: "the same class, one fits", on: room("equals", 1), want: &placement{run: 1}},
	{pool: "priority/equals-then", says: "applied when that is full: the same class", on: room("equals", 1), then: &placement{wait: 1}},
}
