import { Machine, MachineRule, VMI } from './machine';
import type { Sentence } from '../../toolkit/problems';
import { oneOf } from '../../toolkit/sentences';
import { items, repeated } from '../../toolkit/shape';

const DEVICES = `${VMI}.domain.devices`;
const VIDEO: { readonly [architecture: string]: readonly string[] } = { amd64: ['vga', 'cirrus', 'virtio', 'ramfb', 'bochs'], arm64: ['virtio', 'ramfb'], s390x: ['virtio'] };

/** KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go and pkg/virt-api/webhooks/{amd64,arm64,s390x}.go; pkg/dra/admitter. */
export const devices: MachineRule = (machine) => {
  const { domain } = machine.vmi;
  const given = domain?.devices;
  return [
    ...items(given?.inputs).flatMap((input, index) => [oneOf(`${DEVICES}.inputs[${index}].type`, input.type, ['tablet']), oneOf(`${DEVICES}.inputs[${index}].bus`, input.bus, ['', 'virtio', 'usb'])]),
    given?.sound === undefined ? undefined : oneOf(`${DEVICES}.sound.model`, given.sound.model, ['', 'ich9', 'ac97']),
    given?.sound?.name === '' ? `${DEVICES}.sound.name is empty. Write one.` : undefined,
    given?.video !== undefined && given.autoattachGraphicsDevice === false ? `${DEVICES}.video says which graphics the guest gets, but autoattachGraphicsDevice is false. Leave one of the two out.` : undefined,
    ...items(given?.panicDevices).map((device, index) => oneOf(`${DEVICES}.panicDevices[${index}].model`, device.model, ['hyperv', 'isa', 'pvpanic'])),
    oneOf(`${VMI}.domain.ioThreadsPolicy`, domain?.ioThreadsPolicy, ['shared', 'auto', 'supplementalPool']),
    domain?.ioThreadsPolicy === 'supplementalPool' && !((domain.ioThreads?.supplementalPoolThreadCount ?? 0) >= 1) ? `${VMI}.domain.ioThreadsPolicy is supplementalPool, but the pool has no threads. Write ioThreads.supplementalPoolThreadCount.` : undefined,
    items(given?.gpus).filter((gpu) => gpu.virtualGPUOptions?.display !== undefined && gpu.virtualGPUOptions.display.enabled !== false && (gpu.virtualGPUOptions.display.ramFB === undefined || gpu.virtualGPUOptions.display.ramFB.enabled === true)).length > 1 ? `${DEVICES}.gpus has more than one display with ramFB, of which a guest has one. Turn the others off.` : undefined,
    ...claims(machine),
    ...architecture(machine),
  ];
};

function claims({ vmi }: Machine): Sentence[] {
  const named = items(vmi.resourceClaims).map((claim) => claim.name);
  const users = [
    ...items(vmi.domain?.devices?.gpus),
    ...items(vmi.domain?.devices?.hostDevices),
    ...items(vmi.networks).map((network) => ({ name: network.name, claimName: network.resourceClaim?.claimName })),
  ];
  return [
    ...repeated(named).map((name) => `${VMI}.resourceClaims holds two claims named "${name}". Give each its own name.`),
    ...users.map(({ name, claimName }) => (claimName === undefined || claimName === '' || named.includes(claimName) ? undefined : `${VMI}.resourceClaims does not hold the claim "${claimName}" that "${name}" uses. Write it there.`)),
  ];
}

function architecture({ vmi }: Machine): Sentence[] {
  const { architecture: name, domain } = vmi;
  if (name === undefined) return [];
  const { devices: given, cpu, firmware } = domain ?? {};
  const at = `on ${name}`;
  const arm = name === 'arm64';
  return [
    oneOf(`${VMI}.architecture`, name, Object.keys(VIDEO)),
    given?.video?.type !== undefined && VIDEO[name] !== undefined ? oneOf(`${DEVICES}.video.type ${at}`, given.video.type, VIDEO[name]) : undefined,
    given?.watchdog && arm ? `${DEVICES}.watchdog is not to be had ${at}. Leave it out.` : undefined,
    given?.watchdog && name === 'amd64' && given.watchdog.i6300esb === undefined ? `${DEVICES}.watchdog must be i6300esb ${at}. Write that.` : undefined,
    given?.watchdog && name === 's390x' && given.watchdog.diag288 === undefined ? `${DEVICES}.watchdog must be diag288 ${at}. Write that.` : undefined,
    given?.sound && arm ? `${DEVICES}.sound is not to be had ${at}. Leave it out.` : undefined,
    firmware?.bootloader?.bios && arm ? `${VMI}.domain.firmware.bootloader.bios is not to be had ${at}. Write efi.` : undefined,
    cpu?.model && arm && cpu.model !== 'host-passthrough' ? `${VMI}.domain.cpu.model "${cpu.model}" is not to be had ${at}. Write host-passthrough, or leave it out.` : undefined,
    ...(arm ? items(given?.disks) : []).map((disk) => {
      const bus = disk.disk?.bus ?? disk.lun?.bus ?? disk.cdrom?.bus ?? '';
      return ['', 'virtio', 'scsi'].includes(bus) ? undefined : `${DEVICES}.disks "${disk.name}" is on the bus ${bus}, which is not to be had ${at}. Write virtio or scsi.`;
    }),
    items(given?.panicDevices).length > 0 && name === 's390x' ? `${DEVICES}.panicDevices are not to be had ${at}. Leave them out.` : undefined,
  ];
}
