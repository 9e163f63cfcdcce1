import type { Gpu } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { notExtendedResource } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { items, repeated } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubernetes, kubevirt } from '../sources';
import { DEVICES, DOMAIN, located, vmiAdmitter } from './paths';

export const DEVICE_OPTIONS: MachineRule = {
  id: 'VM025',
  name: 'machines/devices',
  on: 'machine',
  concerns: [
    'domain.devices.gpus',
    'domain.devices.inputs',
    'domain.devices.panicDevices',
    'domain.devices.sound',
    'domain.devices.video',
  ],
  severity: Severity.ERROR,
  title: 'Input, sound, video, panic and graphics devices have options that KubeVirt knows',
  why: 'KubeVirt refuses other words, and devices that exclude each other.',
  remedy: 'See the field.',
  source: vmiAdmitter('validateInputDevices, validateSoundDevices, validateVideoConfig, validatePanicDevices, '
    + 'validateMDEVRamFB'),
  acceptable: false,

  *check({ vmi }) {
    const { inputs, sound, video, autoattachGraphicsDevice, panicDevices, gpus } = vmi.domain?.devices ?? {};
    for (const [input, at] of located(inputs, `${DEVICES}.inputs`)) {
      yield* about(`${at}.type`, notOneOf(input.type, ['tablet']));
      yield* about(`${at}.bus`, notOneOf(input.bus, ['', 'virtio', 'usb']));
    }
    yield* about(`${DEVICES}.sound.model`, notOneOf(sound?.model, ['', 'ich9', 'ac97']));
    if (sound?.name === '') yield fault(`${DEVICES}.sound.name`, 'is empty', 'Write one.');
    if (video !== undefined && autoattachGraphicsDevice === false) {
      yield fault(`${DEVICES}.video`, 'says which graphics the guest gets, but autoattachGraphicsDevice is false',
        'Leave one of the two out.');
    }
    for (const [device, at] of located(panicDevices, `${DEVICES}.panicDevices`)) {
      yield* about(`${at}.model`, notOneOf(device.model, ['hyperv', 'isa', 'pvpanic']));
    }
    if (items(gpus).filter(hasRamFb).length > 1) {
      yield fault(`${DEVICES}.gpus`,
        'has more than one display with ramFB, but a guest has one', 'Turn the others off.');
    }
  },
};

export const IO_THREADS: MachineRule = {
  id: 'VM026',
  name: 'machines/io-threads',
  on: 'machine',
  concerns: ['domain.ioThreadsPolicy'],
  severity: Severity.ERROR,
  title: 'The policy of I/O threads is known, and a supplemental pool has threads',
  why: 'KubeVirt refuses any other policy, and a pool of none.',
  remedy: 'Write shared, auto, or supplementalPool with ioThreads.supplementalPoolThreadCount.',
  source: vmiAdmitter('validateIOThreadsPolicy'),
  acceptable: false,

  *check({ vmi }) {
    const { ioThreadsPolicy, ioThreads } = vmi.domain ?? {};
    yield* about(`${DOMAIN}.ioThreadsPolicy`, notOneOf(ioThreadsPolicy, ['shared', 'auto', 'supplementalPool']));
    const count = ioThreads?.supplementalPoolThreadCount ?? 0;
    if (ioThreadsPolicy === 'supplementalPool' && !(count >= 1)) {
      yield fault(`${DOMAIN}.ioThreadsPolicy`, 'is supplementalPool, but the pool has no threads',
        'Write ioThreads.supplementalPoolThreadCount.');
    }
  },
};

export const RESOURCE_CLAIMS: MachineRule = {
  id: 'VM027',
  name: 'machines/resource-claims',
  on: 'machine',
  concerns: ['resourceClaims', 'networks.resourceClaim', 'domain.devices.gpus', 'domain.devices.hostDevices'],
  severity: Severity.ERROR,
  title: 'Claims of devices are listed once in resourceClaims',
  why: 'KubeVirt refuses two claims of one name, and a device whose claim is not in the list.',
  remedy: 'Write each claim in resourceClaims, under a name of its own.',
  source: kubevirt('pkg/dra/admitter'),
  acceptable: false,

  *check({ vmi }) {
    const at = `${VMI}.resourceClaims`;
    const named = items(vmi.resourceClaims).map((claim) => claim.name);
    for (const name of repeated(named)) yield fault(at, `holds two claims named "${name}"`, 'Give each its own name.');
    const { gpus, hostDevices } = vmi.domain?.devices ?? {};
    const users = [
      ...items(gpus),
      ...items(hostDevices),
      ...items(vmi.networks).map(({ name, resourceClaim }) => ({ name, claimName: resourceClaim?.claimName })),
    ];
    for (const { name, claimName } of users) {
      if (!claimName || named.includes(claimName)) continue;
      yield fault(at, `does not hold the claim "${claimName}" that "${name}" uses`, 'Write it there.');
    }
  },
};

export const DEVICE_NAME: MachineRule = {
  id: 'VM068',
  name: 'machines/device-name',
  on: 'machine',
  concerns: ['domain.devices.gpus', 'domain.devices.hostDevices'],
  severity: Severity.ERROR,
  title: 'A GPU or host device names a resource that a device plugin can offer',
  why: 'The launcher requests one of that resource, and Kubernetes refuses a pod that requests anything else.',
  remedy: 'Write the resourceName of a permitted device, such as "nvidia.com/TU104GL_Tesla_T4".',
  source: kubernetes('pkg/apis/core/validation/validation.go: validateContainerResourceName'),
  acceptable: false,

  *check({ vmi }) {
    const { gpus, hostDevices } = vmi.domain?.devices ?? {};
    for (const [{ deviceName }, at] of [
      ...located(gpus, `${DEVICES}.gpus`), ...located(hostDevices, `${DEVICES}.hostDevices`),
    ]) {
      if (deviceName) yield* about(`${at}.deviceName`, notExtendedResource(deviceName));
    }
  },
};

/** Whether a virtual GPU shows a display before its driver is loaded. By default it does. */
function hasRamFb({ virtualGPUOptions }: Gpu): boolean {
  const { display } = virtualGPUOptions ?? {};
  if (display === undefined || display.enabled === false) return false;
  return display.ramFB === undefined || display.ramFB.enabled === true;
}
