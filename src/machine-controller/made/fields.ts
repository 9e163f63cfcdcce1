import { stepsOf, valueAt } from '../../toolkit/at';
import { CLOUD, MACHINE, PRIMARY_DISK, SIZE } from '../parts';

const INSTANCE = 'spec.template.spec';
const ROOT = 'spec.dataVolumeTemplates[0].spec';

/** Fields of a VirtualMachine, and those of the MachineDeployment that they come from with all below them. */
const SAME: readonly (readonly [field: string, origin: string])[] = [
  ['metadata.name', 'metadata.name'],
  ['spec.instancetype', `${MACHINE}.instancetype`],
  ['spec.preference', `${MACHINE}.preference`],
  ['spec.template.metadata.labels', 'spec.template.metadata.labels'],
  ['spec.template.metadata.annotations', 'spec.template.metadata.annotations'],
  [`${INSTANCE}.dnsConfig`, `${MACHINE}.dnsConfig`],
  [`${INSTANCE}.topologySpreadConstraints`, `${CLOUD}.topologySpreadConstraints`],
];

/** The same of fields that are made otherwise, so that what is below them has no field of its own. */
const MADE: readonly (readonly [field: RegExp, origin: string])[] = [
  [/^spec\.template\.spec\.dnsPolicy/, `${MACHINE}.dnsPolicy`],
  [/^spec\.template\.spec\.evictionStrategy/, `${MACHINE}.evictionStrategy`],
  [/^spec\.template\.spec\.affinity/, `${CLOUD}.affinity.nodeAffinityPreset`],
  [/^spec\.template\.spec\.domain\.cpu/, `${SIZE}.vcpus.cores`],
  [/^spec\.template\.spec\.domain\.resources\.(?:requests|limits)\.memory/, `${SIZE}.memory`],
  [/^spec\.template\.spec\.domain\.resources\.(?:requests|limits)\.cpu/, `${SIZE}.cpus`],
  [/^spec\.template\.spec\.domain\.resources/, SIZE],
  [rootClaim('accessModes'), `${PRIMARY_DISK}.storageAccessType`],
  [rootClaim('resources'), `${PRIMARY_DISK}.size`],
  [rootClaim('storageClassName'), `${PRIMARY_DISK}.storageClassName`],
  [/^spec\.dataVolumeTemplates\[0\]\.spec\.source/, `${PRIMARY_DISK}.osImage`],
  [/^spec\.dataVolumeTemplates\[0\]/, PRIMARY_DISK],
];

/** The disks of a machine behind its root disk. */
const SECONDARY = /^spec\.dataVolumeTemplates\[(\d+)\](?:\.spec\.(?:storage|pvc)\.(resources|storageClassName))?/;

/** Labels and annotations that machine-controller writes by itself. */
const OWN = new RegExp(`^spec\\.template\\.metadata\\.(?:labels\\.md$|(?:labels|annotations)\\["(?:${[
  'kubevirt\\.io/(?:vm|ignitiondata|allow-pod-bridge-network-live-migration|placePCIDevicesOnRootComplex)',
  'ovn\\.kubernetes\\.io/', 'cluster\\.x-k8s\\.io/', 'kubermatic\\.k8c\\.io/', 'topology\\.kubernetes\\.io/',
].join('|')}))`);

function rootClaim(field: string): RegExp {
  return new RegExp(`^${ROOT.replace(/[.[\]]/g, '\\$&')}\\.(?:storage|pvc)\\.${field}`);
}

/**
 * The field of a MachineDeployment that a field of its machines comes from; undefined if machine-controller writes it
 * by itself.
 */
export function fieldOfDeployment(field: string): string | undefined {
  if (OWN.test(field)) return undefined;
  const same = SAME.find(([each]) => field === each || (field.startsWith(each) && '.['.includes(field[each.length])));
  if (same !== undefined) return same[1] + field.slice(same[0].length);
  return MADE.find(([pattern]) => pattern.test(field))?.[1] ?? fieldOfSecondary(field);
}

function fieldOfSecondary(field: string): string | undefined {
  const [, index, part] = SECONDARY.exec(field) ?? [];
  if (index === undefined) return undefined;
  const disk = `${SIZE}.secondaryDisks[${Number(index) - 1}]`;
  return part === undefined ? disk : `${disk}.${part === 'resources' ? 'size' : part}`;
}

/** Whether a field names what machine-controller makes with each machine: its disks, and the Secret with user data. */
export function isMadeAlong(field: string): boolean {
  return field.startsWith(`${INSTANCE}.volumes`);
}

/** Whether a field of a machine is missing because machine-controller finds its value out in the infra cluster. */
export function isFoundOut(field: string, machine: object): boolean {
  return ACCESS_MODES.test(field) && valueAt(machine, stepsOf(field) ?? []) === undefined;
}

const ACCESS_MODES = /^spec\.dataVolumeTemplates\[\d+\]\.spec\.pvc\.accessModes$/;
