import type { LaunchSecurity } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { statedArchitecture } from '../../inventory/machine-architecture';
import type { Machine } from '../../machines/machine';
import { items } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { hasSecureBoot, hasSmm } from './firmware';
import { DOMAIN } from './paths';

const AT = `${DOMAIN}.launchSecurity`;
const KINDS = ['sev', 'snp', 'tdx'] as const;

export const LAUNCH_SECURITY: MachineRule = {
  id: 'VM024',
  name: 'machines/launch-security',
  on: 'machine',
  concerns: ['domain.launchSecurity'],
  severity: Severity.ERROR,
  title: 'An encrypted machine has one kind of encryption, and the firmware that it needs',
  why: 'KubeVirt refuses an encrypted machine that could not boot.',
  remedy: 'Write one of sev, snp and tdx, and firmware.bootloader.efi with secureBoot: false.',
  source: kubevirt('pkg/virt-api/webhooks/amd64.go: ValidateLaunchSecurityAmd64; '
    + 'pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go: validateLaunchSecurity'),
  acceptable: false,

  *check(machine, entry) {
    const { vmi } = machine;
    const architecture = vmi.architecture ?? filledIn(entry);
    const given = vmi.domain?.launchSecurity;
    if (given === undefined || architecture === 's390x') return;
    if (architecture === 'arm64') {
      yield fault(AT, 'is not available on arm64', 'Leave it out.');
      return;
    }
    const kinds = KINDS.filter((kind) => given[kind] !== undefined);
    if (kinds.length === 0) {
      yield emptyFault(architecture);
      return;
    }
    if (kinds.length > 1) {
      yield fault(AT, `has ${kinds.join(' and ')}, but must have exactly one of sev, snp and tdx`, 'Write one.');
      return;
    }
    yield* firmwareFaults(machine, kinds[0]);
    yield* bootFaults(machine, kinds[0], given);
  },
};

/** The architecture that KubeVirt fills in before it judges: in a VirtualMachine, but not in the template of a pool. */
function filledIn(entry: Entry): string | undefined {
  return entry.kind === 'VirtualMachine' ? statedArchitecture(entry)?.architecture : undefined;
}

/** What is empty turns on secure execution, on s390x alone. */
function emptyFault(architecture: string | undefined): Fault {
  const stated = architecture === undefined ? 'does not state its architecture' : `is for ${architecture}`;
  return fault(AT, `is secure execution, which needs the architecture s390x, but the machine ${stated}`,
    'Write architecture: s390x, or one of sev, snp and tdx.',
    'Write architecture: Architecture.S390X, or LaunchSecurity.sev(), sevSnp() or tdx().');
}

function* firmwareFaults({ vmi }: Machine, kind: typeof KINDS[number]): Iterable<Fault> {
  const efi = vmi.domain.firmware?.bootloader?.efi;
  if (efi === undefined) {
    yield fault(`${AT}.${kind}`, 'needs UEFI', 'Write firmware.bootloader.efi.',
      `Write Firmware.efi(${kind === 'tdx' ? '' : '{ secureBoot: false }'}).`);
  }
  if (kind !== 'tdx' && hasSecureBoot(vmi)) {
    yield fault(`${AT}.${kind}`, 'does not work with secure boot', 'Write firmware.bootloader.efi.secureBoot: false.',
      'Write Firmware.efi({ secureBoot: false }).');
  }
  if (kind !== 'sev' && efi?.persistent) {
    yield fault(`${AT}.${kind}`,
      'does not work with persistent EFI variables', 'Write firmware.bootloader.efi.persistent: false.',
      'Leave persistent out of Firmware.efi(…).');
  }
  if (kind === 'tdx' && hasSmm(vmi)) {
    yield fault(`${AT}.tdx`, 'does not work with domain.features.smm', 'Leave smm out.');
  }
}

function* bootFaults({ vmi }: Machine, kind: typeof KINDS[number], given: LaunchSecurity): Iterable<Fault> {
  if (given.sev?.attestation !== undefined && vmi.startStrategy !== 'Paused') {
    yield fault(`${AT}.sev.attestation`, 'is done before the guest starts', 'Write startStrategy: Paused.');
  }
  const bootable = items(vmi.domain.devices?.interfaces).find((each) => each.bootOrder !== undefined);
  if (bootable !== undefined) {
    yield fault(`${AT}.${kind}`, `does not boot from the network, but the interface "${bootable.name}" has a bootOrder`,
      'Leave that out.');
  }
}
