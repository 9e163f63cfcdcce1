import type { Volume } from '../../../../imports/kubevirt.io';
import { Severity } from '../../../findings/finding';
import { Fault, fault } from '../../../findings/rule';
import type { ClusterView } from '../../../inventory/cluster-view';
import type { Entry } from '../../../inventory/entry';
import { diskSources } from '../../../machines/clone-sources';
import type { EmbeddedMachine } from '../../../machines/embedded';
import { VMI } from '../../../machines/machine';
import { items } from '../../../toolkit/shape';
import type { MachineRule } from '../../rule';
import { cdi, kubernetes, kubevirt } from '../../sources';

/** A reference in a machine. */
interface Reference {
  readonly field: string;
  readonly name: string;
  readonly namespace: string;
}

type Find = (machine: EmbeddedMachine, entry: Entry, namespace: string) => Iterable<Reference>;
type Holds = (cluster: ClusterView, name: string, namespace: string) => boolean;

/**
 * Checks that the bundle holds what machines refer to, if the program declares that the bundle is complete. Otherwise a
 * missing object is not a mistake, because it may exist in the cluster.
 */
function held(what: string, find: Find, holds: Holds): MachineRule['check'] {
  function* missing(machine: EmbeddedMachine, entry: Entry, cluster: ClusterView, namespace: string): Iterable<Fault> {
    for (const { field, name, namespace: home } of find(machine, entry, namespace)) {
      if (holds(cluster, name, home)) continue;
      const where = home === '' ? '' : ` in namespace "${home}"`;
      yield fault(field,
        `"${name}" names a ${what}${where} that the bundle does not hold, although it is said to be complete`,
        `Add the ${what}, correct the name, or set bundleIsComplete to false.`);
    }
  }
  return (machine, entry) => {
    const { cluster, namespace } = entry;
    if (cluster === undefined || namespace === undefined || !cluster.facts.isComplete) return [];
    return missing(machine, entry, cluster, namespace);
  };
}

const REMEDY = 'Add the object, correct the name, or set bundleIsComplete of the cluster to false.';

export const IMAGE_REFERENCE: MachineRule = {
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
  check: held('DataSource', function* (machine, _entry, own) {
    for (const { field, kind, name, namespace = own } of diskSources(machine)) {
      if (kind === 'DataSource') yield { field: `${field}.name`, name, namespace };
    }
  }, (cluster, name, namespace) => (
    cluster.imageOf(name, namespace) !== undefined || cluster.find('cdi.kubevirt.io', 'DataSource', name,
      namespace) !== undefined)),
};

const INSTANCETYPE = 'instancetype.kubevirt.io';

export const INSTANCETYPE_REFERENCE: MachineRule = {
  id: 'K8S053',
  name: 'references/instancetype',
  on: 'machine',
  concerns: ['spec.instancetype'],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the VirtualMachineInstancetypes that machines name',
  why: 'No machine starts whose instancetype KubeVirt does not find. Cluster-wide ones are not looked for: '
    + 'KubeVirt brings many.',
  remedy: REMEDY,
  source: kubevirt('pkg/instancetype/find/spec.go: Find'),
  acceptable: true,
  check: held('VirtualMachineInstancetype', function* ({ spec: { instancetype } }, { cluster }, namespace) {
    const { kind, name } = instancetype ?? {};
    // if the bundle holds the whole tenant, a rule about tenants reports this in any program
    const isOfTenant = cluster!.tenantsOf(namespace).some(({ isComplete }) => isComplete);
    if (kind !== 'VirtualMachineInstancetype' || name === undefined || isOfTenant) return;
    yield { field: 'instancetype.name', name, namespace };
  }, (cluster, name, namespace) => cluster.find(INSTANCETYPE, 'VirtualMachineInstancetype', name,
    namespace) !== undefined),
};

export const PREFERENCE_REFERENCE: MachineRule = {
  id: 'K8S054',
  name: 'references/preference',
  on: 'machine',
  concerns: ['spec.preference'],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the VirtualMachinePreferences that machines name',
  why: 'No machine starts whose preference KubeVirt does not find. Cluster-wide ones are not looked for: '
    + 'KubeVirt brings many.',
  remedy: REMEDY,
  source: kubevirt('pkg/instancetype/preference/find/spec.go: FindPreference'),
  acceptable: true,
  check: held('VirtualMachinePreference', function* ({ spec: { preference } }, _entry, namespace) {
    const { kind, name } = preference ?? {};
    if (kind === 'VirtualMachinePreference' && name !== undefined) yield { field: 'preference.name', name, namespace };
  }, (cluster, name, namespace) => cluster.find(INSTANCETYPE, 'VirtualMachinePreference', name,
    namespace) !== undefined),
};

export const PRIORITY_CLASS_REFERENCE: MachineRule = {
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
  check: held('PriorityClass', function* ({ vmi: { priorityClassName } }) {
    // Kubernetes and KubeVirt provide these
    if (priorityClassName === undefined || /^(system-|kubevirt-)/.test(priorityClassName)) return;
    yield { field: `${VMI}.priorityClassName`, name: priorityClassName, namespace: '' };
  }, (cluster, name) => cluster.find('scheduling.k8s.io', 'PriorityClass', name) !== undefined),
};

