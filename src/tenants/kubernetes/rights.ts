import type { Source } from '../../findings/rule';
import { clusterApiProvider, csiDriver, cloudProvider, machineController } from '../../rules/sources';

/** A choice of the program on which rights depend. */
export type Choice = 'imageHeaderSecrets' | 'loadBalancers' | 'endpointSlices' | 'zones' | 'snapshots' | 'expansion';

/** A right that a controller needs in the infra cluster. */
export interface Right {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** What the controller does with it. */
  readonly why: string;
  readonly source: Source;
  /** The choice without which the controller does not need it. */
  readonly onlyWith?: Choice;
  /** Whether the resources are in no namespace. */
  readonly isClusterWide?: boolean;
}

/** A controller of a tenant's cluster that works in the infra cluster. */
export interface Component {
  /** The end of its account's name. */
  readonly id: string;
  /** Its name in sentences, such as `the CSI driver`. */
  readonly title: string;
  /** The prop that asks for it. */
  readonly prop: string;
  readonly rights: readonly Right[];
}

const PROVIDER = 'pkg/cloudprovider/provider/kubevirt/provider.go';

export const MACHINE_CONTROLLER: Component = {
  id: 'machine-controller',
  title: 'machine-controller',
  prop: 'workers: WorkerController.MACHINE_CONTROLLER',
  rights: [
    {
      group: 'kubevirt.io',
      resources: ['virtualmachines'],
      verbs: ['get', 'create', 'delete'],
      why: 'makes a machine for each Machine, finds it again, and deletes it',
      source: machineController(`${PROVIDER}: Create, Get, Cleanup`),
    },
    {
      group: 'kubevirt.io',
      resources: ['virtualmachineinstances'],
      verbs: ['get'],
      why: 'reads the addresses and the phase of a machine; also asks for one to see whether the API can be reached',
      source: machineController(`${PROVIDER}: Get, Validate`),
    },
    {
      group: '',
      resources: ['secrets'],
      verbs: ['create'],
      why: 'writes the user data of a machine',
      source: machineController(`${PROVIDER}: Create`),
    },
    {
      group: 'instancetype.kubevirt.io',
      resources: ['virtualmachineinstancetypes'],
      verbs: ['get'],
      why: 'looks for a size in the namespace first',
      source: machineController(`${PROVIDER}: Validate, defaultVMInstanceType`),
    },
    {
      group: '',
      resources: ['secrets'],
      verbs: ['get'],
      onlyWith: 'imageHeaderSecrets',
      why: 'reads the headers for an image server, from the Secrets that are named',
      source: machineController(`${PROVIDER}: extraHeadersSecretRef`),
    },
    {
      group: 'instancetype.kubevirt.io',
      resources: ['virtualmachineclusterinstancetypes'],
      verbs: ['get'],
      why: 'looks for a size that all tenants share',
      isClusterWide: true,
      source: machineController(`${PROVIDER}: Validate, defaultVMInstanceType`),
    },
    {
      group: 'storage.k8s.io',
      resources: ['storageclasses'],
      verbs: ['get'],
      why: 'reads the topology of a disk\'s class; without it, no machine is made',
      isClusterWide: true,
      source: machineController(`${PROVIDER}: getConfig`),
    },
    {
      group: 'cdi.kubevirt.io',
      resources: ['storageprofiles'],
      verbs: ['get'],
      why: 'reads the access modes of a disk\'s class; without it, no machine is made',
      isClusterWide: true,
      source: machineController(`${PROVIDER}: getConfig`),
    },
  ],
};

const CAPK_MACHINE = 'pkg/kubevirt/machine.go';

export const CLUSTER_API: Component = {
  id: 'cluster-api',
  title: 'Cluster API\'s provider',
  prop: 'workers: WorkerController.CLUSTER_API',
  rights: [
    {
      group: 'kubevirt.io',
      resources: ['virtualmachines'],
      verbs: ['get', 'create', 'update', 'delete'],
      why: 'makes a machine for each KubevirtMachine, keeps its labels, and deletes it',
      source: clusterApiProvider(`${CAPK_MACHINE}: NewMachine, Create, Delete`),
    },
    {
      group: 'kubevirt.io',
      resources: ['virtualmachineinstances'],
      verbs: ['get', 'delete'],
      why: 'reads the addresses and the state of a machine; deletes its instance after a drain',
      source: clusterApiProvider(`${CAPK_MACHINE}: NewMachine, DrainNodeIfNeeded`),
    },
    {
      group: 'cdi.kubevirt.io',
      resources: ['datavolumes'],
      verbs: ['get'],
      why: 'says why a machine is not ready',
      source: clusterApiProvider(`${CAPK_MACHINE}: NewMachine`),
    },
    {
      group: '',
      resources: ['secrets'],
      verbs: ['get', 'create', 'update', 'delete'],
      why: 'writes the user data of a machine, under a name of its own for each, and deletes it',
      source: clusterApiProvider('controllers/kubevirtmachine_controller.go: reconcileKubevirtBootstrapSecret'),
    },
    {
      group: '',
      resources: ['services'],
      verbs: ['get', 'create', 'update', 'delete'],
      why: 'makes the Service of the control plane',
      source: clusterApiProvider('pkg/loadbalancer/loadbalancer.go: Create, IP, Delete'),
    },
  ],
};

