import { CONTROLLER } from './kind';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { withoutNumber } from '../../inventory/claims';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const MEMBER_NAME: ObjectRule = {
  id: 'POOL032',
  name: 'workers/member-name',
  on: 'object',
  kinds: ['kubevirt.io/VirtualMachine'],
  severity: Severity.ERROR,
  title: 'No VirtualMachine has the name of a pool\'s member',
  why: 'If the pool has made the member already, the VirtualMachine overwrites it, and the pool goes on to change and '
    + 'delete it. Otherwise the pool leaves the number out.',
  remedy: 'Give the machine or the pool another name.',
  source: kubevirt(`${CONTROLLER}: calculateNewVMNames`),
  acceptable: true,

  *check({ metadata: { name } }, { cluster, namespace }) {
    const pool = typeof name === 'string' ? withoutNumber(name) : undefined;
    if (pool === undefined) return;
    const found = cluster?.find('pool.kubevirt.io', 'VirtualMachinePool', pool, namespace);
    if (found === undefined) return;
    yield fault('metadata.name', `"${name}" is the name of a member of the pool ${found.where}`, this.remedy);
  },
};
