import { contentFaults, DiskTarget } from './boot-disk';
import { AUTOSCALE, BOOT_DISK, DIMENSIONS, EXTRA_DISK, POOL, SCHEDULING, SPREAD } from './sayable-props';
import { Fault, fault } from '../../findings/rule';
import type { BootDisk } from '../../machines/disks/disk';
import { PodNetworkBinding } from '../../machines/networks/network-binding';
import type { PoolProps } from '../pool-writer';
import { unsayable } from '../sayable';

const KIND = 'MachineDeployment';
const CDI_ANNOTATION = 'cdi.kubevirt.io';

/** What of a pool's props a MachineDeployment cannot say. */
export function* lacks(props: PoolProps, target: DiskTarget): Iterable<Fault> {
  yield* unsayable(KIND, POOL, props);
  yield* unsayable(KIND, DIMENSIONS, props.size._dimensions, 'size.');
  yield* unsayable(KIND, AUTOSCALE, props.autoscale, 'autoscale.');
  yield* contentFaults(props, target);
  yield* unsayable(KIND, BOOT_DISK, props.bootDisk, 'bootDisk.');
  yield* bootDiskFaults(props.bootDisk ?? {});
  for (const [index, disk] of (props.extraDisks ?? []).entries()) {
    yield* unsayable(KIND, EXTRA_DISK, disk, `extraDisks[${index}].`);
  }
  const policy = props.scheduling?._given;
  yield* unsayable(KIND, SCHEDULING, policy, 'scheduling.');
  for (const [index, spread] of (policy?.topologySpread ?? []).entries()) {
    yield* unsayable(KIND, SPREAD, spread, `scheduling.topologySpread[${index}].`);
  }
  if (props.podNetwork !== undefined && props.podNetwork !== PodNetworkBinding.BRIDGE) {
    yield fault('podNetwork', `is "${props.podNetwork}", but machine-controller connects nodes by a bridge, so that `
      + 'each has an address of its own', 'Leave it out.');
  }
}

/** machine-controller writes one access mode, and hands annotations on to the boot disk if they are CDI's. */
function* bootDiskFaults({ accessModes = [], annotations = {} }: BootDisk): Iterable<Fault> {
  if (accessModes.length > 1) {
    yield fault('bootDisk.accessModes', `holds ${accessModes.length} modes, but machine-controller writes one`,
      'Write the one that matters: ReadWriteMany includes what ReadWriteOnce permits.');
  }
  const other = Object.keys(annotations).find((key) => !key.startsWith(CDI_ANNOTATION));
  if (other !== undefined) {
    yield fault('bootDisk.annotations', `holds "${other}", but machine-controller hands on only those that begin with `
      + `"${CDI_ANNOTATION}"`, 'Leave it out, or write it in annotations, which machines get.');
  }
}
