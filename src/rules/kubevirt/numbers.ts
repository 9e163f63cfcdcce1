import type { KubeVirtSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { notByteSize, Quantity } from '../../toolkit/quantity';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';
import { notDuration } from './durations';

const KINDS = ['kubevirt.io/KubeVirt'];
const TYPES = kubevirt('staging/src/kubevirt.io/api/core/v1/types.go');

export const INFRA_REPLICAS: ObjectRule = {
  id: 'KV016',
  name: 'cluster/infra-replicas',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'infra.replicas is a number of pods',
  why: 'The field is an unsigned byte, and KubeVirt\'s webhook refuses 0.',
  remedy: 'Write a whole number from 1 to 255.',
  source: kubevirt('pkg/virt-operator/webhooks/kubevirt-update-admitter.go: validateInfraReplicas'),
  acceptable: false,

  *check({ spec }: { spec: KubeVirtSpec }) {
    const count = spec.infra?.replicas;
    if (count === undefined || (Number.isInteger(count) && count > 0 && count < 256)) return;
    yield fault('spec.infra.replicas', `is ${count}, which KubeVirt refuses`, 'Write a whole number from 1 to 255.');
  },
};

export const COUNTS: ObjectRule = {
  id: 'KV017',
  name: 'cluster/counts',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'A number of the KubeVirt custom resource is in its range',
  why: 'A number that the field\'s Go type cannot hold makes the whole object unreadable to the operator; a 0 stops '
    + 'what it counts.',
  remedy: 'Write a whole number in the range that the finding names.',
  source: TYPES,
  acceptable: false,

  *check({ spec }: { spec: KubeVirtSpec }) {
    const { migrations, developerConfiguration } = spec.configuration ?? {};
    const fields: [string, number | undefined, number][] = [
      ['workloadUpdateStrategy.batchEvictionSize', spec.workloadUpdateStrategy?.batchEvictionSize, 1],
      ['configuration.developerConfiguration.cpuAllocationRatio', developerConfiguration?.cpuAllocationRatio, 1],
      ['configuration.migrations.parallelMigrationsPerCluster', migrations?.parallelMigrationsPerCluster, 0],
      ['configuration.migrations.parallelOutboundMigrationsPerNode', migrations?.parallelOutboundMigrationsPerNode, 0],
      ['configuration.migrations.completionTimeoutPerGiB', migrations?.completionTimeoutPerGiB, 1],
      ['configuration.migrations.progressTimeout', migrations?.progressTimeout, 1],
    ];
    for (const [field, count, least] of fields) {
      if (count === undefined || count >= least) continue;
      yield fault(`spec.${field}`, `is ${count}`, `Write a whole number from ${least}.`);
    }
  },
};

export const BANDWIDTH: ObjectRule = {
  id: 'KV018',
  name: 'cluster/bandwidth',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'The bandwidth of migrations is a number of bytes',
  why: 'KubeVirt takes a fraction of a byte, such as "64m", for one byte a second, and migrations never end.',
  remedy: 'Write a number of bytes, such as "64Mi", or "0" for no limit.',
  source: TYPES,
  acceptable: true,

  *check({ spec }: { spec: KubeVirtSpec }) {
    const bandwidth = spec.configuration?.migrations?.bandwidthPerMigration;
    if (bandwidth === undefined) return;
    const text = String(bandwidth);
    const isUnlimited = Quantity.parse(text)?.isZero() ?? false;
    if (!isUnlimited) yield* about('spec.configuration.migrations.bandwidthPerMigration', notByteSize(text));
  },
};

export const OVERHEAD_RATIO: ObjectRule = {
  id: 'KV019',
  name: 'cluster/overhead-ratio',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'additionalGuestMemoryOverheadRatio raises the overhead of machines',
  why: 'KubeVirt refuses what is not a number from 1.',
  remedy: 'Write a text such as "1.2".',
  source: kubevirt('pkg/virt-operator/webhooks/kubevirt-update-admitter.go: validateGuestToRequestHeadroom'),
  acceptable: false,

  *check({ spec }: { spec: KubeVirtSpec }) {
    const ratio = spec.configuration?.additionalGuestMemoryOverheadRatio;
    if (ratio === undefined || (/^\d+(\.\d*)?$/.test(ratio) && Number(ratio) >= 1)) return;
    yield fault('spec.configuration.additionalGuestMemoryOverheadRatio',
      `is "${ratio}", which KubeVirt refuses: it only takes numbers from 1`,
      'Write "1.0" or more, such as "1.2".');
  },
};

export const BATCH_INTERVAL: ObjectRule = {
  id: 'KV020',
  name: 'cluster/batch-interval',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'The time between batches of evictions is a duration',
  why: 'What Go cannot read as a duration makes the whole object unreadable to the operator.',
  remedy: 'Write a duration such as "1m0s".',
  source: TYPES,
  acceptable: false,

  *check({ spec }: { spec: KubeVirtSpec }) {
    const interval = spec.workloadUpdateStrategy?.batchEvictionInterval;
    yield* about('spec.workloadUpdateStrategy.batchEvictionInterval', notDuration(interval));
  },
};

export const SYNCHRONIZATION_PORT: ObjectRule = {
  id: 'KV024',
  name: 'cluster/synchronization-port',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'synchronizationPort is a port',
  why: 'If the value is not a number, KubeVirt uses 9185 and only logs it.',
  remedy: 'Write a number from 1 to 65535, as a text.',
  source: kubevirt('pkg/virt-operator/util/config.go: GetSynchronizationPort'),
  acceptable: true,

  *check({ spec }: { spec: KubeVirtSpec }) {
    const port = spec.synchronizationPort;
    if (port === undefined || isPort(port)) return;
    yield fault('spec.synchronizationPort', `is "${port}", which is not a port, so KubeVirt would use 9185`,
      'Write a number from 1 to 65535, as a text.');
  },
};

function isPort(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) > 0 && Number(text) < 65536;
}
