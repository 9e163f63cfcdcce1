package rights

// This file is data, too: what the controllers of tenants' Kubernetes clusters may, whose accounts the bundle makes.

var makesMachines = right{"makes and deletes machines, and writes Secrets that it cannot read", []grant{
	{"get create delete", "kubevirt.io", "virtualmachines"},
	{"get", "kubevirt.io", "virtualmachineinstances"},
	{"create", "", "secrets secrets=headers"},
	{"get", "instancetype.kubevirt.io", "virtualmachineinstancetypes"},
}}

var readsHeaders = right{"reads the Secret headers, and no other", []grant{{"get", "", "secrets=headers"}}}

var providesMachines = right{"makes, changes and deletes machines, their Secrets and Services", []grant{
	{"get create update delete", "kubevirt.io", "virtualmachines"},
	{"get delete", "kubevirt.io", "virtualmachineinstances"},
	{"get", "cdi.kubevirt.io", "datavolumes"},
	{"get create update delete", "", "secrets secrets=headers services"},
}}

var findsMachines = right{"finds machines", []grant{{"get list", "kubevirt.io", "virtualmachineinstances"}}}

var balances = right{"makes, changes and deletes Services", []grant{{"get create update delete", "", "services"}}}

var fillsServices = right{"fills them with endpoints", []grant{
	{"list watch", "", "services"},
	{"list create update delete", "discovery.k8s.io", "endpointslices"},
}}

var plugsVolumes = right{"finds machines, makes and deletes volumes, and plugs them in", []grant{
	{"get create delete", "cdi.kubevirt.io", "datavolumes"},
	{"get list", "kubevirt.io", "virtualmachineinstances"},
	{"get", "kubevirt.io", "virtualmachines"},
	{"update", "subresources.kubevirt.io", "virtualmachines/addvolume virtualmachines/removevolume"},
}}

var takesSnapshots = right{"takes snapshots of them", []grant{
	{"get create delete", "snapshot.storage.k8s.io", "volumesnapshots"},
	{"get", "", "persistentvolumeclaims"},
}}

var enlarges = right{"makes them larger", []grant{{"get patch", "", "persistentvolumeclaims"}}}

var readsClasses = right{"reads storage classes", []grant{{"get", "storage.k8s.io", "storageclasses"}}}

var readsNodes = right{"reads nodes", []grant{{"get", "", "nodes"}}}

var readsVolumes = right{"reads volumes", []grant{{"get", "", "persistentvolumes"}}}

// everywhere adds what a ClusterRoleBinding gives: the authorizer answers so in each namespace, too, whatever the kind
// is. The page says it once.
func everywhere(may map[place][]right, given right) map[place][]right {
	silent := right{grants: given.grants}
	for _, place := range []place{inAcme, inBeta, inImages, inNightly, inWeekly, inPipelines, inKubeVirt, inCDI, inKubeSystem} {
		may[place] = append(may[place], silent)
	}
	may[inCluster] = append(may[inCluster], given)
	return may
}
