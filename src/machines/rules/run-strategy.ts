import type { Sentence } from '../../toolkit/problems';
import { oneOf } from '../../toolkit/sentences';
import { EvictionStrategy, RunStrategy } from '../strategies';
import { MachineRule, VMI } from './machine';

/** KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/vms-admitter.go, validateRunStrategy; vmi-create-admitter.go, validateLiveMigration and validateStartStrategy. */
export const runStrategies: MachineRule = ({ spec, vmi }) => [
  spec.running !== undefined ? `running is ${spec.running}, which is deprecated and excludes runStrategy. Leave it out and write runStrategy ${spec.running ? 'Always' : 'Halted'}.` : undefined,
  spec.runStrategy === undefined ? 'runStrategy is missing, so KubeVirt refuses the machine. Write one, such as Always.' : undefined,
  oneOf('runStrategy', spec.runStrategy, [...Object.values(RunStrategy), 'WaitAsReceiver']),
  oneOf(`${VMI}.evictionStrategy`, vmi.evictionStrategy, Object.values(EvictionStrategy)),
  startStrategy(vmi.startStrategy, vmi.livenessProbe !== undefined),
];

function startStrategy(strategy: string | undefined, hasLivenessProbe: boolean): Sentence {
  if (strategy === 'Paused' && hasLivenessProbe) return `${VMI}.startStrategy Paused goes with no livenessProbe, for a paused guest answers none. Leave one of the two out.`;
  return oneOf(`${VMI}.startStrategy`, strategy, ['Paused']);
}
