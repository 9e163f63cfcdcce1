import { cdi } from './cdi';
import { DATA_IMPORT_CRON, DATA_VOLUME, ofFilling } from './filling';
import { serverOf } from './import-server';
import type { DataVolumeSource } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import { isAddress } from '../../toolkit/cidr';
import { items } from '../../toolkit/shape';
import type { MachineRule, ObjectRule } from '../rule';
import { egressOf, reachesServer } from '../tenant/egress';

/** The labels of importer pods that policies select (CDI v1.65.0, pkg/controller/import-controller.go). */
const IMPORTER = {
  'app': 'containerized-data-importer',
  'cdi.kubevirt.io': 'importer',
  'prometheus.cdi.kubevirt.io': 'true',
};

const ISOLATED = {
  severity: Severity.ERROR,
  title: 'NetworkPolicies let importers reach the server that they import from',
  why: 'CDI imports by a pod in the namespace of the volume, also for a refreshed image. The NetworkPolicies of the '
    + 'namespace hold for it, so the import fails again and again.',
  remedy: 'Name the server in imageServers of the tenant\'s isolation, or keep the image outside of the tenant.',
  source: cdi('pkg/controller/import-controller.go: createImporterPod'),
  acceptable: true,
} as const;

export const ISOLATED_IMPORT: ObjectRule = {
  id: 'IMG055',
  name: 'images/isolated-import',
  on: 'object',
  kinds: [DATA_VOLUME, DATA_IMPORT_CRON, 'cdi.kubevirt.io/VolumeImportSource'],
  ...ISOLATED,

  check: ofFilling(function* ({ source, at }, { cluster, namespace }) {
    if (cluster !== undefined && namespace !== undefined) yield* isolated(source, `${at}.source`, cluster, namespace);
  }),
};

export const ISOLATED_DISK: MachineRule = {
  id: 'VM130',
  name: 'machines/isolated-import',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  ...ISOLATED,

  *check({ spec }, { cluster, namespace }) {
    if (cluster === undefined || namespace === undefined) return;
    for (const [index, disk] of items(spec.dataVolumeTemplates).entries()) {
      const source = disk.spec?.source as DataVolumeSource | undefined;
      yield* isolated(source ?? {}, `dataVolumeTemplates[${index}].spec.source`, cluster, namespace);
    }
  },
};

function* isolated(source: DataVolumeSource, at: string, cluster: ClusterView, namespace: string): Iterable<Fault> {
  const server = serverOf(source, cluster.cdiSpec?.config?.importProxy);
  const rules = server === undefined ? undefined : egressOf(cluster, namespace, IMPORTER);
  if (server === undefined || rules === undefined || reachesServer(rules, namespace, server)) return;
  const { host, port, kind, proxied } = server;
  yield fault(`${at}.${kind}.url`, `is imported by a pod in namespace "${namespace}", and the NetworkPolicies there do `
    + `not let importers reach ${proxied ? 'the import proxy ' : ''}${host} on port ${port}`,
  `Name it in imageServers of the tenant's isolation, such as { cidrs: ["${rangeOf(host)}"], ports: [{ port: ${port} `
    + '}] }, or keep the image outside of the tenant.');
}

/** The range of an address; of a name, an example. */
function rangeOf(host: string): string {
  if (!isAddress(host)) return '192.0.2.10/32';
  return host.includes(':') ? `${host}/128` : `${host}/32`;
}
