import type { Plain } from './case';
import { launcher, NAMESPACES, plain, Scene } from './scene';

/** What is made for a machine, or would have to be there, beside what virt-controller makes of it. */
type Made = (scene: Scene, machine: any) => Plain[];

/** The claim that CDI makes of the machine's disk. */
const claim: Made = (_scene, machine) => [plain('v1', 'PersistentVolumeClaim', 'boot-0', { accessModes: ['ReadWriteOnce'], ...machine.dataVolumeTemplates[0].spec.storage })];
const secret: Made = () => [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'No Name', namespace: NAMESPACES[0] } }];

// By rule and case of test/machines/rules/machines.ts.

/** Of machines that are taken, with their instances and disks, the further object that is refused. */
export const MADE: { readonly [rule: string]: { readonly [name: string]: Made } } = {
  'instancetype': {
    'a name that is none': (scene, machine) => [plain(scene.kubevirt.apiVersion('instancetype.kubevirt.io', 'VirtualMachinePreference')!, 'VirtualMachinePreference', machine.preference.name, {})],
  },
  'cloud-init': { 'a Secret of no name': secret },
  'data-volume-templates': { 'access by one pod and by others': claim, 'a class that is none': claim },
  'probes and names': { 'subdomain of two labels': (_scene, machine) => [launcher({ subdomain: machine.template.spec.subdomain })] },
  'access-credentials': { 'a Secret of no name': secret },
};
