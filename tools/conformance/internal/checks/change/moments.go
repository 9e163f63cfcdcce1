package change

import "cdk8s-kubevirt/tools/conformance/internal/kube"

// moment is when something of a tenant's pool changes, and what is expected of it.
type moment struct {
	// step is the number of the bundle that is applied, the first being 0.
	step   int
	tenant string
	// byHand is what somebody deletes, if anybody does.
	byHand func(objects) []*kube.Object
	want   figures
	// members are the names of the machines in the end, where they are known beforehand.
	members []string
}

// comparison is something that changes in two pools: one with our defaults and one with upstream's.
type comparison struct {
	change          string
	ours, upstreams moment
}

// choice is something that changes in a pool with something that is not our default.
type choice struct {
	change, chosen string
	moment
}

var (
	three  = []string{"workers-0", "workers-1", "workers-2"}
	two    = three[:2]
	beside = []string{"workers-1", "workers-2", "workers-3"} // somebody else has the name of the first
)

// second is the second member.
func second(there objects) []*kube.Object { return []*kube.Object{there[machineKind]["workers-1"]} }

// instances are those of all members: without them, the members start again.
func instances(there objects) (all []*kube.Object) {
	for name := range there.members() {
		all = append(all, there[instanceKind][name])
	}
	return all
}

// comparisons are what is tried side by side, in the order of the table. All figures have to come out exactly.
var comparisons = []comparison{
	{"a label",
		moment{1, "label-ours", nil, figures{fewest: 3}, three},
		moment{1, "label-upstreams", nil, figures{restarted: 3}, three}},
	{"a field of the machine",
		moment{1, "field-ours", nil, figures{fewest: 3}, three},
		moment{1, "field-upstreams", nil, figures{restarted: 3}, three}},
	{"the size of the disk",
		moment{1, "disk-ours", nil, figures{fewest: 3}, three},
		moment{1, "disk-upstreams", nil, figures{recreated: 3, lost: 3, made: 3}, three}},
	{"`replicas` from 3 to 2",
		moment{1, "scale-ours", nil, figures{fewest: 2, deleted: 1, spare: 1}, two},
		moment{1, "scale-upstreams", nil, figures{fewest: 2, deleted: 1, lost: 1}, nil}},
	{"… and back to 3",
		moment{2, "scale-ours", nil, figures{fewest: 2, added: 1}, three},
		moment{2, "scale-upstreams", nil, figures{fewest: 2, added: 1, made: 1}, three}},
	{"the golden image",
		moment{1, "image-ours", nil, figures{fewest: 3}, three},
		moment{1, "image-upstreams", nil, figures{fewest: 3}, three}},
	{"… and `replicas` from 3 to 4",
		moment{2, "image-ours", nil, figures{fewest: 3, added: 1, made: 1, newest: 1}, nil},
		moment{2, "image-upstreams", nil, figures{fewest: 3, added: 1, made: 1, newest: 1}, nil}},
	{"a field of the machine, beside foreign machines",
		moment{1, "foreign-ours", nil, figures{fewest: 3}, beside},
		moment{1, "foreign-upstreams", nil, figures{restarted: 3}, beside}},
	{"… and `replicas` from 3 to 2",
		moment{2, "foreign-ours", nil, figures{fewest: 2, deleted: 1, spare: 1}, beside[:2]},
		moment{2, "foreign-upstreams", nil, figures{fewest: 2, deleted: 1, lost: 1}, nil}},
	{"a member is deleted by hand",
		moment{1, "deleted-ours", second, figures{fewest: 2, recreated: 1, lost: 1, made: 1}, three},
		moment{1, "deleted-upstreams", second, figures{fewest: 2, recreated: 1, lost: 1, made: 1}, three}},
}

