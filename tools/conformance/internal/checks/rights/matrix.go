package rights

// This file is data: what is asked of the authorizer, and what it must answer. Any other answer fails, in either
// direction.

// grant is some verbs on some resources of an API group, both parted by spaces. "read", "write" and "any" stand for
// several verbs. A resource may have a name, as "datavolumes/source=once": then it is asked of that one.
type grant struct{ verbs, group, resources string }

var verbsOf = map[string]string{
	"read":  "get list watch",
	"write": "create update patch delete",
	"any":   "get list watch create update patch delete deletecollection",
}

// right is what a role gives, in words for the page.
type right struct {
	words  string
	grants []grant
}

// place is where something is asked about.
type place struct{ name, namespace string }

var (
	inAcme    = place{"the tenant acme", "cluster-acme"}
	inBeta    = place{"the tenant beta", "cluster-beta"}
	inImages  = place{"golden images", "golden-images"}
	inNightly = place{"the refreshed image nightly", "golden-images-nightly"}
	inWeekly  = place{"the refreshed image weekly", "golden-images-weekly"}
	inCluster = place{"the cluster as a whole", ""}
	// for these there is no column: nobody but the operators has anything there
	inPipelines  = place{"a namespace of someone else's", "pipelines"}
	inKubeVirt   = place{"KubeVirt's namespace", "kubevirt"}
	inCDI        = place{"CDI's namespace", "cdi"}
	inKubeSystem = place{"kube-system", "kube-system"}
)

const (
	machineKinds  = "virtualmachines virtualmachineinstances virtualmachineinstancepresets virtualmachineinstancereplicasets"
	snapshotKinds = "virtualmachinesnapshots virtualmachinesnapshotcontents virtualmachinerestores"
	backupKinds   = "virtualmachinebackups virtualmachinebackuptrackers"
	sizeKinds     = "virtualmachineinstancetypes virtualmachineclusterinstancetypes virtualmachinepreferences virtualmachineclusterpreferences"
	tenantKinds   = "datavolumes datasources volumeimportsources volumeuploadsources volumeclonesources"
	diskKinds     = "dataimportcrons " + tenantKinds
	// the right to clone is asked for by the name of the volume, and by none where any may be cloned
	anyVolume  = "datavolumes/source datavolumes/source=once datavolumes/source=built datavolumes/source=another"
	populators = "ovirtvolumepopulators openstackvolumepopulators"

	// subresources by the verb that virt-api takes them with
	looked = "virtualmachineinstances/guestosinfo virtualmachineinstances/filesystemlist virtualmachineinstances/userlist " +
		"virtualmachineinstances/sev/fetchcertchain virtualmachineinstances/sev/querylaunchmeasurement virtualmachineinstances/objectgraph " +
		"virtualmachines/objectgraph virtualmachines/expand-spec"
	entered  = "virtualmachineinstances/console virtualmachineinstances/vnc virtualmachineinstances/portforward virtualmachineinstances/usbredir virtualmachines/portforward"
	operated = "virtualmachines/start virtualmachines/stop virtualmachines/restart virtualmachines/addvolume virtualmachines/removevolume " +
		"virtualmachines/memorydump virtualmachines/evacuate/cancel virtualmachineinstances/pause virtualmachineinstances/unpause " +
		"virtualmachineinstances/addvolume virtualmachineinstances/removevolume virtualmachineinstances/freeze virtualmachineinstances/unfreeze " +
		"virtualmachineinstances/softreboot virtualmachineinstances/reset virtualmachineinstances/sev/setupsession " +
		"virtualmachineinstances/sev/injectlaunchsecret virtualmachineinstances/evacuate/cancel"

	// nobody is given any of these; "view" reads those of the second constant
	secretCore = "secrets pods/exec pods/attach pods/portforward pods/eviction serviceaccounts/token nodes persistentvolumes"
	plainCore  = "configmaps endpoints events limitranges namespaces persistentvolumeclaims pods pods/log replicationcontrollers resourcequotas serviceaccounts services"
	plainApps  = "daemonsets deployments replicasets statefulsets"
)

