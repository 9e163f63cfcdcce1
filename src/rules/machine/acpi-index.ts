import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES, located } from './paths';

const LAST = 16 * 1024 - 1;

export const ACPI_INDEX: MachineRule = {
  id: 'VM194',
  name: 'machines/acpi-index',
  on: 'machine',
  concerns: ['domain.devices.interfaces.acpiIndex'],
  severity: Severity.ERROR,
  title: `ACPI indexes of interfaces are from 1 to ${LAST}, each once`,
  why: 'KubeVirt takes others, and QEMU does not start the machine with them.',
  remedy: 'Give each interface its own, or leave it out.',
  source: kubevirt('staging/src/kubevirt.io/api/core/v1/schema.go: Interface.ACPIIndex'),
  acceptable: true,

  *check({ vmi }) {
    const owners = new Map<number, string>();
    for (const [{ acpiIndex, name }, at] of located(vmi.domain?.devices?.interfaces, `${DEVICES}.interfaces`)) {
      // 0 stands for none
      if (!acpiIndex) continue;
      const owner = owners.get(acpiIndex);
      owners.set(acpiIndex, name);
      if (acpiIndex < 0 || acpiIndex > LAST) {
        yield fault(`${at}.acpiIndex`, `is ${acpiIndex}, but an ACPI index is from 1 to ${LAST}`, this.remedy);
      } else if (owner !== undefined) {
        yield fault(`${at}.acpiIndex`, `is ${acpiIndex}, which the interface "${owner}" has as well`, this.remedy);
      }
    }
  },
};
