import { BrokenMachine, machine, Made, taken, TakenMachine } from './machine';
import { amd, arm, boot, devices, domain, vmi } from './parts';
import { later, refused } from '../case';
import { plain } from '../scene';

/** The launcher of a machine with the device. */
const launcherWithDevice: Made = () => {
  const resources = { limits: { T4: '1' }, requests: { T4: '1' } };
  return [plain('v1', 'Pod', 'virt-launcher-workers-0', {
    containers: [{ name: 'compute', image: 'virt-launcher', resources }],
  })];
};

/** Machines with a fault. */
export const DEVICES: readonly BrokenMachine[] = [
  machine('VM025', 'unknown input', devices({ inputs: [{ name: 'a', type: 'mouse' }] }),
    'template.spec.domain.devices.inputs[0].type "mouse" is unknown. Write tablet.',
    refused('Input device can have only tablet type')),
  machine('VM025', 'unknown input bus', devices({ inputs: [{ name: 'a', type: 'tablet', bus: 'ps2' }] }),
    'template.spec.domain.devices.inputs[0].bus "ps2" is unknown. Write one of virtio, usb.',
    refused('Input device can have only virtio or usb bus')),
  machine('VM025', 'unknown sound', devices({ sound: { name: 'a', model: 'sb16' } }),
    'template.spec.domain.devices.sound.model "sb16" is unknown. Write one of ich9, ac97.',
    refused('Sound device type is not supported')),
  machine('VM025', 'sound without name', devices({ sound: { name: '' } }),
    'template.spec.domain.devices.sound.name is empty. Write one.',
    refused('Sound device requires a name field')),
  machine('VM025', 'video without graphics', devices({ video: { type: 'vga' }, autoattachGraphicsDevice: false }),
    'template.spec.domain.devices.video says which graphics the guest gets, but autoattachGraphicsDevice is '
      + 'false. Leave one of the two out.',
    refused('Video configuration is not allowed when autoattachGraphicsDevice')),
  machine('VM025', 'unknown panic device', devices({ panicDevices: [{ model: 'Loud' }] }),
    'template.spec.domain.devices.panicDevices[0].model "Loud" is unknown. Write one of hyperv, isa, pvpanic.',
    refused('invalid PanicDeviceModel(Loud)')),
  machine('VM025', 'two displays with ramFB',
    devices({
      gpus: [
        { name: 'a', deviceName: 'x/y', virtualGPUOptions: { display: {} } },
        { name: 'b', deviceName: 'x/y', virtualGPUOptions: { display: {} } },
      ],
    }),
    'template.spec.domain.devices.gpus has more than one display with ramFB, but a guest has one. Turn the others off.',
    refused('configuring multiple displays with ramfb is not valid')),
  machine('VM026', 'unknown I/O thread policy', domain({ ioThreadsPolicy: 'many' }),
    'template.spec.domain.ioThreadsPolicy "many" is unknown. Write one of shared, auto, supplementalPool.',
    refused('Invalid IOThreadsPolicy (many)')),
  machine('VM026', 'supplemental pool without threads', domain({ ioThreadsPolicy: 'supplementalPool' }),
    'template.spec.domain.ioThreadsPolicy is supplementalPool, but the pool has no threads. Write '
      + 'ioThreads.supplementalPoolThreadCount.',
    refused('the number of iothreads needs to be set and positive')),
  machine('VM027', 'two claims of one name',
    vmi({ resourceClaims: [{ name: 'a', resourceClaimName: 'x' }, { name: 'a', resourceClaimName: 'y' }] }),
    'template.spec.resourceClaims holds two claims named "a". Give each its own name.',
    refused('virtualMachineTemplate.spec.template.spec.resourceClaims: duplicate entries for key'),
    { schema: { rule: 'K8S013', says: 'holds two items with the same name' } }),
  machine('VM027', 'unknown claim', devices({ gpus: [{ name: 'a', claimName: 'x', requestName: 'y' }] }),
    'template.spec.resourceClaims does not hold the claim "x" that "a" uses. Write it there.',
    refused('resourceClaims must specify all claims used in')),
  machine('VM068', 'a GPU without a domain', devices({ gpus: [{ name: 'a', deviceName: 'T4' }] }),
    'template.spec.domain.devices.gpus[0].deviceName "T4" is not a resource that a device plugin can offer. Write a '
      + 'domain and a name, such as "nvidia.com/TU104GL_Tesla_T4".',
    later('Kubernetes refuses the launcher pod', 'must be a standard resource for containers'),
    { made: launcherWithDevice }),
  machine('VM028', 'unknown architecture', vmi({ architecture: 'riscv64' }),
    'template.spec.architecture "riscv64" is unknown. Write one of amd64, arm64, s390x.',
    later('virt-api refuses the instance', 'unsupported architecture: riscv64')),
  machine('VM028', 'BIOS on arm64', arm({ firmware: { bootloader: { bios: {} } } }),
    'template.spec.domain.firmware.bootloader.bios is not available on arm64. Write efi.',
    later('virt-api refuses the instance', 'Arm64 does not support bios boot')),
  machine('VM028', 'sata on arm64', arm({ devices: { disks: [{ ...boot, disk: { bus: 'sata' } }] } }),
    'template.spec.domain.devices.disks[0] "boot" is on the bus sata, which is not available on arm64. Write '
      + 'virtio or scsi.',
    later('virt-api refuses the instance', 'Arm64 not support this disk bus type')),
  machine('VM028', 'video on arm64', arm({ devices: { video: { type: 'vga' } } }),
    'template.spec.domain.devices.video.type "vga" is unknown on arm64. Write one of virtio, ramfb.',
    later('virt-api refuses the instance', "video model 'vga' is not supported on arm64")),
  machine('VM028', 'watchdog on arm64', arm({ devices: { watchdog: { name: 'a', i6300esb: {} } } }),
    'template.spec.domain.devices.watchdog is not available on arm64. Leave it out.',
    later('virt-api refuses the instance', 'Arm64 not support Watchdog device')),
  machine('VM028', 'other watchdog on amd64', amd({ devices: { watchdog: { name: 'a', diag288: {} } } }),
    'template.spec.domain.devices.watchdog must be i6300esb on amd64. Write that.',
    later('virt-api refuses the instance', 'amd64 only supports I6300ESB watchdog device')),
  machine('VM028', 'other watchdog on s390x',
    vmi({ architecture: 's390x', domain: { devices: { watchdog: { name: 'a', i6300esb: {} } } } }),
    'template.spec.domain.devices.watchdog must be diag288 on s390x. Write that.',
    later('virt-api refuses the instance', 's390x only supports Diag288 watchdog device')),
  machine('VM028', 'sound on arm64', arm({ devices: { sound: { name: 'a' } } }),
    'template.spec.domain.devices.sound is not available on arm64. Leave it out.',
    later('virt-api refuses the instance', 'Arm64 not support sound device')),
  machine('VM028', 'CPU model on arm64', arm({ cpu: { model: 'host-model' } }),
    'template.spec.domain.cpu.model "host-model" is not available on arm64. Write host-passthrough, or leave it out.',
    later('virt-api refuses the instance', 'host-passthrough is the only model')),
  machine('VM028', 'panic devices on s390x',
    vmi({ architecture: 's390x', domain: { devices: { panicDevices: [{ model: 'isa' }] } } }),
    'template.spec.domain.devices.panicDevices cannot be had on s390x. Leave them out.',
    refused('custom panic devices are not supported on s390x architecture')),
];

