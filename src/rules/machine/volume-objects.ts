import type { Volume } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { notDnsSubdomain } from '../../toolkit/names';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { located } from './paths';

export const VOLUME_OBJECTS: MachineRule = {
  id: 'VM070',
  name: 'machines/volume-objects',
  on: 'machine',
  concerns: ['volumes'],
  severity: Severity.ERROR,
  title: 'The objects that volumes name have names that objects can have',
  why: 'KubeVirt does not look into the names. An object of such a name cannot exist, so the machine waits without '
    + 'end, or Kubernetes refuses its launcher.',
  remedy: 'Write the name of the object.',
  source: kubevirt('pkg/virt-controller/services/rendervolumes.go'),
  acceptable: false,

  *check({ spec, vmi }) {
    for (const [volume, at] of located(vmi.volumes, `${VMI}.volumes`)) {
      for (const found of nameFaults(volume, at)) {
        // The rule about templates reports the names of templates.
        const name = volume.dataVolume?.name;
        if (items(spec.dataVolumeTemplates).some(({ metadata }) => metadata?.name === name)) continue;
        yield found;
      }
    }
  },
};

/** The fields of volumes that name objects. Of an empty name, KubeVirt itself refuses those that are undefined here. */
const NAMES: readonly (readonly [field: string, nameOf: (volume: Volume) => string | undefined])[] = [
  ['persistentVolumeClaim.claimName', ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName],
  ['ephemeral.persistentVolumeClaim.claimName', ({ ephemeral }) => ephemeral?.persistentVolumeClaim?.claimName],
  ['containerDisk.imagePullSecret', ({ containerDisk }) => containerDisk?.imagePullSecret],
  ['sysprep.secret.name', ({ sysprep }) => sysprep?.secret && (sysprep.secret.name ?? '')],
  ['sysprep.configMap.name', ({ sysprep }) => sysprep?.configMap && (sysprep.configMap.name ?? '')],
  ['dataVolume.name', ({ dataVolume }) => dataVolume?.name || undefined],
  ['configMap.name', ({ configMap }) => configMap?.name || undefined],
  ['secret.secretName', ({ secret }) => secret?.secretName || undefined],
  ['serviceAccount.serviceAccountName', ({ serviceAccount }) => serviceAccount?.serviceAccountName || undefined],
];

function* nameFaults(volume: Volume, at: string): Iterable<Fault> {
  for (const [path, nameOf] of NAMES) {
    const name = nameOf(volume);
    if (name === undefined) continue;
    const field = `${at}.${path}`;
    const found = name === '' ? fault(field, 'is empty', VOLUME_OBJECTS.remedy) : notDnsSubdomain(name);
    // The name may be that of a disk of the bundle, which is where it is rejected.
    if (found !== undefined) yield fault(field, found.problem, found.remedy);
  }
}
