import { POOL_KINDS } from './kind';
import type { LaunchSecurity } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { EmbeddedMachine } from '../../machines/embedded';
import { VMI } from '../../machines/machine';
import { present } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const ARCHITECTURE: ObjectRule = {
  id: 'POOL014',
  name: 'workers/architecture',
  on: 'object',
  kinds: [...POOL_KINDS, 'kubevirt.io/VirtualMachineInstanceReplicaSet'],
  severity: Severity.ERROR,
  title: 'A pool or replica set with memory to be added or encrypted says its architecture',
  why: 'A VirtualMachine gets its architecture before it is validated. The template of a pool or a replica set does '
    + 'not: no mutating webhook looks at them, so KubeVirt refuses what only some architectures have. The ceiling of '
    + 'memory is checked in pools alone.',
  remedy: 'Write the architecture, such as Architecture.AMD64.',
  source: kubevirt('pkg/virt-operator/resource/generate/components/webhooks.go; '
    + 'pkg/virt-api/webhooks/validating-webhook/admitters/vmirs-admitter.go: ValidateVMIRSSpec'),
  acceptable: false,

  *check(_object, { machine }) {
    if (machine === undefined || machine.vmi.architecture !== undefined) return;
    const holder = machine.isInstance ? 'replica set' : 'pool';
    for (const field of present(fieldsOf(machine))) {
      const problem = `is refused in a ${holder} that does not say its architecture`;
      yield fault(machine.fieldIn(`${VMI}.domain.${field}`), problem, this.remedy);
    }
  },
};

/** What KubeVirt refuses without an architecture. VM024 reports a launchSecurity that says nothing. */
function fieldsOf({ isInstance, vmi }: EmbeddedMachine): { readonly [field: string]: unknown } {
  const { launchSecurity, memory } = vmi.domain ?? {};
  return {
    'memory.maxGuest': isInstance ? undefined : memory?.maxGuest,
    'launchSecurity': isEmpty(launchSecurity) ? undefined : launchSecurity,
  };
}

function isEmpty(given: LaunchSecurity | undefined): boolean {
  return given !== undefined && Object.keys(given).length === 0;
}
