import { Machine, MachineRule, VMI } from './machine';
import type { DataVolumeTemplate } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';
import { dnsSubdomain, oneOf } from '../../toolkit/sentences';
import { items, present, repeated, texts } from '../../toolkit/shape';
import { AccessMode, VolumeMode } from '../disk';
import { diskSize } from '../disk-size';

/**
 * KubeVirt v1.9.0 pkg/storage/admitters/data-volume-template.go; CDI v1.66.0 pkg/apiserver/webhooks/datavolume-validate.go and util.go, for what
 * would be refused when the machine's DataVolume is made.
 */
export const dataVolumeTemplates: MachineRule = (machine) => {
  const all = items(machine.spec.dataVolumeTemplates);
  return [
    ...all.flatMap((template, index) => one(template, `dataVolumeTemplates[${index}]`, machine)),
    ...repeated(all.map((template) => template.metadata?.name)).map((name) => `dataVolumeTemplates holds "${name}" twice. Give each its own name.`),
  ];
};

function one(template: DataVolumeTemplate, at: string, machine: Machine): Sentence[] {
  const name = template.metadata?.name;
  const spec = template.spec ?? {};
  const stanza = spec.pvc ?? spec.storage;
  const populated = stanza?.dataSource !== undefined || stanza?.dataSourceRef !== undefined;
  const sources = present(spec.source);
  const origins = [spec.source && 'source', spec.sourceRef && 'sourceRef', populated && 'a dataSource'].filter((each) => !!each);
  return [
    name ? dnsSubdomain(`${at}.metadata.name`, String(name)) : `${at}.metadata.name is missing. Write the name of the DataVolume.`,
    spec.pvc && spec.storage ? `${at}.spec has pvc and storage, which exclude each other. Leave pvc out: storage lets CDI choose what suits the storage class.` : undefined,
    stanza === undefined ? `${at}.spec has neither storage nor pvc. Write storage with the size.` : undefined,
    origins.length === 1 ? undefined : `${at}.spec has ${origins.length === 0 ? 'no source' : origins.join(' and ')}, but a disk is filled from exactly one. ${origins.length === 0 ? 'Write source: {blank: {}} for an empty one' : 'Leave the others out'}.`,
    spec.source && sources.length !== 1 ? `${at}.spec.source has ${sources.length === 0 ? 'nothing' : sources.join(' and ')}, but must have exactly one. Write one, such as blank: {}.` : undefined,
    spec.sourceRef && spec.sourceRef.kind !== 'DataSource' ? `${at}.spec.sourceRef.kind "${spec.sourceRef.kind}" is none that CDI knows. Write DataSource.` : undefined,
    name && !referenced(machine, name) ? `${at} "${name}" is used by no volume, which KubeVirt refuses. Write a volume with dataVolume.name "${name}" in ${VMI}.volumes, or leave the template out.` : undefined,
    ...storage(template, at),
  ];
}

function storage({ spec }: DataVolumeTemplate, at: string): Sentence[] {
  const stanza = spec?.pvc ?? spec?.storage;
  if (stanza === undefined) return [];
  const size = stanza.resources?.requests?.storage;
  const inherits = spec.pvc === undefined && (spec.sourceRef !== undefined || spec.source?.pvc !== undefined || spec.source?.snapshot !== undefined);
  const path = `${at}.spec.${spec.pvc ? 'pvc' : 'storage'}`;
  const modes = texts(stanza.accessModes);
  return [
    size === undefined && !inherits ? `${path}.resources.requests.storage is missing, and the disk is no clone that could take its source's size. Write the size.` : undefined,
    size === undefined ? undefined : diskSize(`${path}.resources.requests.storage`, String(size)),
    ...modes.map((mode) => oneOf(`${path}.accessModes`, mode, Object.values(AccessMode))),
    spec.pvc !== undefined && modes.length !== 1 ? `${path}.accessModes holds ${modes.length} modes, but CDI takes exactly one there. Write one, or storage instead of pvc.` : undefined,
    // Our own rule: a disk of a machine's own must be filled, and written to.
    modes.length > 0 && modes.every((mode) => mode === AccessMode.READ_ONLY_MANY) ? `${path}.accessModes is ReadOnlyMany alone, so the disk could be neither filled nor written to. Write ReadWriteOnce, or ReadWriteMany for live migration.` : undefined,
    ...repeated(modes).map((mode) => `${path}.accessModes holds "${mode}" twice. Write it once.`),
    // Kubernetes v1.35 pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimSpec, of the claim that CDI makes; so the class too.
    modes.length > 1 && modes.includes(AccessMode.READ_WRITE_ONCE_POD) ? `${path}.accessModes holds "${AccessMode.READ_WRITE_ONCE_POD}" beside others, which the API server refuses. Write it alone, or leave it out.` : undefined,
    stanza.storageClassName ? dnsSubdomain(`${path}.storageClassName`, stanza.storageClassName) : undefined,
    oneOf(`${path}.volumeMode`, stanza.volumeMode, Object.values(VolumeMode)),
  ];
}

function referenced({ vmi }: Machine, name: string): boolean {
  return items(vmi.volumes).some((volume) => volume.dataVolume?.name === name || volume.persistentVolumeClaim?.claimName === name);
}