export const CLOUD_CONTROLLER: Component = {
  id: 'cloud-controller',
  title: 'the cloud controller',
  prop: 'cloudController',
  rights: [
    {
      group: 'kubevirt.io',
      resources: ['virtualmachineinstances'],
      verbs: ['get', 'list'],
      why: 'finds the machine of a node by its name, or by its host name, and reads its addresses',
      source: cloudProvider('pkg/provider/instances_v2.go: InstanceMetadata; pkg/provider/instances_getter.go'),
    },
    {
      group: '',
      resources: ['services'],
      verbs: ['get', 'create', 'update', 'delete'],
      onlyWith: 'loadBalancers',
      why: 'makes a Service for each load balancer of the tenant\'s cluster',
      source: cloudProvider('pkg/provider/loadbalancer.go'),
    },
    {
      group: '',
      resources: ['services'],
      verbs: ['list', 'watch'],
      onlyWith: 'endpointSlices',
      why: 'sees which Services it has to fill with endpoints',
      source: cloudProvider('pkg/controller/kubevirteps/kubevirteps_controller.go: Init'),
    },
    {
      group: 'discovery.k8s.io',
      resources: ['endpointslices'],
      verbs: ['list', 'create', 'update', 'delete'],
      onlyWith: 'endpointSlices',
      why: 'writes the endpoints of these Services',
      source: cloudProvider('pkg/controller/kubevirteps/kubevirteps_controller.go: reconcile'),
    },
    {
      group: '',
      resources: ['nodes'],
      verbs: ['get'],
      onlyWith: 'zones',
      why: 'reads the zone and the region of the node that a machine runs on',
      isClusterWide: true,
      source: cloudProvider('config/rbac/kccm_cluster_role.yaml'),
    },
  ],
};

const CSI_CLIENT = 'pkg/kubevirt/client.go';
const CSI_ROLE = 'deploy/infra-cluster-service-account.yaml';

export const CSI_DRIVER: Component = {
  id: 'csi-driver',
  title: 'the CSI driver',
  prop: 'csiDriver',
  rights: [
    {
      group: 'cdi.kubevirt.io',
      resources: ['datavolumes'],
      verbs: ['get', 'create', 'delete'],
      why: 'makes a DataVolume for each volume, and deletes it',
      source: csiDriver(`${CSI_CLIENT}: CreateDataVolume, GetDataVolume, DeleteDataVolume`),
    },
    {
      group: 'kubevirt.io',
      resources: ['virtualmachineinstances'],
      verbs: ['get', 'list'],
      why: 'finds the machine of a node, and waits until a volume is in it',
      source: csiDriver(`${CSI_CLIENT}: ListVirtualMachines, GetVirtualMachine`),
    },
    {
      group: 'kubevirt.io',
      resources: ['virtualmachines'],
      verbs: ['get'],
      why: 'waits until a volume is in the machine\'s spec, or out of it',
      source: csiDriver(`${CSI_CLIENT}: GetWorkloadManagingVirtualMachine`),
    },
    {
      group: 'subresources.kubevirt.io',
      resources: ['virtualmachines/addvolume', 'virtualmachines/removevolume'],
      verbs: ['update'],
      why: 'plugs a volume into a machine, and takes it out',
      source: csiDriver(`${CSI_CLIENT}: AddVolumeToVM, RemoveVolumeFromVM`),
    },
    {
      group: 'snapshot.storage.k8s.io',
      resources: ['volumesnapshots'],
      verbs: ['get', 'create', 'delete'],
      onlyWith: 'snapshots',
      why: 'makes snapshots of volumes, and deletes them',
      source: csiDriver(`${CSI_CLIENT}: CreateVolumeSnapshot, GetVolumeSnapshot, DeleteVolumeSnapshot`),
    },
    {
      group: '',
      resources: ['persistentvolumeclaims'],
      verbs: ['get'],
      onlyWith: 'snapshots',
      why: 'reads the storage class of a volume',
      source: csiDriver(`${CSI_CLIENT}: getStorageClassNameFromClaimName`),
    },
    {
      group: '',
      resources: ['persistentvolumeclaims'],
      verbs: ['get', 'patch'],
      onlyWith: 'expansion',
      why: 'makes a claim larger',
      source: csiDriver(CSI_ROLE),
    },
    {
      group: '',
      resources: ['persistentvolumes'],
      verbs: ['get'],
      why: 'reads the volume behind a claim',
      isClusterWide: true,
      source: csiDriver(CSI_ROLE),
    },
  ],
};

/** All components, in the order in which a cluster comes to life. */
export const COMPONENTS: readonly Component[] = [MACHINE_CONTROLLER, CLUSTER_API, CLOUD_CONTROLLER, CSI_DRIVER];
