import { isEmpty, listOf, Loose, plainQuantity } from './loose';
import type { Normalisation } from './normalisation';

/** What specs may differ in although the machine, its size and its hardware are the same. */
export const SAME_MACHINE: readonly Normalisation[] = [
  {
    because: '`running` is the older form of the run strategies Always and Halted (api core/v1/types.go: RunStrategy)',
    apply: (spec) => {
      if (typeof spec.running !== 'boolean') return;
      spec.runStrategy = spec.running ? 'Always' : 'Halted';
      delete spec.running;
    },
  },
  {
    because: 'an empty object of affinity, resources, devices or metadata, and an empty machine type, say nothing',
    apply: (spec, vmi) => {
      spec.template.metadata ??= {};
      vmi.domain ??= {};
      vmi.domain.devices ??= {};
      if (isEmpty(vmi.affinity)) delete vmi.affinity;
      if (isEmpty(vmi.domain.resources)) delete vmi.domain.resources;
      if (vmi.domain.machine?.type === '') delete vmi.domain.machine;
    },
  },
  {
    because: 'quantities are equal if their numbers are, however they are written',
    isUnreadable: true,
    apply: (spec, vmi) => {
      const { resources, memory } = vmi.domain;
      for (const part of [resources?.requests, resources?.limits]) plainFields(part, Object.keys(part ?? {}));
      plainFields(memory, ['guest', 'maxGuest']);
      for (const { spec: disk } of listOf(spec.dataVolumeTemplates)) {
        for (const claim of [disk?.storage, disk?.pvc]) plainFields(claim?.resources?.requests, ['storage']);
      }
      for (const { emptyDisk, hostDisk } of listOf(vmi.volumes)) {
        plainFields(emptyDisk, ['capacity']);
        plainFields(hostDisk, ['capacity']);
      }
    },
  },
  {
    because: 'KubeVirt takes a missing kind of an instancetype or a preference for the cluster-wide one',
    apply: ({ instancetype, preference }) => {
      if (instancetype?.name !== undefined) instancetype.kind ??= 'VirtualMachineClusterInstancetype';
      if (preference?.name !== undefined) preference.kind ??= 'VirtualMachineClusterPreference';
    },
  },
  {
    because: 'KubeVirt requests as much CPU as the limit if there is no request '
      + '(defaults.go: setDefaultResourceRequests)',
    apply: (_spec, { domain: { resources } }) => {
      if (resources?.limits?.cpu === undefined) return;
      resources.requests ??= {};
      resources.requests.cpu ??= resources.limits.cpu;
    },
  },
  {
    because: 'KubeVirt gives a guest without memory what is requested, or else the limit (defaults.go: setGuestMemory)',
    apply: (spec, { domain }) => {
      const memory = domain.resources?.requests?.memory ?? domain.resources?.limits?.memory;
      if (spec.instancetype !== undefined || memory === undefined) return;
      domain.memory ??= {};
      domain.memory.guest ??= memory;
    },
  },
  {
    because: 'KubeVirt makes sockets of the limit or the request of CPU if there is no topology, with one core and one '
      + 'thread each (defaults.go: SetDefaultGuestCPUTopology)',
    apply: (spec, { domain }) => {
      const { cores, sockets, threads } = domain.cpu ?? {};
      if (spec.instancetype !== undefined || (cores ?? sockets ?? threads) !== undefined) return;
      const cpu = domain.resources?.limits?.cpu ?? domain.resources?.requests?.cpu;
      domain.cpu = { ...domain.cpu, cores: 1, threads: 1, sockets: wholeCores(cpu) };
    },
  },
  {
    because: 'KubeVirt shuts a machine down on eviction unless it or the cluster says something else '
      + '(configuration.go: defaultEvictionStrategy)',
    apply: (_spec, vmi) => {
      vmi.evictionStrategy ??= 'None';
    },
  },
  {
    because: 'KubeVirt waits 30 seconds for the guest unless the machine says something else '
      + '(api core/v1/types.go: DefaultGracePeriodSeconds)',
    apply: (_spec, vmi) => {
      vmi.terminationGracePeriodSeconds ??= 30;
    },
  },
  {
    because: 'a feature or a timer without `enabled` or `present` is on (api core/v1/defaults.go)',
    apply: (_spec, { domain: { features, clock } }) => {
      const { hyperv, ...others } = features ?? {};
      const states = [...Object.values(others), ...Object.values(hyperv ?? {}), hyperv?.synictimer?.direct];
      for (const state of states) withoutTrue(state, 'enabled');
      for (const timer of Object.values(clock?.timer ?? {})) withoutTrue(timer, 'present');
    },
  },
  {
    because: 'an input device is a tablet on USB unless it says something else (api core/v1/defaults.go)',
    apply: (_spec, { domain: { devices } }) => {
      for (const input of listOf(devices.inputs)) {
        input.type ??= 'tablet';
        input.bus ??= 'usb';
      }
    },
  },
];

function plainFields(holder: Loose | undefined, fields: readonly string[]): void {
  for (const field of fields) {
    if (holder?.[field] !== undefined) holder[field] = plainQuantity(holder[field]);
  }
}

/** Cores as KubeVirt counts them, rounded up; one if there is no number. */
function wholeCores(cpu: string | number | undefined): number {
  if (cpu === undefined) return 1;
  if (typeof cpu === 'number') return Math.ceil(cpu);
  return cpu.endsWith('m') ? Math.ceil(Number(cpu.slice(0, -1)) / 1000) : Number(cpu);
}

function withoutTrue(holder: unknown, field: string): void {
  const state = holder as Loose | undefined;
  if (state?.[field] === true) delete state[field];
}
