import {
  clonedOf, credentials, Holds, holdsClaim, holdsConfigMap, holdsDataSource, holdsPriorityClass, holdsSecret,
  holdsServiceAccount, holdsStorageClass, missing, Reference, REMEDY, Unheld, unheldBy,
} from './held';
import type { Volume } from '../../../../imports/kubevirt.io';
import { Severity } from '../../../findings/finding';
import type { Entry } from '../../../inventory/entry';
import { diskSources } from '../../../machines/disks/clone-sources';
import type { EmbeddedMachine } from '../../../machines/embedded';
import { VMI } from '../../../machines/machine';
import { attachmentOf } from '../../../machines/networks/attachment-reference';
import { items } from '../../../toolkit/shape';
import type { MachineRule } from '../../rule';
import { cdi, kubernetes, kubevirt } from '../../sources';

type Find = (machine: EmbeddedMachine, entry: Entry, namespace: string) => Iterable<Reference>;

/** A rule about what machines refer to. */
export interface MachineReferenceRule extends MachineRule {
  /** The references of a machine to what the bundle does not hold. */
  unheld(machine: EmbeddedMachine, entry: Entry): Iterable<Unheld>;
}

/** Checks that a complete bundle holds what machines refer to. */
function held(what: string, find: Find, holds: Holds): Pick<MachineReferenceRule, 'check' | 'unheld'> {
  const unheld = (machine: EmbeddedMachine, entry: Entry) => (
    unheldBy(what, entry, (namespace) => find(machine, entry, namespace), holds));
  return { unheld, check: (machine, entry) => missing(entry, () => unheld(machine, entry)) };
}

export const IMAGE_REFERENCE: MachineReferenceRule = {
  id: 'K8S052',
  name: 'references/image',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the DataSources that machines are cloned from',
  why: 'CDI waits for the DataSource, and the machine with it.',
  remedy: REMEDY,
  source: cdi('pkg/controller/datavolume/controller-base.go: getSourceRefOp', 'v1.65.0'),
  acceptable: true,
  ...held('DataSource', (machine, _entry, own) => clonedOf(diskSources(machine), 'DataSource', own),
    holdsDataSource),
};

const INSTANCETYPE = 'instancetype.kubevirt.io';

export const INSTANCETYPE_REFERENCE: MachineReferenceRule = {
  id: 'K8S053',
  name: 'references/instancetype',
  on: 'machine',
  concerns: ['spec.instancetype'],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the VirtualMachineInstancetypes that machines name',
  why: 'No machine starts whose instancetype KubeVirt does not find. Cluster-wide ones have a rule of their own: '
    + 'KubeVirt brings many.',
  remedy: REMEDY,
  source: kubevirt('pkg/instancetype/find/spec.go: Find'),
  acceptable: true,
  ...held('VirtualMachineInstancetype', function* ({ spec: { instancetype } }, { cluster }, namespace) {
    const { kind, name } = instancetype ?? {};
    // if the bundle holds the whole tenant, a rule about tenants reports this in any program
    const isOfTenant = cluster!.tenantsOf(namespace).some(({ isComplete }) => isComplete);
    if (kind !== 'VirtualMachineInstancetype' || name === undefined || isOfTenant) return;
    yield { field: 'instancetype.name', name, namespace };
  }, (cluster, name, namespace) => cluster.find(INSTANCETYPE, 'VirtualMachineInstancetype', name,
    namespace) !== undefined),
};

export const PREFERENCE_REFERENCE: MachineReferenceRule = {
  id: 'K8S054',
  name: 'references/preference',
  on: 'machine',
  concerns: ['spec.preference'],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the VirtualMachinePreferences that machines name',
  why: 'No machine starts whose preference KubeVirt does not find. Cluster-wide ones have a rule of their own: '
    + 'KubeVirt brings many.',
  remedy: REMEDY,
  source: kubevirt('pkg/instancetype/preference/find/spec.go: FindPreference'),
  acceptable: true,
  ...held('VirtualMachinePreference', function* ({ spec: { preference } }, _entry, namespace) {
    const { kind, name } = preference ?? {};
    if (kind === 'VirtualMachinePreference' && name !== undefined) yield { field: 'preference.name', name, namespace };
  }, (cluster, name, namespace) => cluster.find(INSTANCETYPE, 'VirtualMachinePreference', name,
    namespace) !== undefined),
};

export const PRIORITY_CLASS_REFERENCE: MachineReferenceRule = {
  id: 'K8S055',
  name: 'references/priority-class',
  on: 'machine',
  concerns: ['priorityClassName'],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the PriorityClasses that machines name',
  why: 'The API server refuses a launcher pod whose PriorityClass does not exist.',
  remedy: REMEDY,
  source: kubernetes('plugin/pkg/admission/priority/admission.go: admitPod'),
  acceptable: true,
  ...held('PriorityClass', function* ({ vmi: { priorityClassName } }) {
    if (priorityClassName === undefined) return;
    yield { field: `${VMI}.priorityClassName`, name: priorityClassName, namespace: '' };
  }, holdsPriorityClass),
};

