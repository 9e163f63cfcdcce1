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
  concerns: ['domain.firmware.uuid', 'domain.firmware.serial'],
  severity: Severity.ERROR,
  title: 'The UUID of a machine\'s firmware is a UUID, and its serial number is not empty',
  why: 'The API server takes any text, but libvirt refuses to start a machine whose UUID it cannot read. KubeVirt '
    + 'takes an empty text for "not said".',
  remedy: 'Write one such as "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", or leave it out.',
  source: kubevirt('pkg/virt-launcher/virtwrap/converter/compute/sysinfo.go'),
  acceptable: false,

  *check({ vmi }) {
    const { uuid, serial } = vmi.domain?.firmware ?? {};
    if (uuid === '') yield fault(`${DOMAIN}.firmware.uuid`, 'is empty', this.remedy);
    if (serial === '') yield fault(`${DOMAIN}.firmware.serial`, 'is empty', 'Write a number, or leave it out.');
    if (!uuid || isUuid(uuid)) return;
    yield fault(`${DOMAIN}.firmware.uuid`, `"${uuid}" is not a UUID, so the machine would not start`, this.remedy);
  },
};
