import { CLONE_SOURCE } from './clone-source';
import { EVICTION_HANDLER, LIVE_MIGRATION } from './eviction';
import { EXTRA_DISK_NAME, EXTRA_DISK_TWICE, EXTRA_DISKS } from './extra-disks';
import { CLOUD_INIT_WORD, READABLE_IGNITION, UNKNOWN_USER_DATA } from './guest-data';
import { MACHINE_TYPE, ODD_MACHINE_TYPE } from './machine-type';
import { MISSING_INSTANCETYPE } from './missing-instancetype';
import { NETWORK_NAME } from './network-name';
import { PROBES } from './probes';
import { GRACE_PERIOD } from './props';
import { SMALLER_THAN_IMAGE } from './smaller-than-image';
import type { Rule } from '../rule';

/** Rules about machines, in whatever kind they are embedded. */
export const MACHINE_RULES: readonly Rule[] = [
  PROBES,
  CLONE_SOURCE,
  SMALLER_THAN_IMAGE,
  MISSING_INSTANCETYPE,
  EVICTION_HANDLER,
  LIVE_MIGRATION,
  MACHINE_TYPE,
  ODD_MACHINE_TYPE,
  UNKNOWN_USER_DATA,
  READABLE_IGNITION,
  NETWORK_NAME,
  GRACE_PERIOD,
  CLOUD_INIT_WORD,
  EXTRA_DISKS,
  EXTRA_DISK_NAME,
  EXTRA_DISK_TWICE,
];
