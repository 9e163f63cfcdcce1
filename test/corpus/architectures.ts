import { refused, Right, right, stricter, Wrong, wrong } from './case';
import type { Scene } from './scene';
import {
  Architecture, Boot, Firmware, LaunchSecurity, MachineSize, VirtualMachineReplicaSet, VirtualMachineReplicaSetProps,
} from '../../src';

const SECURE = Firmware.efi({ secureBoot: true });
const NO_FIRMWARE = stricter('KubeVirt takes it, and the launcher finds no firmware');

/** A replica set of the tenant that exists, whose memory is encrypted by SEV. */
function encrypted(scene: Scene, props: Partial<VirtualMachineReplicaSetProps> = {}): VirtualMachineReplicaSet {
  return new VirtualMachineReplicaSet(scene.home, 'web', {
    boot: Boot.containerDisk('quay.io/containerdisks/fedora:42'),
    size: MachineSize.of({ cores: 1, memory: '2Gi' }),
    firmware: Firmware.efi({ secureBoot: false }),
    launchSecurity: LaunchSecurity.sev(),
    ...props,
  });
}

/** Machines with what their architecture does not have. */
export const ARCHITECTURES: readonly Wrong[] = [
  wrong(
    'POOL014',
    'encrypted memory of a replica set',
    (scene) => [encrypted(scene).replicaSet],
    'launchSecurity is refused in a replica set that does not say its architecture',
    refused('No launchSecurity support for architecture'),
  ),
  wrong(
    'VM024',
    'secure execution without architecture',
    (scene) => scene.pool({ launchSecurity: LaunchSecurity.secureExecution() }).objects,
    'launchSecurity is secure execution, which needs the architecture s390x, but the machine does not state its '
      + 'architecture. Write architecture: Architecture.S390X, or LaunchSecurity.sev(), sevSnp() or tdx().',
    refused('No launchSecurity support for architecture'),
  ),
  wrong(
    'VM024',
    'secure execution on amd64',
    (scene) => scene.pool({
      launchSecurity: LaunchSecurity.secureExecution(), architecture: Architecture.AMD64,
    }).objects,
    'launchSecurity is secure execution, which needs the architecture s390x, but the machine is for amd64.',
    refused('One and only one launchSecurity type can be set'),
  ),
  wrong(
    'VM168',
    'secure boot on arm64',
    (scene) => scene.pool({ architecture: Architecture.ARM64, firmware: SECURE }).objects,
    'firmware has secure boot on, for which KubeVirt has no UEFI on arm64, so the machine never starts. Write '
      + 'Firmware.efi({ secureBoot: false }).',
    NO_FIRMWARE,
  ),
];

/** Those with what it has. */
export const ARCHITECTURES_RIGHT: readonly Right[] = [
  right('POOL014', 'encrypted memory, and an architecture', (scene) => {
    encrypted(scene, { architecture: Architecture.AMD64 });
  }),
  right('POOL014', 'memory of a replica set that may grow', (scene) => {
    const size = MachineSize.of({ cores: 1, memory: '2Gi', maxMemory: '4Gi' });
    encrypted(scene, { size, launchSecurity: undefined });
  }),
  right('VM168', 'UEFI on arm64', (scene) => {
    scene.pool({ architecture: Architecture.ARM64, firmware: Firmware.efi() });
  }),
  right('VM168', 'secure boot on amd64', (scene) => {
    scene.pool({ architecture: Architecture.AMD64, firmware: SECURE });
  }),
];
