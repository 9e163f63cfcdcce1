import { POOL_KINDS } from './kind';
import { isKnownToBePlugged } from './plugged-volumes';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { IGNITION, ON_ROOT_COMPLEX } from '../../machines/user-data/ignition';
import { fieldBelow } from '../../toolkit/path';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

const AT = fieldBelow('template.metadata.annotations', ON_ROOT_COMPLEX);

export const PORTS_FOR_PLUGGING: ObjectRule = {
  id: 'POOL030',
  name: 'workers/ports-for-plugging',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.INFO,
  title: 'Machines into which volumes are plugged have free PCI ports',
  why: `With the annotation ${ON_ROOT_COMPLEX}, which Ignition data need, KubeVirt adds no ports for plugging. A disk `
    + 'with the bus virtio needs one, so it cannot be plugged in; a disk with the bus scsi needs none.',
  remedy: 'Plug volumes in with the bus scsi, which is the default of virtctl; set the same in a CSI driver.',
  source: kubevirt('pkg/virt-launcher/virtwrap/manager.go: allocateHotplugPorts'),
  acceptable: true,

  *check(_pool, entry: Entry) {
    const { machine } = entry;
    if (machine?.annotations[ON_ROOT_COMPLEX] !== 'true' || !isKnownToBePlugged(entry)) return;
    const reason = machine.annotations[IGNITION] ? ', which the Ignition data need' : '';
    yield fault(machine.fieldIn(AT), `is "true"${reason}, so the machine has no free PCI ports: disks with the bus `
      + 'scsi can be plugged in, and those with virtio cannot', this.remedy);
  },
};