/** Machines that KubeVirt takes. */
export const DEVICES_TAKEN: readonly TakenMachine[] = [
  taken('VM025', 'one of each',
    devices({
      inputs: [{ name: 'a', type: 'tablet', bus: 'usb' }],
      sound: { name: 's' },
      panicDevices: [{ model: 'pvpanic' }],
      video: { type: 'virtio' },
      watchdog: { name: 'w', i6300esb: { action: 'reset' } },
      rng: {},
      autoattachVSOCK: true,
      hostDevices: [{ name: 'h', deviceName: 'a/b' }],
      gpus: [{ name: 'g', deviceName: 'a/b', virtualGPUOptions: { display: {} } }],
    })),
  taken('VM026', 'a supplemental pool',
    domain({
      ioThreadsPolicy: 'supplementalPool',
      ioThreads: { supplementalPoolThreadCount: 2 },
      rebootPolicy: 'Terminate',
      memory: { reservedOverhead: { addedOverhead: '10Mi' } },
    })),
  taken('VM027', 'a claimed device',
    vmi({
      resourceClaims: [{ name: 'c', resourceClaimName: 'x' }],
      domain: { devices: { hostDevices: [{ name: 'h', claimName: 'c', requestName: 'r' }] } },
    })),
  taken('VM028', 'arm64', arm({ cpu: { model: 'host-passthrough' }, devices: { video: { type: 'ramfb' } } })),
  taken('VM028', 's390x',
    vmi({ architecture: 's390x', domain: { devices: { watchdog: { name: 'w', diag288: {} } } } })),
  taken('VM068', 'a vGPU', devices({ gpus: [{ name: 'a', deviceName: 'nvidia.com/GRID_T4-1Q' }] })),
];
