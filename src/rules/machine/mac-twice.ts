import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES, located } from './paths';

export const MAC_TWICE: MachineRule = {
  id: 'VM078',
  name: 'machines/mac-address-twice',
  on: 'machine',
  concerns: ['domain.devices.interfaces.macAddress'],
  severity: Severity.ERROR,
  title: 'No two interfaces of a machine have the same MAC address',
  why: 'Guests configure interfaces by their addresses, and KubeVirt finds them in its status by them, so both take '
    + 'one for the other.',
  remedy: 'Give one of the interfaces another address, or leave it out.',
  source: kubevirt('pkg/network/vmispec/interface.go: LookupInterfaceStatusByMac'),
  acceptable: true,

  *check({ vmi }) {
    const owners = new Map<string, string>();
    for (const [{ name, macAddress }, at] of located(vmi.domain?.devices?.interfaces, `${DEVICES}.interfaces`)) {
      if (!macAddress) continue;
      const address = macAddress.toLowerCase().replace(/[-:.]/g, '');
      const owner = owners.get(address);
      owners.set(address, name);
      if (owner === undefined) continue;
      yield fault(`${at}.macAddress`, `"${macAddress}" is that of the interface "${owner}" as well`, this.remedy);
    }
  },
};
