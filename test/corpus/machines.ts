import type { Right, Wrong } from './case';
import { ACCESS_CREDENTIALS, ACCESS_CREDENTIALS_TAKEN } from './machine/access-credentials';
import { CLOUD_INIT, CLOUD_INIT_TAKEN } from './machine/cloud-init';
import { CPU, CPU_TAKEN } from './machine/cpu';
import { DATA_VOLUME_TEMPLATES, DATA_VOLUME_TEMPLATES_TAKEN } from './machine/data-volume-templates';
import { DEVICE_CONFLICTS, DEVICE_CONFLICTS_TAKEN } from './machine/device-conflicts';
import { DEVICES, DEVICES_TAKEN } from './machine/devices';
import { DISKS, DISKS_TAKEN } from './machine/disks';
import { FIRMWARE, FIRMWARE_TAKEN } from './machine/firmware';
import { GUEST, GUEST_TAKEN } from './machine/guest';
import { INSTANCETYPE, INSTANCETYPE_TAKEN } from './machine/instancetype';
import { BrokenMachine, rightPool, TakenMachine, wrongPools } from './machine/machine';
import { MEMORY, MEMORY_TAKEN } from './machine/memory';
import { METADATA, METADATA_TAKEN } from './machine/metadata';
import { NAMES, NAMES_TAKEN } from './machine/names';
import { NETWORKS, NETWORKS_TAKEN } from './machine/networks';
import { RUN_STRATEGY, RUN_STRATEGY_TAKEN } from './machine/run-strategy';
import { VOLUME_SOURCES, VOLUME_SOURCES_TAKEN } from './machine/volume-sources';
import { VOLUMES, VOLUMES_TAKEN } from './machine/volumes';

/** All machines with a fault, in the order of the rules. */
export const BROKEN_MACHINES: readonly BrokenMachine[] = [
  ...RUN_STRATEGY,
  ...INSTANCETYPE,
  ...METADATA,
  ...CPU,
  ...MEMORY,
  ...FIRMWARE,
  ...DEVICES,
  ...DISKS,
  ...VOLUMES,
  ...CLOUD_INIT,
  ...DATA_VOLUME_TEMPLATES,
  ...NETWORKS,
  ...NAMES,
  ...ACCESS_CREDENTIALS,
  ...VOLUME_SOURCES,
  ...DEVICE_CONFLICTS,
];

/** All machines that KubeVirt takes. */
export const TAKEN_MACHINES: readonly TakenMachine[] = [
  ...RUN_STRATEGY_TAKEN,
  ...INSTANCETYPE_TAKEN,
  ...METADATA_TAKEN,
  ...CPU_TAKEN,
  ...MEMORY_TAKEN,
  ...FIRMWARE_TAKEN,
  ...DEVICES_TAKEN,
  ...DISKS_TAKEN,
  ...VOLUMES_TAKEN,
  ...CLOUD_INIT_TAKEN,
  ...DATA_VOLUME_TEMPLATES_TAKEN,
  ...NETWORKS_TAKEN,
  ...NAMES_TAKEN,
  ...ACCESS_CREDENTIALS_TAKEN,
  ...VOLUME_SOURCES_TAKEN,
  ...DEVICE_CONFLICTS_TAKEN,
];

/** Each as the machine of a pool. */
export const MACHINES: readonly Wrong[] = [...BROKEN_MACHINES, ...GUEST].flatMap(wrongPools);
export const PASSING_MACHINES: readonly Right[] = [...TAKEN_MACHINES, ...GUEST_TAKEN].map(rightPool);