export const NETWORK_REFERENCE: MachineReferenceRule = {
  id: 'K8S056',
  name: 'references/network',
  on: 'machine',
  concerns: ['networks.multus'],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the NetworkAttachmentDefinitions that machines name',
  why: 'Multus cannot connect the launcher pod, which stays in creation.',
  remedy: REMEDY,
  source: { project: 'Multus', file: 'pkg/k8sclient/k8sclient.go: getKubernetesDelegate', release: 'v4.2.2' },
  acceptable: true,
  ...held('NetworkAttachmentDefinition', function* ({ vmi }, _entry, own) {
    for (const [index, { multus }] of items(vmi.networks).entries()) {
      if (multus?.networkName === undefined) continue;
      const { name, namespace } = attachmentOf(multus, own);
      // the namespace of Multus is not known; NET020 reports the name
      if (namespace === undefined) continue;
      yield { field: `${VMI}.networks[${index}].multus.networkName`, name, namespace };
    }
  }, (cluster, name, namespace) => cluster.find('k8s.cni.cncf.io', 'NetworkAttachmentDefinition', name,
    namespace) !== undefined),
};

export const CLAIM_REFERENCE: MachineReferenceRule = {
  id: 'K8S057',
  name: 'references/claim',
  on: 'machine',
  concerns: [
    'spec.dataVolumeTemplates', 'volumes.dataVolume', 'volumes.ephemeral', 'volumes.persistentVolumeClaim',
  ],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the DataVolumes and claims that machines name or are cloned from',
  why: 'No machine starts before its volumes are there.',
  remedy: REMEDY,
  source: kubevirt('pkg/virt-controller/watch/vmi/datavolumes.go: areDataVolumesReady'),
  acceptable: true,
  ...held('claim or DataVolume', function* (machine, _entry, namespace) {
    const { spec, vmi } = machine;
    const owned = items(spec.dataVolumeTemplates).map(({ metadata }) => (metadata as { name?: string })?.name);
    for (const [index, { dataVolume, ephemeral, persistentVolumeClaim }] of items(vmi.volumes).entries()) {
      const at = `${VMI}.volumes[${index}]`;
      const claim = persistentVolumeClaim?.claimName;
      const read = ephemeral?.persistentVolumeClaim?.claimName;
      if (dataVolume !== undefined && !owned.includes(dataVolume.name)) {
        yield { field: `${at}.dataVolume.name`, name: dataVolume.name, namespace };
      }
      if (claim !== undefined && !owned.includes(claim)) {
        yield { field: `${at}.persistentVolumeClaim.claimName`, name: claim, namespace };
      }
      if (read !== undefined) {
        yield { field: `${at}.ephemeral.persistentVolumeClaim.claimName`, name: read, namespace };
      }
    }
    yield* clonedOf(diskSources(machine), 'PersistentVolumeClaim', namespace);
  }, holdsClaim),
};

export const SECRET_REFERENCE: MachineReferenceRule = {
  id: 'K8S058',
  name: 'references/secret',
  on: 'machine',
  concerns: [
    'accessCredentials',
    'spec.dataVolumeTemplates',
    'volumes.cloudInitConfigDrive',
    'volumes.cloudInitNoCloud',
    'volumes.containerDisk',
    'volumes.secret',
    'volumes.sysprep',
  ],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the Secrets that machines name',
  why: 'No machine starts before its Secrets are there.',
  remedy: REMEDY,
  source: kubevirt('pkg/virt-controller/services/rendervolumes.go: addSecretVolume'),
  acceptable: true,
  ...held('Secret', function* (machine, entry, namespace) {
    yield* ofTemplates(machine, 'secretRef', namespace);
    if (appendsIndex(entry, 'appendIndexToSecretRefs')) return;
    for (const [field, name] of secretsOf(machine)) yield { field, name, namespace };
  }, holdsSecret),
};

export const CONFIG_MAP_REFERENCE: MachineReferenceRule = {
  id: 'K8S059',
  name: 'references/config-map',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates', 'volumes.configMap', 'volumes.sysprep'],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the ConfigMaps that machines name',
  why: 'No machine starts before its ConfigMaps are there.',
  remedy: REMEDY,
  source: kubevirt('pkg/virt-controller/services/rendervolumes.go: addConfigMapVolume'),
  acceptable: true,
  ...held('ConfigMap', function* (machine, entry, namespace) {
    yield* ofTemplates(machine, 'certConfigMap', namespace);
    if (appendsIndex(entry, 'appendIndexToConfigMapRefs')) return;
    for (const [index, volume] of items(machine.vmi.volumes).entries()) {
      const name = volume.configMap?.name ?? volume.sysprep?.configMap?.name;
      const isOptional = volume.configMap?.optional === true;
      if (name !== undefined && !isOptional) yield { field: `${VMI}.volumes[${index}]`, name, namespace };
    }
  }, holdsConfigMap),
};

