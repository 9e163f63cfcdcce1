import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DEVICES, located } from './paths';

export const PCI_TWICE: MachineRule = {
  id: 'VM202',
  name: 'machines/pci-address-twice',
  on: 'machine',
  concerns: ['domain.devices.interfaces'],
  severity: Severity.ERROR,
  title: 'A PCI address is that of one device',
  why: 'KubeVirt takes it for two, and libvirt does not start the machine with them.',
  remedy: 'Give each device its own, or leave it out.',
  source: kubevirt('pkg/network/admitter/netiface.go: validatePciAddress; libvirt src/conf/domain_addr.c: '
    + 'virDomainPCIAddressReserveAddrInternal'),
  acceptable: true,

  *check({ vmi }) {
    const owners = new Map<string, string>();
    const interfaces = located(vmi.domain?.devices?.interfaces, `${DEVICES}.interfaces`)
      .map(([{ name, pciAddress }, at]) => [`interface "${name}"`, pciAddress, `${at}.pciAddress`] as const);
    const disks = located(vmi.domain?.devices?.disks, `${DEVICES}.disks`)
      .map(([{ name, disk }, at]) => [`disk "${name}"`, disk?.pciAddress, `${at}.disk.pciAddress`] as const);
    for (const [device, pciAddress, field] of [...interfaces, ...disks]) {
      if (!pciAddress) continue;
      const owner = owners.get(pciAddress.toLowerCase());
      owners.set(pciAddress.toLowerCase(), device);
      if (owner === undefined) continue;
      yield fault(field, `is "${pciAddress}", which the ${owner} has as well`, this.remedy);
    }
  },
};
