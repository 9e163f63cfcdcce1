import { MEMBER_LABEL } from './deployment';
import type { MachineDeployment } from '../../machine-controller/types';
import { MAX_SIZE, MIN_SIZE, OPERATING_SYSTEM_PROFILE } from '../../machine-controller/types';
import { isUnchanged } from '../../machines/machine-fields';
import { table } from '../../toolkit/table';
import type { PoolProps } from '../pool-writer';

const CONFIG = 'spec.template.spec.providerSpec.value';
const CLOUD = `${CONFIG}.cloudProviderSpec`;
const MACHINE = `${CLOUD}.virtualMachine`;
const DISK = `${MACHINE}.template.primaryDisk`;

/** Props of a WorkerPool and options of its backend, by the field of the MachineDeployment that they become. */
const PROPS: { readonly [field: string]: string } = table({
  'metadata.name': 'name',
  [`metadata.annotations["${OPERATING_SYSTEM_PROFILE}"]`]: 'profile',
  [`metadata.annotations["${MIN_SIZE}"]`]: 'autoscale.min',
  [`metadata.annotations["${MAX_SIZE}"]`]: 'autoscale.max',
  'spec.replicas': 'replicas',
  'spec.paused': 'paused',
  'spec.minReadySeconds': 'minReadySeconds',
  'spec.revisionHistoryLimit': 'revisionHistoryLimit',
  'spec.strategy.rollingUpdate.maxSurge': 'maxSurge',
  'spec.strategy.rollingUpdate.maxUnavailable': 'maxUnavailable',
  [`spec.template.metadata.labels["${MEMBER_LABEL}"]`]: 'name',
  [`spec.template.metadata.labels.${MEMBER_LABEL}`]: 'name',
  [`spec.selector.matchLabels["${MEMBER_LABEL}"]`]: 'name',
  [`spec.selector.matchLabels.${MEMBER_LABEL}`]: 'name',
  'spec.template.metadata.labels': 'labels',
  'spec.template.metadata.annotations': 'annotations',
  'spec.template.spec.metadata.labels': 'nodeLabels',
  'spec.template.spec.metadata.annotations': 'nodeAnnotations',
  'spec.template.spec.taints': 'taints',
  'spec.template.spec.versions.kubelet': 'kubelet',
  [`${CONFIG}.sshPublicKeys`]: 'sshPublicKeys',
  [`${CONFIG}.operatingSystem`]: 'operatingSystem',
  [`${CONFIG}.operatingSystemSpec`]: 'operatingSystem',
  [`${CLOUD}.projectID`]: 'projectId',
  [`${CLOUD}.auth.kubeconfig`]: 'kubeconfig',
  [`${CLOUD}.affinity.nodeAffinityPreset`]: 'scheduling.nodeAffinityPreset',
  [`${CLOUD}.topologySpreadConstraints`]: 'scheduling',
  [`${MACHINE}.instancetype`]: 'size',
  [`${MACHINE}.preference`]: 'preference',
  [`${MACHINE}.template.vcpus.cores`]: 'size.cores',
  [`${MACHINE}.template.cpus`]: 'size.cores',
  [`${MACHINE}.template.memory`]: 'size.memory',
  [`${MACHINE}.dnsPolicy`]: 'dns.policy',
  [`${MACHINE}.dnsConfig`]: 'dns',
  [`${MACHINE}.location`]: 'location',
  [`${MACHINE}.providerNetwork`]: 'providerNetwork',
  [`${MACHINE}.enableNetworkMultiQueue`]: 'networkInterfaceMultiqueue',
  [`${MACHINE}.evictionStrategy`]: 'evictionStrategy',
  [`${DISK}.size`]: 'bootDisk.capacity',
  [`${DISK}.storageClassName`]: 'bootDisk.storageClassName',
  [`${DISK}.storageAccessType`]: 'bootDisk.accessModes',
  [`${DISK}.storageTarget`]: 'storageTarget',
  [`${DISK}.extraHeadersSecretRef`]: 'imageHeaderSecret',
});

/** Props that name the whole of what they become, so that nothing below them has a name of its own. */
const WHOLE: readonly string[] = [
  'kubeconfig', 'scheduling', 'size', 'preference', 'bootDisk.accessModes', 'name', 'operatingSystem',
];

const DISKS = `${MACHINE}.template.secondaryDisks`;
const OF_DISKS = /^(?:\[(\d+)\](?:\.(\w+))?)?$/;
const OF_SECONDARY: { readonly [field: string]: string } = table({
  size: 'capacity', storageClassName: 'storageClassName',
});

/**
 * The prop that a field of a MachineDeployment came from; undefined if overrides or JSON patches changed the field
 * since.
 * @param made the object as the props alone make it
 * @param written the object as it will be written
 */
export function deploymentPropOf(
  field: string, made: Partial<MachineDeployment>, written: unknown, props: PoolProps,
): string | undefined {
  if (!isUnchanged(field, made, written)) return undefined;
  const secondary = field.startsWith(DISKS) ? OF_DISKS.exec(field.slice(DISKS.length)) : null;
  if (secondary !== null) {
    const [, index, part] = secondary;
    const disk = index === undefined ? 'extraDisks' : `extraDisks[${index}]`;
    return part === undefined ? disk : `${disk}.${OF_SECONDARY[part] ?? part}`;
  }
  const prefix = longest(Object.keys(PROPS).filter((each) => isWithin(field, each)));
  if (prefix !== undefined) {
    return WHOLE.includes(PROPS[prefix]) ? PROPS[prefix] : PROPS[prefix] + field.slice(prefix.length);
  }
  if (!isWithin(field, DISK)) return undefined;
  return props.boot === undefined ? 'image' : 'boot';
}

function longest(fields: readonly string[]): string | undefined {
  return [...fields].sort((one, other) => other.length - one.length)[0];
}

function isWithin(field: string, prefix: string): boolean {
  return field === prefix || (field.startsWith(prefix) && '.['.includes(field[prefix.length]));
}
