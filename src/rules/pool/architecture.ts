import { Pool, POOL_KINDS, POOL_VMI } from './kind';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { present } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const ARCHITECTURE: ObjectRule = {
  id: 'POOL014',
  name: 'workers/architecture',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.ERROR,
  title: 'A pool with memory to be added or encrypted says its architecture',
  why: 'A VirtualMachine gets its architecture before it is validated. The template of a pool does not: no mutating '
    + 'webhook looks at pools, so KubeVirt refuses what only some architectures have.',
  remedy: 'Write the architecture, such as Architecture.AMD64.',
  source: kubevirt('pkg/virt-operator/resource/generate/components/webhooks.go'),
  acceptable: false,

  *check({ spec }: Pool) {
    const vmi = spec.virtualMachineTemplate.spec?.template?.spec;
    if (vmi === undefined || vmi.architecture !== undefined) return;
    const fields = { 'memory.maxGuest': vmi.domain?.memory?.maxGuest, 'launchSecurity': vmi.domain?.launchSecurity };
    for (const field of present(fields)) {
      const problem = 'is refused in a pool that does not say its architecture';
      yield fault(`${POOL_VMI}.domain.${field}`, problem, this.remedy);
    }
  },
};