export const STORAGE_CLASS_REFERENCE: MachineReferenceRule = {
  id: 'K8S060',
  name: 'references/storage-class',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the StorageClasses of disks of machines',
  why: 'A claim of a class that does not exist is never bound.',
  remedy: REMEDY,
  source: kubernetes('pkg/controller/volume/persistentvolume/pv_controller.go: provisionClaim'),
  acceptable: true,
  ...held('StorageClass', function* ({ spec }) {
    for (const [index, { spec: disk }] of items(spec.dataVolumeTemplates).entries()) {
      for (const part of ['storage', 'pvc'] as const) {
        const name = disk?.[part]?.storageClassName;
        if (name === undefined || name === '') continue;
        yield { field: `dataVolumeTemplates[${index}].spec.${part}.storageClassName`, name, namespace: '' };
      }
    }
  }, holdsStorageClass),
};

export const SERVICE_ACCOUNT_REFERENCE: MachineReferenceRule = {
  id: 'K8S068',
  name: 'references/service-account',
  on: 'machine',
  concerns: ['serviceAccountName', 'volumes'],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the ServiceAccounts that machines name',
  why: 'The API server refuses a launcher pod whose ServiceAccount does not exist.',
  remedy: REMEDY,
  source: kubernetes('plugin/pkg/admission/serviceaccount/admission.go: Admit'),
  acceptable: true,
  ...held('ServiceAccount', function* ({ vmi }, _entry, namespace) {
    if (vmi.serviceAccountName) yield { field: `${VMI}.serviceAccountName`, name: vmi.serviceAccountName, namespace };
    for (const [index, { serviceAccount }] of items(vmi.volumes).entries()) {
      const name = serviceAccount?.serviceAccountName;
      if (!name || name === vmi.serviceAccountName) continue;
      yield { field: `${VMI}.volumes[${index}].serviceAccount.serviceAccountName`, name, namespace };
    }
  }, holdsServiceAccount),
};

/** All rules about what machines refer to. */
export const MACHINE_REFERENCES: readonly MachineReferenceRule[] = [
  IMAGE_REFERENCE,
  INSTANCETYPE_REFERENCE,
  PREFERENCE_REFERENCE,
  PRIORITY_CLASS_REFERENCE,
  NETWORK_REFERENCE,
  CLAIM_REFERENCE,
  SECRET_REFERENCE,
  CONFIG_MAP_REFERENCE,
  STORAGE_CLASS_REFERENCE,
  SERVICE_ACCOUNT_REFERENCE,
];

/** The credentials with which disks of a machine are imported. */
function* ofTemplates(
  { spec }: EmbeddedMachine,
  what: 'secretRef' | 'certConfigMap',
  namespace: string,
): Iterable<Reference> {
  for (const [index, template] of items(spec.dataVolumeTemplates).entries()) {
    const at = `dataVolumeTemplates[${index}].spec.source`;
    for (const [field, name] of credentials(template.spec?.source, what, at)) yield { field, name, namespace };
  }
}

/**
 * Whether a pool appends each member's number to names, so that the names in the template are not names of objects.
 */
export function appendsIndex({ object }: Entry, what: string): boolean {
  const generation = (object?.spec as { nameGeneration?: { [key: string]: unknown } } | undefined)?.nameGeneration;
  return generation?.[what] === true;
}

function* secretsOf({ vmi }: EmbeddedMachine): Iterable<[field: string, name: string]> {
  for (const [index, volume] of items(vmi.volumes).entries()) {
    for (const name of secretsIn(volume)) yield [`${VMI}.volumes[${index}]`, name];
  }
  for (const [index, credential] of items(vmi.accessCredentials).entries()) {
    const source = credential.sshPublicKey?.source ?? credential.userPassword?.source;
    const name = source?.secret?.secretName;
    if (name !== undefined) yield [`${VMI}.accessCredentials[${index}]`, name];
  }
}

function secretsIn({ secret, sysprep, containerDisk, cloudInitNoCloud, cloudInitConfigDrive }: Volume): string[] {
  const cloudInit = cloudInitNoCloud ?? cloudInitConfigDrive;
  const names = [
    secret?.optional === true ? undefined : secret?.secretName,
    sysprep?.secret?.name,
    containerDisk?.imagePullSecret,
    cloudInit?.secretRef?.name,
    cloudInit?.networkDataSecretRef?.name,
  ];
  return names.filter((name) => name !== undefined);
}
