import { limitField, limitsOf } from './quota-amounts';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { demandIn, NamespaceDemand } from '../../inventory/namespace-demand';
import { inJson } from '../../props/words';
import { Quantity } from '../../toolkit/quantity';
import { items } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

const CLASS = /^(.+)\.storageclass\.storage\.k8s\.io\//;
const DEVICE = /^requests\.([^/]+\/.+)$/;

export const QUOTA_UNUSED: ObjectRule = {
  id: 'TENANT065',
  name: 'tenants/quota-unused',
  on: 'object',
  kinds: ['/ResourceQuota'],
  severity: Severity.INFO,
  title: 'The StorageClasses and devices that a tenant\'s quota limits are those of its cluster',
  why: 'A limit on a class or a device that nothing has limits nothing: Kubernetes takes any name.',
  remedy: 'Correct the name, or leave the limit out.',
  source: kubernetes('pkg/quota/v1/evaluator/core/persistent_volume_claims.go, pods.go'),
  acceptable: true,

  *check(object, entry) {
    const { cluster, namespace } = entry;
    if (cluster === undefined || namespace === undefined || cluster.tenantsOf(namespace).length === 0) return;
    yield* unusedClasses(object, cluster, namespace);
    yield* unusedDevices(object, cluster, namespace);
  },
};

/** The names that a quota limits to more than nothing, each with the first of its limits. */
function limited(object: unknown, pattern: RegExp): Map<string, string> {
  const names = new Map<string, string>();
  for (const [resource, amount] of limitsOf(object)) {
    const name = pattern.exec(resource)?.[1];
    if (name === undefined || names.has(name) || Quantity.parse(amount)?.isZero() !== false) continue;
    names.set(name, resource);
  }
  return names;
}

function* unusedClasses(object: unknown, cluster: ClusterView, namespace: string): Iterable<Fault> {
  const names = limited(object, CLASS);
  if (names.size === 0) return;
  const classes = classesIn(cluster);
  // the default class of the cluster, which the program does not know, may be any of them
  if (classesOf(demandIn(cluster, namespace)).includes(undefined)) return;
  for (const [name, resource] of names) {
    if (classes.has(name)) continue;
    yield fault(limitField(resource), `limits the StorageClass ${inJson(name)}, which no disk, image or StorageProfile `
      + `of cluster ${cluster.facts.name} names`, QUOTA_UNUSED.remedy);
  }
}

function* unusedDevices(object: unknown, cluster: ClusterView, namespace: string): Iterable<Fault> {
  const permitted = cluster.kubevirtSpec?.configuration?.permittedHostDevices;
  if (permitted === undefined) return;
  const { pciHostDevices, mediatedDevices, usb } = permitted;
  const names = [...items(pciHostDevices), ...items(mediatedDevices), ...items(usb)]
    .map(({ resourceName }) => resourceName);
  const { machines, pods } = demandIn(cluster, namespace);
  const containers = [...machines, ...pods].flatMap((each) => each.containers ?? []);
  for (const [name, resource] of limited(object, DEVICE)) {
    // networks and other pods request devices that are not KubeVirt's
    if (names.includes(name) || CLASS.test(resource) || containers.some(({ requests }) => requests.has(name))) continue;
    yield fault(limitField(resource), `limits the device ${inJson(name)}, which is not among the permittedHostDevices `
      + `of cluster ${cluster.facts.name}, so no machine has it`, QUOTA_UNUSED.remedy);
  }
}

const CLASSES = new WeakMap<ClusterView, ReadonlySet<string | undefined>>();

/** The StorageClasses that something of the bundle names in a cluster. */
function classesIn(cluster: ClusterView): ReadonlySet<string | undefined> {
  const known = CLASSES.get(cluster);
  if (known !== undefined) return known;
  const filled = ([group, kind]: readonly [string, string]): readonly Entry[] => cluster.of(group, kind);
  const places = [
    ...cluster.tenants, ...cluster.machines, ...cluster.images, ...FILLED.flatMap(filled),
  ].flatMap(({ namespace }) => namespace ?? []);
  const names = new Set([
    ...[...new Set(places)].flatMap((namespace) => classesOf(demandIn(cluster, namespace))),
    ...cluster.images.map(({ storageClassName }) => storageClassName),
    ...NAMED.flatMap(filled).map(({ object }) => object?.metadata.name),
  ]);
  CLASSES.set(cluster, names);
  return names;
}

const FILLED = [['', 'PersistentVolumeClaim'], ['cdi.kubevirt.io', 'DataVolume']] as const;
const NAMED = [['storage.k8s.io', 'StorageClass'], ['cdi.kubevirt.io', 'StorageProfile']] as const;

function classesOf({ machines, claims }: NamespaceDemand): (string | undefined)[] {
  return [...machines.flatMap(({ disks }) => disks), ...claims].map(({ storageClass }) => storageClass);
}