// everything is all that is asked about everyone, everywhere. Kinds of KubeVirt and CDI that the server serves and that
// are missing here are found.
var everything = []grant{
	{"any", "", secretCore + " " + plainCore},
	{"any", "", "secrets=headers"},
	{"any", "apps", plainApps},
	{"any", "batch", "jobs cronjobs"},
	{"any", "discovery.k8s.io", "endpointslices"},
	{"any", "networking.k8s.io", "networkpolicies ingresses"},
	{"any escalate bind", "rbac.authorization.k8s.io", "roles rolebindings clusterroles clusterrolebindings"},
	{"any", "scheduling.k8s.io", "priorityclasses"},
	{"any", "storage.k8s.io", "storageclasses"},
	{"any", "snapshot.storage.k8s.io", "volumesnapshots volumesnapshotcontents"},
	{"any", "velero.io", "schedules backups restores deletebackuprequests downloadrequests datadownloads"},
	{"any", "k8s.cni.cncf.io", "network-attachment-definitions"},
	{"any", "apiextensions.k8s.io", "customresourcedefinitions"},
	{"any", "admissionregistration.k8s.io", "validatingwebhookconfigurations mutatingwebhookconfigurations"},
	{"impersonate", "", "users groups serviceaccounts"},
	{"any", "kubevirt.io", "kubevirts virtualmachineinstancemigrations " + machineKinds},
	{"any", "snapshot.kubevirt.io", snapshotKinds},
	{"any", "backup.kubevirt.io", backupKinds},
	{"any", "export.kubevirt.io", "virtualmachineexports"},
	{"any", "clone.kubevirt.io", "virtualmachineclones"},
	{"any", "pool.kubevirt.io", "virtualmachinepools"},
	{"any", "cluster.k8s.io", "machinedeployments"},
	{"any", "cluster.x-k8s.io", "clusters machinedeployments machinehealthchecks"},
	{"any", "bootstrap.cluster.x-k8s.io", "kubeadmconfigtemplates"},
	{"any", "infrastructure.cluster.x-k8s.io", "kubevirtclusters kubevirtmachinetemplates"},
	{"any", "instancetype.kubevirt.io", sizeKinds},
	{"any", "migrations.kubevirt.io", "migrationpolicies"},
	{"any", "plugin.kubevirt.io", "plugins"},
	{"any", "cdi.kubevirt.io", "cdis cdiconfigs storageprofiles objecttransfers " + diskKinds},
	{"create", "cdi.kubevirt.io", anyVolume},
	{"any", "forklift.cdi.kubevirt.io", populators},
	{"any", "upload.cdi.kubevirt.io", "uploadtokenrequests"},
	{"create", "authorization.k8s.io", "selfsubjectaccessreviews selfsubjectrulesreviews"},
	{"create", "authentication.k8s.io", "selfsubjectreviews"},
	{"get list", "subresources.kubevirt.io", "version guestfs"},
	{"get update", "subresources.kubevirt.io", "expand-vm-spec virtualmachines/migrate virtualmachineinstances/vnc/screenshot " +
		looked + " " + entered + " " + operated},
}

// anybody is what whoever is logged in may, everywhere, by what Kubernetes, KubeVirt and CDI give to
// system:authenticated.
var anybody = right{"may ask what they may do, and reads the configuration and cluster-wide sizes of KubeVirt and CDI", []grant{
	{"create", "authorization.k8s.io", "selfsubjectaccessreviews selfsubjectrulesreviews"},
	{"create", "authentication.k8s.io", "selfsubjectreviews"},
	{"get list", "kubevirt.io", "kubevirts"},
	{"get list", "subresources.kubevirt.io", "version guestfs"},
	{"read", "instancetype.kubevirt.io", "virtualmachineclusterinstancetypes virtualmachineclusterpreferences"},
	{"read", "cdi.kubevirt.io", "cdiconfigs storageprofiles"},
}}

