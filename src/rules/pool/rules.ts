import { ARCHITECTURE } from './architecture';
import { BACKEND_PROPS } from './backend-props';
import { CHANGED_BACKEND } from './changed-backend';
import { SCALE_IN_WORD } from './closed-sets';
import { DISK_NAMES } from './disk-names';
import { FOREIGN_POLICY } from './foreign-policy';
import { OWN_LABEL } from './label';
import { MAX_UNAVAILABLE } from './max-unavailable';
import { MEMBER_NAME } from './member-name';
import { LASTING_SELECTOR, MEMBER_LABEL, SELECTOR } from './membership';
import { NAME } from './name';
import { LOSES_PLUGGED, OVERWRITES_MEMBERS, PLUGGED_BY_ROLE } from './plugged-volumes';
import { PORTS_FOR_PLUGGING } from './ports-for-plugging';
import { EXTERNAL_SCALING, REPLICAS, REPLICAS_MISSING, SCALED_BY_TWO, SCALED_TWICE } from './replicas';
import { SHARED_CLAIM } from './shared-claim';
import { SHARED_ADDRESS, SHARED_HOST_NAME } from './shared-cloud-init';
import { SHARED_DISK, SHARED_IDENTITY, SINGLE_MEMBER } from './shared-identity';
import { STATE_OF_INSTANCES } from './state-of-instances';
import {
  AUTOHEALING, NEVER_SHRINKS, PROACTIVE_UPDATE, SCALE_IN_SELECTORS, SCALE_IN_STRATEGY, UPDATE_STRATEGY,
} from './strategies';
import type { Rule } from '../rule';

/** Rules about pools. */
export const POOL_RULES: readonly Rule[] = [
  NAME,
  OWN_LABEL,
  REPLICAS,
  REPLICAS_MISSING,
  MAX_UNAVAILABLE,
  SCALED_BY_TWO,
  EXTERNAL_SCALING,
  UPDATE_STRATEGY,
  SCALE_IN_STRATEGY,
  SCALE_IN_SELECTORS,
  AUTOHEALING,
  SELECTOR,
  MEMBER_LABEL,
  ARCHITECTURE,
  SHARED_IDENTITY,
  SHARED_DISK,
  DISK_NAMES,
  SHARED_HOST_NAME,
  SHARED_ADDRESS,
  PROACTIVE_UPDATE,
  NEVER_SHRINKS,
  SCALE_IN_WORD,
  FOREIGN_POLICY,
  LOSES_PLUGGED,
  OVERWRITES_MEMBERS,
  PLUGGED_BY_ROLE,
  SINGLE_MEMBER,
  LASTING_SELECTOR,
  SCALED_TWICE,
  PORTS_FOR_PLUGGING,
  STATE_OF_INSTANCES,
  MEMBER_NAME,
  SHARED_CLAIM,
  BACKEND_PROPS,
  CHANGED_BACKEND,
];
