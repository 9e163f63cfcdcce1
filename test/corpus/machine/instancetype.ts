import { BrokenMachine, machine, Made, taken, TakenMachine } from './machine';
import { } from './parts';
import { later } from '../case';
import { plain } from '../scene';

/** The preference that the machine would need. */
const preference: Made = (scene, { preference: { name } }) => {
  const apiVersion = scene.kubevirt.apiVersion('instancetype.kubevirt.io', 'VirtualMachinePreference')!;
  return [plain(apiVersion, 'VirtualMachinePreference', name, {})];
};

/** Machines with a fault. */
export const INSTANCETYPE: readonly BrokenMachine[] = [
  machine('VM005', 'cores and an instancetype',
    {
      instancetype: { kind: 'VirtualMachineInstancetype', name: 'standard-2' },
      template: { spec: { domain: { memory: null, cpu: { sockets: null, threads: null } } } },
    },
    'template.spec.domain.cpu.cores is 2, but the instancetype "standard-2" says it already, and KubeVirt '
      + 'refuses a machine that has both. Leave one of the two out.',
    later('virt-api refuses the machine, which conflicts with its instancetype',
      'cpu.cores conflicts with selected instance type')),
  machine('VM005', 'memory and an instancetype',
    {
      instancetype: { kind: 'VirtualMachineInstancetype', name: 'standard-2' },
      template: { spec: { domain: { cpu: null } } },
    },
    'template.spec.domain.memory.guest is "4Gi", but the instancetype "standard-2" says it already, and KubeVirt '
      + 'refuses a machine that has both. Leave one of the two out.',
    later('virt-api refuses the machine, which conflicts with its instancetype',
      'memory.guest conflicts with selected instance type')),
  machine('VM005', 'a CPU share and an instancetype',
    {
      instancetype: { kind: 'VirtualMachineInstancetype', name: 'standard-2' },
      template: { spec: { domain: { cpu: null, memory: null, resources: { requests: { cpu: '2' } } } } },
    },
    'template.spec.domain.resources.requests.cpu is "2", but the instancetype "standard-2" says it already, and '
      + 'KubeVirt refuses a machine that has both. Leave one of the two out.',
    later('virt-api refuses the machine, which conflicts with its instancetype',
      'resources.requests.cpu conflicts with selected instance type')),
  machine('VM006', 'unknown kind',
    { instancetype: { kind: 'Instancetype', name: 'a' }, template: { spec: { domain: { cpu: null, memory: null } } } },
    'instancetype.kind "Instancetype" is unknown. Write one of VirtualMachineInstancetype, '
      + 'VirtualMachineClusterInstancetype.',
    later('virt-controller finds no instancetype of such a kind, and the machine never starts')),
  machine('VM006', 'no name', { preference: { kind: 'VirtualMachinePreference' } },
    'preference names nothing. Write a name, or inferFromVolume with the name of a volume.',
    later('virt-api refuses the machine', 'Either Name or InferFromVolume should be provided')),
  machine('VM006', 'an invalid name', { preference: { kind: 'VirtualMachinePreference', name: 'No Name' } },
    'preference.name "No Name" is not a DNS subdomain, so the API server refuses it. Use lower-case letters, '
      + 'digits, "-" and ".", each part beginning and ending with a letter or digit, for example "no-name".',
    later('virt-controller finds no preference of a name that none can have, and the machine never starts',
      'VirtualMachinePreference.instancetype.kubevirt.io "No Name" is invalid: metadata.name'),
    { made: preference }),
  machine('VM006', 'name and inferFromVolume', { preference: { name: 'a', inferFromVolume: 'boot' } },
    'preference.inferFromVolume is "boot", which excludes name and kind. Write one or the other.',
    later('virt-api refuses the machine', 'Name already set, should be cleared before setting inferFromVolume')),
  machine('VM006', 'unknown failure policy',
    { preference: { inferFromVolume: 'boot', inferFromVolumeFailurePolicy: 'Shrug' } },
    'preference.inferFromVolumeFailurePolicy "Shrug" is unknown. Write one of Reject, Ignore.',
    later('virt-api refuses the machine', "Invalid value 'Shrug' for InferFromVolumeFailurePolicy")),
];

/** Machines that KubeVirt takes. */
export const INSTANCETYPE_TAKEN: readonly TakenMachine[] = [
  taken('VM005', 'an instancetype that a volume names',
    {
      instancetype: { inferFromVolume: 'boot', inferFromVolumeFailurePolicy: 'Ignore' },
      template: { spec: { domain: { cpu: null, memory: null } } },
    }),
  taken('VM005', 'options that an instancetype leaves open',
    {
      instancetype: { name: 'a' },
      template: {
        spec: {
          domain: {
            cpu: { cores: null, sockets: null, threads: null, model: 'host-model' },
            memory: null,
          },
        },
      },
    }),
  taken('VM006', 'kinds in other spellings',
    {
      instancetype: { name: 'a' },
      preference: { kind: 'virtualmachinepreference', name: 'b' },
      template: { spec: { domain: { cpu: null, memory: null } } },
    }),
];