var seesMachines = right{"sees machines", []grant{
	{"read", "kubevirt.io", "virtualmachineinstancemigrations " + machineKinds},
	{"read", "snapshot.kubevirt.io", snapshotKinds},
	{"read", "backup.kubevirt.io", backupKinds},
	{"read", "export.kubevirt.io", "virtualmachineexports"},
	{"read", "clone.kubevirt.io", "virtualmachineclones"},
	{"read", "pool.kubevirt.io", "virtualmachinepools"},
	{"read", "instancetype.kubevirt.io", sizeKinds},
	{"read", "migrations.kubevirt.io", "migrationpolicies"},
	{"get", "subresources.kubevirt.io", looked},
	{"update", "subresources.kubevirt.io", "expand-vm-spec"},
}}

var seesPlugins = right{"", []grant{{"read", "plugin.kubevirt.io", "plugins"}}}

var usesMachines = right{"makes, changes, deletes, operates and enters them", []grant{
	{"write", "kubevirt.io", machineKinds},
	{"write", "snapshot.kubevirt.io", snapshotKinds},
	{"write", "backup.kubevirt.io", backupKinds},
	{"write", "export.kubevirt.io", "virtualmachineexports"},
	{"write", "clone.kubevirt.io", "virtualmachineclones"},
	{"write", "pool.kubevirt.io", "virtualmachinepools"},
	{"write", "instancetype.kubevirt.io", sizeKinds},
	{"get", "subresources.kubevirt.io", entered},
	{"update", "subresources.kubevirt.io", operated},
}}

var empties = right{"deletes all of a kind at once", []grant{
	{"deletecollection", "kubevirt.io", machineKinds},
	{"deletecollection", "snapshot.kubevirt.io", snapshotKinds},
	{"deletecollection", "backup.kubevirt.io", backupKinds},
	{"deletecollection", "export.kubevirt.io", "virtualmachineexports"},
	{"deletecollection", "clone.kubevirt.io", "virtualmachineclones"},
	{"deletecollection", "pool.kubevirt.io", "virtualmachinepools"},
	{"deletecollection", "instancetype.kubevirt.io", sizeKinds},
	{"any", "plugin.kubevirt.io", "plugins"},
	{"get", "subresources.kubevirt.io", "virtualmachineinstances/vnc/screenshot"},
}}

var migrates = right{"migrates machines", []grant{
	{"any", "kubevirt.io", "virtualmachineinstancemigrations"},
	{"update", "subresources.kubevirt.io", "virtualmachines/migrate"},
}}

var seesDisks = right{"sees disks and may have them cloned", []grant{
	{"read", "cdi.kubevirt.io", "cdiconfigs storageprofiles objecttransfers " + diskKinds},
	{"read", "forklift.cdi.kubevirt.io", populators},
	{"create", "cdi.kubevirt.io", anyVolume},
}}

var usesDisks = right{"does everything with disks, but only reads DataImportCrons", []grant{
	{"any", "cdi.kubevirt.io", tenantKinds},
	{"read", "cdi.kubevirt.io", "dataimportcrons"},
	{"any", "forklift.cdi.kubevirt.io", populators},
	{"any", "upload.cdi.kubevirt.io", "uploadtokenrequests"},
	{"create", "cdi.kubevirt.io", anyVolume},
}}

// seesAll is what Kubernetes' own role "view" adds; KubeVirt's and CDI's are aggregated to it.
var seesAll = right{"sees pods, claims, services, policies and quotas, but no Secret and no role", []grant{
	{"read", "", plainCore},
	{"read", "apps", plainApps},
	{"read", "batch", "jobs cronjobs"},
	{"read", "discovery.k8s.io", "endpointslices"},
	{"read", "networking.k8s.io", "networkpolicies ingresses"},
}}

var clonesOnce = right{"clones the image once, and no other", []grant{{"create", "cdi.kubevirt.io", "datavolumes/source=once"}}}

var clonesAll = right{"clones every volume, whose names are not known beforehand", []grant{
	{"create", "cdi.kubevirt.io", anyVolume},
}}

