import type { Bad } from './bad';
import type { Place } from './places';

const NO_NAME = 'Not a name!';
const badName: Bad[] = [{ to: NO_NAME }, { to: 'x'.repeat(254) }];
const badLabels: Bad[] = [{ to: { 'not a key': 'x' } }, { to: { key: 'not a value' } }];
const badKeys: Bad[] = [{ to: { 'not a key': 'x' } }];
const badSize: Bad[] = ['lots', '0', '-1Gi', '1500m', '1gb'].map((to) => ({ to }));
const noWhole: Bad[] = [{ to: 1.5 }];

/** What is made of a preset has a part of its props alone. */
const isPreset = ({ make }: Place): boolean => make === 'VirtualMachineInstancePreset';
const OF_PRESETS: { readonly [prop: string]: readonly Bad[] } = {
  name: badName,
  cores: noWhole,
  sockets: noWhole.map((bad) => ({ ...bad, beside: { cores: 1 } })),
  threads: noWhole.map((bad) => ({ ...bad, beside: { cores: 1 } })),
  labels: badLabels,
  overrides: [{ to: { memory: { guest: '1Gi' } }, says: /memory/ }],
};

/** By prop of sizes, preferences and presets, what it cannot be. */
export const BROKEN_SIZES: { readonly [prop: string]: readonly Bad[] } = {
  'InstancetypeProps.cpu': [0, -1, 1.5].map((to) => ({ to })),
  'InstancetypeProps.memory': badSize,
  'InstancetypeProps.name': badName,
  'InstancetypeProps.maxSockets': noWhole,
  'InstancetypeProps.maxMemory': [{ to: 'lots' }],
  'InstancetypeProps.memoryOvercommitPercent': [-1, 101].map((to) => ({ to, beside: { hugepages: undefined } })),
  'InstancetypeProps.hugepages': [{ to: '2Mi', beside: { memoryOvercommitPercent: 10 }, says: /huge pages/ }],
  'InstancetypeProps.labels': badLabels,
  'InstancetypeProps.annotations': badKeys,
  'InstancetypeProps.overrides': [{ to: { unknown: 1 }, says: /unknown/ }],
  'PreferenceProps.name': badName,
  'PreferenceProps.firmware': [{ to: { $call: 'Firmware.kernel', with: [{ image: 'a', kernelPath: '/k' }] } }],
  'PreferenceProps.features': [{ to: { hyperVPassthrough: true } }],
  'PreferenceProps.terminationGracePeriod': [{ to: { $milliseconds: 1500 } }],
  'PreferenceProps.labels': badLabels,
  'PreferenceProps.annotations': badKeys,
  'PreferenceProps.overrides': [{ to: { unknown: 1 }, says: /unknown/ }],
  'PreferenceRequirements.cpu': noWhole,
  'PreferenceRequirements.memory': [{ to: 'lots' }],
  'CpuSpread.ratio': [{ to: 0 }, { to: 3, beside: { across: 'CoresThreads' } }],
  ...Object.fromEntries(Object.entries(OF_PRESETS).map(([prop, bad]) => [
    `VirtualMachineInstancePresetProps.${prop}`, bad.map((each) => ({ ...each, when: isPreset })),
  ])),
};

const of = (struct: string, ...props: string[]): string[] => props.map((prop) => `${struct}.${prop}`);

/** Props that can be whatever their type allows. */
export const UNRULED_SIZES: { readonly [reason: string]: readonly string[] } = {
  'true or false, in sizes': [
    ...of('InstancetypeProps', 'nameByContent', 'dedicatedCpus', 'isolateEmulatorThread', 'numaPassthrough',
      'realtime'),
    'PreferenceProps.nameByContent',
    ...of('PreferredDevices', 'diskDedicatedIoThread', 'blockMultiQueue', 'interfaceMasquerade',
      'networkInterfaceMultiqueue', 'podInterface', 'tablet', 'rng', 'graphics', 'serialConsole', 'memoryBalloon',
      'virtioTransitional', 'disableHotplug'),
  ],
  'the parts of sizes are looked at': [
    ...of('InstancetypeProps', 'gpus', 'hostDevices', 'ioThreads', 'launchSecurity'),
    ...of('PreferenceProps', 'guest', 'requirements', 'cpuSpread', 'cpuFeatures', 'clock', 'devices', 'launchSecurity'),
    'PreferredDevices.diskBlockSize',
    ...of('VirtualMachineInstancePresetProps', 'requests', 'firmware', 'clock', 'features', 'ioThreads'),
  ],
  'KubeVirt takes any text until a machine has it': [
    ...of('InstancetypeProps', 'cpuModel', 'realtimeMask', 'nodeSelector', 'schedulerName', 'machineAnnotations'),
    ...of('PreferenceProps', 'machineType', 'subdomain', 'storageClassName', 'machineAnnotations'),
    ...of('VirtualMachineInstancePresetProps', 'matchLabels', 'cpuModel'),
  ],
};
