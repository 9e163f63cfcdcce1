import type { Bad } from './bad';
import type { Place } from './places';

const NO_NAME = 'Not a name!';
const OWN = { requests: undefined, limits: undefined, guaranteed: undefined };
const PINNED = { ...OWN, dedicatedCpus: true, hugepages: undefined };
const noCount: Bad[] = [-1, 1.5].map((to) => ({ to }));
const partOfSecond: Bad[] = [{ to: { $milliseconds: 1500 } }];
const noCountOfProbe: Bad[] = [{ to: 0 }, { to: -1 }];
const isOf = (prop: string) => ({ path }: Place): boolean => path[0] === 'props' && path[1] === prop;

/** By prop of a machine's guest and hardware, what it cannot be. */
export const BROKEN_HARDWARE: { readonly [prop: string]: readonly Bad[] } = {
  'MachineProps.guest': [
    { to: { $call: 'Guest.windows', with: [{ version: 'xp' }] }, says: /guest\.version/ },
    {
      to: { $call: 'Guest.windows', with: [{ version: '11' }] },
      beside: { size: { $call: 'MachineSize.of', with: [{ cores: 1, memory: '4Gi' }] }, firmware: undefined },
      says: /size/,
    },
  ],
  'MachineProps.firmware': [
    {
      to: { $call: 'Firmware.kernel', with: [{ image: 'a', kernelPath: 'k' }] },
      beside: { launchSecurity: undefined },
    },
  ],
  'MachineProps.ioThreads': [{ to: { $call: 'IoThreads.supplementalPool', with: [0] } }],
  'MachineProps.launchSecurity': [
    {
      to: { $call: 'LaunchSecurity.sev', with: [] },
      beside: { architecture: 'amd64', firmware: undefined, guest: undefined, features: undefined },
    },
  ],
  'MachineProps.readinessProbe': [
    { to: { $call: 'MachineProbe.tcp', with: [22] }, beside: { podNetwork: 'none' } },
    { to: { $call: 'MachineProbe.guestAgentPing', with: [{ period: { $milliseconds: 1500 } }] } },
  ],
  'MachineProps.livenessProbe': [{ to: { $call: 'MachineProbe.tcp', with: [22] }, beside: { podNetwork: 'none' } }],
  'MachineProps.passwords': [{ to: [{ $call: 'GuestPasswords.fromSecret', with: [NO_NAME] }] }],
  'MachineProps.deviceClaims': [{ to: [{ name: 'a' }] }],
  'MachineClock.timezone': [{ to: 'Europe/Berlin', beside: { utcOffsetSeconds: 0 }, says: /clock/ }],
  'HyperVFeatures.synic': [{ to: false, beside: { synicTimer: true }, says: /synic/ }],
  'HyperVFeatures.vpIndex': [{ to: false, beside: { synic: true }, says: /vpIndex/ }],
  'HyperVFeatures.vapic': [{ to: false, beside: { evmcs: true } }],
  'KernelBoot.image': [{ to: '' }, { to: 'docker://quay.io/a/kernel:1' }],
  'WindowsGuest.driversImage': [{ to: 'docker://quay.io/a/virtio:1' }, { to: 'A/B' }],
  'KernelBoot.kernelPath': [{ to: 'k' }],
  'KernelBoot.initrdPath': [{ to: 'i' }],
  'ClaimedDevice.claim': [{ to: 'another', says: /another/ }],
  'ClaimedDevice.request': [{ to: '', says: /requestName|request/ }],
  'DeviceClaim.name': [{ to: NO_NAME }],
  'DeviceClaim.resourceClaimName': [{ to: NO_NAME, beside: { resourceClaimTemplateName: undefined } }],
  'DeviceClaim.resourceClaimTemplateName': [{ to: NO_NAME, beside: { resourceClaimName: undefined } }],
  'MachineDimensions.maxSockets': noCount,
  'MachineDimensions.maxMemory': [{ to: 'lots' }],
  'MachineDimensions.numaPassthrough': [{ to: true, beside: { ...PINNED, threads: 1, realtime: undefined } }],
  'MachineDimensions.realtime': [{ to: true, beside: { ...PINNED, threads: 1, numaPassthrough: undefined } }],
  'MachineDimensions.guaranteed': [{ to: true, beside: { requests: { cpu: '1' } }, says: /guaranteed/ }],
  'MachineResources.cpu': [{ to: '-1', when: isOf('size') }],
  'MachineResources.memory': [{ to: 'lots', when: isOf('size') }],
  'ProbeTiming.initialDelay': partOfSecond,
  'ProbeTiming.period': [...partOfSecond, { to: { $seconds: 0 } }],
  'ProbeTiming.timeout': [...partOfSecond, { to: { $seconds: 0 } }],
  'ProbeTiming.failureThreshold': noCountOfProbe,
  'ProbeTiming.successThreshold': noCountOfProbe,
  'HttpProbe.port': [{ to: 0 }, { to: 70_000 }],
  'HyperVFeatures.spinlocks': [{ to: 4094 }],
  'HyperVFeatures.vendorId': [{ to: 'x'.repeat(13) }, { to: 'a,b' }],
  'GuestDevices.tablets': [{ to: ['a', 'a'].map((name) => ({ name })) }],
  'GuestDevices.logSerialConsole': [{ to: true, beside: { serialConsole: false } }],
  'MachineDimensions.cpuFeatures': [{ to: ['vmx', 'vmx'].map((name) => ({ name })) }],
  'MachineDimensions.realtimeMask': [{ to: '0', beside: { realtime: undefined } }],
};

/** Props that can be whatever their type allows. */
export const UNRULED_HARDWARE: { readonly [reason: string]: readonly string[] } = {
  'true or false, or what KubeVirt takes as it is': [
    'BiosOptions.serial',
    'EfiOptions.secureBoot',
    'EfiOptions.persistent',
    'SevOptions.encryptedState',
    'HttpProbe.tls',
    ...['evmcs', 'frequencies', 'ipi', 'reenlightenment', 'relaxed', 'reset', 'runtime', 'synicTimer',
      'tlbFlush'].map((name) => `HyperVFeatures.${name}`),
    ...['acpi', 'apic', 'smm', 'kvmHidden', 'pvSpinlock', 'hyperVPassthrough'].map((name) => `MachineFeatures.${name}`),
    ...['rng', 'graphics', 'serialConsole', 'memoryBalloon', 'vsock', 'downwardMetrics',
      'usbRedirection', 'blockMultiQueue', 'virtioTransitional'].map((name) => `GuestDevices.${name}`),
    'MachineGpu.bootDisplay',
    'WindowsGuest.virtio',
    'WindowsGuest.persistentState',
  ],
  'the parts of the hardware are looked at': [
    'MachineProps.features',
    'MachineProps.clock',
    'MachineProps.devices',
    'MachineFeatures.hyperV',
    'MachineHostDevice.claim',
    'MachineDimensions.requests',
    'MachineDimensions.limits',
    'WindowsGuest.sysprep',
  ],
  'KubeVirt takes any text or number': [
    'MachineClock.utcOffsetSeconds',
    'KernelBoot.kernelArgs',
    'KernelBoot.imagePullSecret',
    'Tablet.name',
    'CpuFeature.name',
    'HttpProbe.path',
  ],
};