export const NETWORK_REFERENCE: MachineRule = {
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
  check: held('NetworkAttachmentDefinition', function* ({ vmi }, _entry, own) {
    for (const [index, { multus }] of items(vmi.networks).entries()) {
      if (multus?.networkName === undefined) continue;
      const slash = multus.networkName.indexOf('/');
      const namespace = slash < 0 ? own : multus.networkName.slice(0, slash);
      const name = multus.networkName.slice(slash + 1);
      yield { field: `${VMI}.networks[${index}].multus.networkName`, name, namespace };
    }
  }, (cluster, name, namespace) => cluster.find('k8s.cni.cncf.io', 'NetworkAttachmentDefinition', name,
    namespace) !== undefined),
};

export const CLAIM_REFERENCE: MachineRule = {
  id: 'K8S057',
  name: 'references/claim',
  on: 'machine',
  concerns: ['volumes.dataVolume', 'volumes.persistentVolumeClaim'],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the DataVolumes and claims that machines name',
  why: 'No machine starts before its volumes are there.',
  remedy: REMEDY,
  source: kubevirt('pkg/virt-controller/watch/vmi/datavolumes.go: areDataVolumesReady'),
  acceptable: true,
  check: held('claim or DataVolume', function* ({ spec, vmi }, _entry, namespace) {
    const owned = items(spec.dataVolumeTemplates).map(({ metadata }) => (metadata as { name?: string })?.name);
    for (const [index, { dataVolume, persistentVolumeClaim }] of items(vmi.volumes).entries()) {
      const at = `${VMI}.volumes[${index}]`;
      const claim = persistentVolumeClaim?.claimName;
      if (dataVolume !== undefined && !owned.includes(dataVolume.name)) {
        yield { field: `${at}.dataVolume.name`, name: dataVolume.name, namespace };
      }
      if (claim !== undefined && !owned.includes(claim)) {
        yield { field: `${at}.persistentVolumeClaim.claimName`, name: claim, namespace };
      }
    }
  }, (cluster, name, namespace) => cluster.find('cdi.kubevirt.io', 'DataVolume', name, namespace) !== undefined
    || cluster.find('', 'PersistentVolumeClaim', name, namespace) !== undefined),
};

export const SECRET_REFERENCE: MachineRule = {
  id: 'K8S058',
  name: 'references/secret',
  on: 'machine',
  concerns: [
    'accessCredentials',
    'volumes.cloudInitConfigDrive',
    'volumes.cloudInitNoCloud',
    'volumes.secret',
    'volumes.sysprep',
  ],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the Secrets that machines name',
  why: 'No machine starts before its Secrets are there.',
  remedy: REMEDY,
  source: kubevirt('pkg/virt-controller/services/rendervolumes.go: addSecretVolume'),
  acceptable: true,
  check: held('Secret', function* (machine, entry, namespace) {
    if (appendsIndex(entry, 'appendIndexToSecretRefs')) return;
    for (const [field, name] of secretsOf(machine)) yield { field, name, namespace };
  }, (cluster, name, namespace) => cluster.find('', 'Secret', name, namespace) !== undefined),
};

export const CONFIG_MAP_REFERENCE: MachineRule = {
  id: 'K8S059',
  name: 'references/config-map',
  on: 'machine',
  concerns: ['volumes.configMap', 'volumes.sysprep'],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the ConfigMaps that machines name',
  why: 'No machine starts before its ConfigMaps are there.',
  remedy: REMEDY,
  source: kubevirt('pkg/virt-controller/services/rendervolumes.go: addConfigMapVolume'),
  acceptable: true,
  check: held('ConfigMap', function* ({ vmi }, entry, namespace) {
    if (appendsIndex(entry, 'appendIndexToConfigMapRefs')) return;
    for (const [index, volume] of items(vmi.volumes).entries()) {
      const name = volume.configMap?.name ?? volume.sysprep?.configMap?.name;
      const isOptional = volume.configMap?.optional === true;
      if (name !== undefined && !isOptional) yield { field: `${VMI}.volumes[${index}]`, name, namespace };
    }
  }, (cluster, name, namespace) => cluster.find('', 'ConfigMap', name, namespace) !== undefined),
};

export const STORAGE_CLASS_REFERENCE: MachineRule = {
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
  check: held('StorageClass', function* ({ spec }) {
    for (const [index, { spec: disk }] of items(spec.dataVolumeTemplates).entries()) {
      for (const part of ['storage', 'pvc'] as const) {
        const name = disk?.[part]?.storageClassName;
        if (name === undefined || name === '') continue;
        yield { field: `dataVolumeTemplates[${index}].spec.${part}.storageClassName`, name, namespace: '' };
      }
    }
  }, (cluster, name) => cluster.find('storage.k8s.io', 'StorageClass', name) !== undefined),
};

/**
 * Whether a pool appends each member's number to names, so that the names in the template are not names of objects.
 */
function appendsIndex({ object }: Entry, what: string): boolean {
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

function secretsIn({ secret, sysprep, cloudInitNoCloud, cloudInitConfigDrive }: Volume): string[] {
  const cloudInit = cloudInitNoCloud ?? cloudInitConfigDrive;
  const names = [
    secret?.optional === true ? undefined : secret?.secretName,
    sysprep?.secret?.name,
    cloudInit?.secretRef?.name,
    cloudInit?.networkDataSecretRef?.name,
  ];
  return names.filter((name) => name !== undefined);
}
