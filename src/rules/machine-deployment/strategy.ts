import { deploymentRule } from './deployment-rule';
import { about, Fault, fault } from '../../findings/rule';
import { mapIn } from '../../machine-controller/parts';
import type { MachineDeploymentStrategy } from '../../machine-controller/types';
import { MOST_INT32 } from '../../toolkit/int32';
import { notOneOf } from '../../toolkit/one-of';
import { machineController } from '../sources';

const VALIDATION = 'pkg/admission/machinedeployments_validation.go';
const ROLLING = 'spec.strategy.rollingUpdate';
const COUNTS = ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'] as const;

export const COUNT = deploymentRule({
  id: 'MD050',
  name: 'workers/deployment-counts',
  title: 'replicas and the other numbers of a MachineDeployment are at least 0',
  why: 'machine-controller refuses a negative number of machines, and what does not fit into 32 bits.',
  remedy: 'Write a whole number of at least 0.',
  source: machineController(`${VALIDATION}: validateMachineDeploymentSpec`),
}, function* ({ spec }) {
  for (const key of COUNTS) {
    const value: unknown = spec[key];
    if (typeof value !== 'number' || (value >= 0 && value <= MOST_INT32)) continue;
    yield fault(`spec.${key}`, `is ${value}, but must be between 0 and ${MOST_INT32}`, 'Write such a number.');
  }
});

export const STRATEGY = deploymentRule({
  id: 'MD051',
  name: 'workers/deployment-strategy',
  title: 'The strategy is RollingUpdate',
  why: 'machine-controller has no other one.',
  remedy: 'Leave type out, or write RollingUpdate.',
  source: machineController(`${VALIDATION}: validateMachineDeploymentStrategy`),
}, function* ({ spec }) {
  const { type } = mapIn<MachineDeploymentStrategy>(spec.strategy);
  yield* about('spec.strategy.type', notOneOf(type || undefined, ['RollingUpdate']));
});

export const ROLLING_UPDATE = deploymentRule({
  id: 'MD052',
  name: 'workers/deployment-rolling-update',
  title: 'maxSurge and maxUnavailable are numbers or shares, at most 100% are unavailable, and not both are 0',
  why: 'machine-controller refuses the rest; with 0 of both, no machine could ever be replaced.',
  remedy: 'Write maxSurge 1 and maxUnavailable 0, which are the defaults, or larger ones.',
  source: machineController(`${VALIDATION}: validateMachineRollingUpdateDeployment`),
}, function* ({ spec }) {
  const { rollingUpdate } = mapIn<MachineDeploymentStrategy>(spec.strategy);
  const { maxSurge, maxUnavailable } = mapIn<Rolling>(rollingUpdate);
  const faults = [...shareFaults(maxSurge, 'maxSurge'), ...shareFaults(maxUnavailable, 'maxUnavailable')];
  yield* faults;
  if (faults.length > 0 || !isZero(maxSurge, '1') || !isZero(maxUnavailable, '0')) return;
  yield fault(`${ROLLING}.maxSurge`, 'is 0, and so is maxUnavailable: no machine could be replaced',
    'Write 1 for one of the two.');
});

type Rolling = NonNullable<MachineDeploymentStrategy['rollingUpdate']>;

function* shareFaults(value: unknown, key: keyof Rolling): Iterable<Fault> {
  if (value === undefined || value === null) return;
  const share = /^(\d+)%$/.exec(String(value));
  if (share === null && !(Number.isInteger(value) && (value as number) >= 0)) {
    if (typeof value !== 'string' && typeof value !== 'number') return;
    yield fault(`${ROLLING}.${key}`, `is ${JSON.stringify(value)}, neither a number of machines nor a share of them`,
      'Write a number such as 1, or a share such as "25%".');
  } else if (key === 'maxUnavailable' && share !== null && Number(share[1]) > 100) {
    yield fault(`${ROLLING}.${key}`, `is ${share[0]}, more than all machines`, 'Write at most "100%".');
  }
}

function isZero(value: number | string | undefined, otherwise: string): boolean {
  return /^0+%?$/.test(String(value ?? otherwise));
}
