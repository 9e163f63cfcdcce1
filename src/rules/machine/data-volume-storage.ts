import type { DataVolumeTemplate, VirtualMachineSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { AccessMode, VolumeMode } from '../../machines/disks/disk';
import { notDiskSize } from '../../machines/disks/disk-size';
import { notDnsSubdomain } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { repeated, texts } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { cdi, kubernetes, own } from '../sources';
import { located } from './paths';

const ACCESS_MODES = Object.values(AccessMode);
const VOLUME_MODES = Object.values(VolumeMode);
const ALONE = AccessMode.READ_WRITE_ONCE_POD;

export const DATA_VOLUME_SIZE: MachineRule = {
  id: 'VM049',
  name: 'machines/data-volume-size',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'A disk that is not a clone has a size, of at least 1Mi',
  why: 'CDI refuses the DataVolume that is made for the machine.',
  remedy: 'Write resources.requests.storage, such as "10Gi".',
  source: cdi('pkg/apiserver/webhooks/datavolume-validate.go'),
  acceptable: false,

  *check({ spec }) {
    for (const { template, stanza, at } of stanzasIn(spec)) {
      const size = stanza.resources?.requests?.storage;
      const field = `${at}.resources.requests.storage`;
      if (size !== undefined) {
        yield* about(field, notDiskSize(String(size)));
      } else if (!takesSizeOfSource(template)) {
        yield fault(field,
          'is missing, and the disk is not a clone that could take its source\'s size', 'Write the size.');
      }
    }
  },
};

export const DATA_VOLUME_ACCESS: MachineRule = {
  id: 'VM050',
  name: 'machines/data-volume-access',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'Access modes, volume mode and storage class of a disk are ones that Kubernetes takes',
  why: 'KubeVirt refuses the machine, CDI the DataVolume, or Kubernetes the claim that is made for it.',
  remedy: 'Leave them out: CDI chooses what suits the storage class.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidatePersistentVolumeClaimSpec; '
    + 'CDI v1.66.0 pkg/apiserver/webhooks/util.go'),
  acceptable: false,

  *check({ spec }) {
    for (const { template, stanza, at } of stanzasIn(spec)) {
      const modes = texts(stanza.accessModes);
      const field = `${at}.accessModes`;
      for (const mode of modes) yield* about(field, notOneOf(mode, ACCESS_MODES));
      if (template.spec.pvc !== undefined && modes.length !== 1) {
        yield fault(field,
          `holds ${modes.length} modes, but CDI takes exactly one there`, 'Write one, or storage instead of pvc.');
      }
      if (modes.length > 1 && modes.includes(ALONE)) {
        yield fault(field,
          `holds "${ALONE}" beside others, which the API server refuses`, 'Write it alone, or leave it out.');
      }
      if (stanza.storageClassName) yield* about(`${at}.storageClassName`, notDnsSubdomain(stanza.storageClassName));
      yield* about(`${at}.volumeMode`, notOneOf(stanza.volumeMode, VOLUME_MODES));
    }
  },
};

export const DATA_VOLUME_READ_ONLY: MachineRule = {
  id: 'VM051',
  name: 'machines/data-volume-read-only',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'A disk of a machine can be written to',
  why: 'CDI takes a disk that is ReadOnlyMany alone, but can never fill it, and the guest could not write to it.',
  remedy: 'Write ReadWriteOnce, or ReadWriteMany for live migration.',
  source: own(),
  acceptable: true,

  *check({ spec }) {
    for (const { stanza, at } of stanzasIn(spec)) {
      const modes = texts(stanza.accessModes);
      if (modes.length === 0 || modes.some((mode) => mode !== AccessMode.READ_ONLY_MANY)) continue;
      yield fault(`${at}.accessModes`,
        'is ReadOnlyMany alone, so the disk could be neither filled nor written to', this.remedy);
    }
  },
};

export const ACCESS_MODE_TWICE: MachineRule = {
  id: 'VM052',
  name: 'machines/access-mode-twice',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'Each access mode of a disk is written once',
  why: 'CDI takes it, but the second says nothing: another one was probably meant.',
  remedy: 'Write it once.',
  source: own(),
  acceptable: true,

  *check({ spec }) {
    for (const { stanza, at } of stanzasIn(spec)) {
      for (const mode of repeated(texts(stanza.accessModes))) {
        yield fault(`${at}.accessModes`, `holds "${mode}" twice`, 'Write it once.');
      }
    }
  },
};

interface Stanza {
  readonly template: DataVolumeTemplate;
  readonly stanza: NonNullable<DataVolumeTemplate['spec']['pvc'] | DataVolumeTemplate['spec']['storage']>;
  readonly at: string;
}

/** The stanzas that define how disks of a machine are stored: `pvc`, or else `storage`. */
function stanzasIn(spec: VirtualMachineSpec): Stanza[] {
  const stanzas: Stanza[] = [];
  for (const [template, at] of located(spec.dataVolumeTemplates, 'dataVolumeTemplates')) {
    const field = template.spec?.pvc ? 'pvc' : 'storage';
    const stanza = template.spec?.[field];
    if (stanza !== undefined) stanzas.push({ template, stanza, at: `${at}.spec.${field}` });
  }
  return stanzas;
}

/** CDI takes the size of a clone from its source, if the stanza is `storage`. */
function takesSizeOfSource({ spec }: DataVolumeTemplate): boolean {
  if (spec.pvc !== undefined) return false;
  return spec.sourceRef !== undefined || spec.source?.pvc !== undefined || spec.source?.snapshot !== undefined;
}
