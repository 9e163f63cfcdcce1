import * as fc from 'fast-check';
import { Described } from './description';
import { size } from './images';
import { props, stated } from './props';
import { naming, sourceModel } from './tenant-networks';
import { label, oneOf, several, subdomain } from './texts';
import {
  AccountToken, Isolation, NetworkSource, ReclaimPolicy, StorageUse, TenantCloudController, TenantCsiDriver,
  TenantKubernetes, TenantNamespaceProps, TenantStorageClass, TenantVolumeRoom, VolumeBindingMode, WorkerController,
} from '../../src';

const storageClass: fc.Arbitrary<Described<TenantStorageClass>> = props<TenantStorageClass>(
  {
    name: subdomain(),
    isDefault: fc.constant(false),
    snapshotClasses: several(subdomain()),
    reclaimPolicy: oneOf(ReclaimPolicy),
    allowVolumeExpansion: fc.boolean(),
    bindingMode: oneOf(VolumeBindingMode),
    usedFor: oneOf(StorageUse),
  },
  ['name'],
);

const csiDriver: fc.Arbitrary<Described<TenantCsiDriver>> = props<TenantCsiDriver>({
  snapshots: fc.boolean(),
  expansion: fc.boolean(),
  storageClasses: fc.uniqueArray(storageClass, { maxLength: 2, selector: ({ name }) => name }),
  room: props<TenantVolumeRoom>(
    { volumes: fc.integer({ min: 1, max: 40 }), capacity: size, storageClassName: subdomain() },
    ['volumes', 'capacity'],
  ),
}).map((given) => (given.snapshots === true ? given : stated({
  ...given,
  storageClasses: given.storageClasses?.map((each) => stated({ ...each, snapshotClasses: undefined })),
})));

const cluster: fc.Arbitrary<Described<TenantKubernetes>> = props<TenantKubernetes>(
  {
    name: label(),
    workers: oneOf(WorkerController),
    imageHeaderSecrets: several(subdomain()),
    cloudController: props<TenantCloudController>({
      loadBalancers: fc.boolean(),
      reachableFrom: props<NetworkSource>(sourceModel()).map(naming),
      nodePorts: fc.constantFrom({ port: 30000, endPort: 30100 }, { port: 31000 }),
      zones: fc.boolean(),
      endpointSlices: fc.boolean(),
    }),
    csiDriver,
    token: oneOf(AccountToken),
    clusterReads: fc.boolean(),
  },
  ['name'],
).map(withoutIdleProps);

/** Only a cluster with a controller has accounts, and only machine-controller reads headers. */
function withoutIdleProps(given: Described<TenantKubernetes>): Described<TenantKubernetes> {
  const { workers = WorkerController.NONE, cloudController, csiDriver: driver } = given;
  const headers = workers === WorkerController.MACHINE_CONTROLLER ? given : { ...given, imageHeaderSecrets: undefined };
  const isIdle = workers === WorkerController.NONE && cloudController === undefined && driver === undefined;
  return stated(isIdle ? { ...headers, token: undefined, clusterReads: undefined } : headers);
}

/** The Kubernetes clusters of a tenant. */
export const clusters = fc.uniqueArray(cluster, { maxLength: 2, selector: ({ name }) => name });

/** Clusters that share the namespace if there are two, and name clients only where something closes it. */
export function withFittingClusters(given: Described<TenantNamespaceProps>): Described<TenantNamespaceProps> {
  const { kubernetes = [], isolation: around } = given;
  if (kubernetes.length === 0) return given;
  const isOpen = around?.preset === Isolation.NONE;
  const fitting = kubernetes.map(({ cloudController, ...rest }) => stated({
    ...rest, cloudController: cloudController && withoutIdlePorts(cloudController, isOpen),
  }));
  return { ...given, kubernetes: fitting, sharedByClusters: kubernetes.length > 1 || given.sharedByClusters === true };
}

/** Ports are opened for somebody, where there is something to open. */
function withoutIdlePorts(given: Described<TenantCloudController>, isOpen: boolean): Described<TenantCloudController> {
  const reachableFrom = isOpen || given.loadBalancers === false ? undefined : given.reachableFrom;
  return stated({ ...given, reachableFrom, nodePorts: reachableFrom && given.nodePorts });
}
