import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { MachineRule } from '../rule';
import { own } from '../sources';
import { DEVICES, located } from './paths';

export const SERIAL_TWICE: MachineRule = {
  id: 'VM176',
  name: 'machines/serial-twice',
  on: 'machine',
  concerns: ['domain.devices.disks.serial'],
  severity: Severity.WARNING,
  title: 'No two disks of a machine have the same serial number',
  why: 'A guest finds a disk by its serial number, and takes one of the two for the other.',
  remedy: 'Give one of the disks another serial number.',
  source: own(),
  acceptable: true,

  *check({ vmi }) {
    const owners = new Map<string, string>();
    for (const [{ name, serial }, at] of located(vmi.domain?.devices?.disks, `${DEVICES}.disks`)) {
      if (!serial) continue;
      const owner = owners.get(serial);
      owners.set(serial, name);
      if (owner === undefined) continue;
      yield fault(`${at}.serial`, `"${serial}" is that of the disk "${owner}" as well`, this.remedy);
    }
  },
};
