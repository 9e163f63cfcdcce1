import { POOL_KINDS, CONTROLLER, Pool } from './kind';
import { Severity } from '../../findings/finding';
import { about } from '../../findings/rule';
import { notDnsLabel } from '../../toolkit/names';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

// The name can never be changed, so it leaves room for pools of 10,000 members.
const ROOM = { characters: 5, reason: 'the number that KubeVirt appends for each member, such as "-1234"' };

export const NAME: ObjectRule = {
  id: 'POOL001',
  name: 'workers/name',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.ERROR,
  title: 'The name of a pool leaves room for the numbers of its members',
  why: 'Members are called "<pool>-<number>". KubeVirt cannot make members whose names are too long or not DNS labels, '
    + 'and a pool cannot be renamed.',
  remedy: 'Use at most 58 lower-case letters, digits and "-".',
  source: kubevirt(`${CONTROLLER}: scaleOut`),
  acceptable: false,

  *check({ metadata }: Pool) {
    yield* about('metadata.name', notDnsLabel(metadata.name, ROOM));
  },
};