var clonesBuilt = right{"clones the volume built, and no other, as an image is refreshed from it", []grant{{"create", "cdi.kubevirt.io", "datavolumes/source=built"}}}

// holder is one whom the bundle gives something, with all that he may beyond anybody.
type holder struct {
	subject string
	// is what the program says of him.
	is  string
	may map[place][]right
	// manifest says that he may do what the bundle's own roles say, which is read from them.
	manifest bool
	// kubernetes says that he has a role of Kubernetes' own in acme. It names more kinds than are asked about, and
	// others with each minor; these he may read.
	kubernetes bool
}

var holders = []holder{
	{subject: "User ada", is: "admin of acme", may: map[place][]right{inAcme: {seesMachines, usesMachines, empties, usesDisks}}},
	{subject: "Group acme-operators", is: "editors of acme", may: map[place][]right{inAcme: {seesMachines, usesMachines, usesDisks}}},
	{subject: "ServiceAccount cluster-acme/deployer", is: "editor of acme", may: map[place][]right{inAcme: {seesMachines, usesMachines, usesDisks}}},
	{subject: "User vera", is: "viewer of acme", may: map[place][]right{inAcme: {seesMachines, seesPlugins, seesDisks}}},
	{subject: "ServiceAccount automation/dashboard", is: "viewer of acme", may: map[place][]right{inAcme: {seesMachines, seesPlugins, seesDisks}}},
	{subject: "ServiceAccount automation/drainer", is: "migrator of acme", may: map[place][]right{inAcme: {migrates}}},
	{subject: "User otto", is: "has ClusterRole view in acme", kubernetes: true, may: map[place][]right{inAcme: {seesAll, seesMachines, seesPlugins, seesDisks}}},
	{subject: "User bea", is: "editor of beta", may: map[place][]right{inBeta: {seesMachines, usesMachines, usesDisks}}},
	{subject: "ServiceAccount cluster-acme/default", is: "machines of acme", may: map[place][]right{inImages: {clonesOnce}, inNightly: {clonesAll}}},
	{subject: "ServiceAccount cluster-acme/builder", is: "machines of acme with an account", may: map[place][]right{inImages: {clonesOnce}}},
	{subject: "ServiceAccount cluster-beta/default", is: "machines of beta", may: map[place][]right{inImages: {clonesOnce}, inWeekly: {clonesAll}}},
	{subject: "ServiceAccount pipelines/tester", is: "allowed an image by name", may: map[place][]right{inImages: {clonesOnce}}},
	{subject: "ServiceAccount golden-images-published/refresher", is: "refreshes an image", may: map[place][]right{inAcme: {clonesBuilt}}},
	{subject: "ServiceAccount cluster-acme/acme-machine-controller", is: "machine-controller of acme's cluster", may: everywhere(
		map[place][]right{inAcme: {makesMachines, readsHeaders}}, readsClasses)},
	{subject: "ServiceAccount cluster-acme/acme-cloud-controller", is: "cloud controller of acme's cluster", may: everywhere(
		map[place][]right{inAcme: {findsMachines, balances, fillsServices}}, readsNodes)},
	{subject: "ServiceAccount cluster-acme/acme-csi-driver", is: "CSI driver of acme's cluster", may: everywhere(
		map[place][]right{inAcme: {plugsVolumes, takesSnapshots, enlarges}}, readsVolumes)},
	{subject: "ServiceAccount cluster-beta/beta-cluster-api", is: "Cluster API's provider, for beta's cluster", may: map[place][]right{inBeta: {providesMachines}}},
	{subject: "ServiceAccount cluster-beta/beta-cloud-controller", is: "cloud controller of beta's cluster", may: map[place][]right{inBeta: {findsMachines}}},
	{subject: "ServiceAccount cluster-beta/beta-csi-driver", is: "CSI driver of beta's cluster", may: map[place][]right{inBeta: {plugsVolumes}}},
	{subject: "ServiceAccount kubevirt/kubevirt-operator", is: "virt-operator", manifest: true},
	{subject: "ServiceAccount cdi/cdi-operator", is: "cdi-operator", manifest: true},
}
