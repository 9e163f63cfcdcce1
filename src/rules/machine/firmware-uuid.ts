import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { isUuid } from '../../toolkit/uuid';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DOMAIN } from './paths';

export const FIRMWARE_UUID: MachineRule = {
  id: 'VM133',
  name: 'machines/firmware-uuid',
  on: 'machine',
  concerns: ['domain.firmware.uuid'],
  severity: Severity.ERROR,
  title: 'The UUID of a machine\'s firmware is a UUID',
  why: 'The API server takes any text, but libvirt refuses to start a machine whose UUID it cannot read.',
  remedy: 'Write one such as "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", or leave it out.',
  source: kubevirt('pkg/virt-launcher/virtwrap/converter/compute/sysinfo.go'),
  acceptable: false,

  *check({ vmi }) {
    const uuid = vmi.domain?.firmware?.uuid;
    if (!uuid || isUuid(uuid)) return;
    yield fault(`${DOMAIN}.firmware.uuid`, `"${uuid}" is not a UUID, so the machine would not start`, this.remedy);
  },
};