// choices are what else one can have, in the order of the table.
var choices = []choice{
	{"a field of the machine", "`updateStrategy` `PROACTIVE`", moment{1, "field-proactive", nil, figures{fewest: 2, restarted: 3}, three}},
	{"a field of the machine", "`updateStrategy` `OPPORTUNISTIC`", moment{1, "field-opportunistic", nil, figures{fewest: 3, flagged: 3}, three}},
	{"a field of the machine", "nothing yet", moment{1, "field-then-opportunistic", nil, figures{fewest: 3}, three}},
	{"… and then `updateStrategy`", "`updateStrategy` `OPPORTUNISTIC`", moment{2, "field-then-opportunistic", nil, figures{fewest: 3, flagged: 3}, three}},
	{"a field of the machine", "nothing yet", moment{1, "field-then-proactive", nil, figures{fewest: 3}, three}},
	{"… and then `updateStrategy`", "`updateStrategy` `PROACTIVE`", moment{2, "field-then-proactive", nil, figures{fewest: 2, restarted: 3}, three}},
	{"the size of the disk", "`updateStrategy` `PROACTIVE`", moment{1, "disk-proactive", nil, figures{fewest: unbounded, recreated: 3, lost: 3, made: 3}, three}},
	{"the size of the disk", "nothing yet", moment{1, "disk-then-proactive", nil, figures{fewest: 3}, three}},
	{"… and then `updateStrategy`", "`updateStrategy` `PROACTIVE`", moment{2, "disk-then-proactive", nil, figures{fewest: unbounded, recreated: 3, lost: 3, made: 3}, three}},
	{"the size of the disk", "nothing yet", moment{1, "disk-restart-proactive", nil, figures{fewest: 3}, three}},
	{"… and all members are restarted by hand", "nothing yet", moment{2, "disk-restart-proactive", instances, figures{restarted: 3}, three}},
	{"… and then `updateStrategy`", "`updateStrategy` `PROACTIVE`", moment{3, "disk-restart-proactive", nil, figures{fewest: unbounded, recreated: 3, lost: 3, made: 3}, three}},
	{"the size of the disk", "`updateStrategy` `OPPORTUNISTIC`", moment{1, "disk-brought-proactive", nil, figures{fewest: 3}, three}},
	{"… and all members are restarted by hand", "`updateStrategy` `OPPORTUNISTIC`", moment{2, "disk-brought-proactive", instances, figures{restarted: 3}, three}},
	{"… and then `updateStrategy`", "`updateStrategy` `PROACTIVE`", moment{3, "disk-brought-proactive", nil, figures{fewest: 3}, three}},
	{"`replicas` from 3 to 2", "`stateless`", moment{1, "scale-stateless", nil, figures{fewest: 2, deleted: 1, lost: 1}, two}},
	{"… and back to 3", "`stateless`", moment{2, "scale-stateless", nil, figures{fewest: 2, added: 1, made: 1}, three}},
	{"`replicas` from 3 to 2", "`scaleIn` `OPPORTUNISTIC`", moment{1, "scale-opportunistic", nil, figures{fewest: 3}, three}},
	{"… and a member is deleted by hand", "`scaleIn` `OPPORTUNISTIC`", moment{2, "scale-opportunistic", second, figures{fewest: 2, stuck: 1}, three}},
	{"… and back to 3", "`scaleIn` `OPPORTUNISTIC`", moment{3, "scale-opportunistic", nil, figures{fewest: 2, recreated: 1}, three}},
	{"a member is deleted by hand", "`scaleIn` `OPPORTUNISTIC`", moment{1, "deleted-opportunistic", second, figures{fewest: 2, recreated: 1}, three}},
	{"a member is deleted by hand", "`scaleIn` `UNMANAGED`", moment{1, "deleted-unmanaged", second, figures{fewest: 2, stuck: 1}, three}},
}

// moments are all of them.
func moments() []moment {
	var all []moment
	for _, c := range comparisons {
		all = append(all, c.ours, c.upstreams)
	}
	for _, c := range choices {
		all = append(all, c.moment)
	}
	return all
}
