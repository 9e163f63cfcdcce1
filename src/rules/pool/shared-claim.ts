import type { Pool } from './kind';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { SCALABLE } from '../../inventory/autoscalers';
import { VMI } from '../../machines/machine';
import { items } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { own } from '../sources';
import { isOfOne } from './size';

export const SHARED_CLAIM: ObjectRule = {
  id: 'POOL033',
  name: 'workers/shared-claim',
  on: 'object',
  kinds: SCALABLE,
  severity: Severity.ERROR,
  title: 'No two members of a pool or replica set have the devices of one ResourceClaim',
  why: 'All members are made from one template, so they would share the claim. A device that is passed through belongs '
    + 'to one machine, so only the first member starts.',
  remedy: 'Write resourceClaimTemplateName, so that each member gets a claim of its own.',
  source: own(),
  acceptable: true,

  *check(object: Pool, entry) {
    const { machine } = entry;
    if (machine === undefined || isOfOne(object, entry)) return;
    for (const [index, { resourceClaimName }] of items(machine.vmi.resourceClaims).entries()) {
      if (resourceClaimName === undefined) continue;
      yield fault(machine.fieldIn(`${VMI}.resourceClaims[${index}].resourceClaimName`),
        `is "${resourceClaimName}", which every member would claim: they share one template`, this.remedy);
    }
  },
};
