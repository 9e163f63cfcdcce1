import { CDI_CERTIFICATES } from './certificates';
import { CDI_PLACEMENT, CDI_REMOVES_DISKS, CDI_REPLICAS } from './components';
import { CDI_GATE } from './gates';
import { CDI_RESOURCES, CDI_RESOURCES_FOR_QUOTAS } from './resources';
import { CDI_PROXY, CDI_PROXY_PASSWORD, CDI_REGISTRIES, CDI_TIME_TO_LIVE } from './transfers';
import { SECOND_CDI } from '../kubevirt/second-resource';
import type { Rule } from '../rule';

/** Rules about CDI's custom resource. */
export const CDI_RULES: readonly Rule[] = [
  CDI_GATE,
  CDI_RESOURCES,
  CDI_RESOURCES_FOR_QUOTAS,
  CDI_TIME_TO_LIVE,
  CDI_CERTIFICATES,
  CDI_REPLICAS,
  CDI_PROXY,
  CDI_PROXY_PASSWORD,
  CDI_REGISTRIES,
  CDI_PLACEMENT,
  CDI_REMOVES_DISKS,
  SECOND_CDI,
];
