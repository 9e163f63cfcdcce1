import { MACHINE_DEPLOYMENT } from './kinds';
import { capi } from './names';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { AUTOSCALER_MAX_SIZE, AUTOSCALER_MIN_SIZE } from '../../inventory/template-machines';
import type { ObjectRule } from '../rule';

const MIN = `metadata.annotations["${AUTOSCALER_MIN_SIZE}"]`;
const MAX = `metadata.annotations["${AUTOSCALER_MAX_SIZE}"]`;
const DEFAULT = capi('core/webhooks/admission/machinedeployment.go: calculateMachineDeploymentReplicas');

interface Bounds {
  readonly min: string | undefined;
  readonly max: string | undefined;
}

function boundsOf({ annotations }: { readonly annotations?: { readonly [key: string]: string } }): Bounds {
  return { min: annotations?.[AUTOSCALER_MIN_SIZE], max: annotations?.[AUTOSCALER_MAX_SIZE] };
}

export const AUTOSCALER_BOUNDS: ObjectRule = {
  id: 'CAPI010',
  name: 'cluster-api/autoscaler-bounds',
  on: 'object',
  kinds: [MACHINE_DEPLOYMENT],
  severity: Severity.ERROR,
  title: 'The cluster autoscaler gets a minimum and a maximum, and they are numbers',
  why: 'With one alone, the autoscaler leaves the machines alone. Cluster API\'s webhook refuses what is not a number '
    + 'where it has to choose one.',
  remedy: 'Write both annotations, as texts with whole numbers.',
  source: DEFAULT,
  acceptable: false,

  *check({ metadata }) {
    const { min, max } = boundsOf(metadata);
    if (min === undefined && max === undefined) return;
    if (min === undefined) yield fault(MIN, 'is missing beside that of the maximum', 'Write it.');
    if (max === undefined) yield fault(MAX, 'is missing beside that of the minimum', 'Write it.');
    for (const [field, text] of [[MIN, min], [MAX, max]] as const) {
      if (text === undefined || /^\d{1,9}$/.test(text)) continue;
      yield fault(field, `is "${text}", which is not a number of machines`, 'Write a whole number.');
    }
    if (Number(min) > Number(max)) yield fault(MIN, `is ${min}, which is more than the maximum, ${max}`, 'Write less.');
  },
};

export const REPLICAS_OF_AUTOSCALER: ObjectRule = {
  id: 'CAPI011',
  name: 'cluster-api/replicas-of-autoscaler',
  on: 'object',
  kinds: [MACHINE_DEPLOYMENT],
  severity: Severity.WARNING,
  title: 'A MachineDeployment of the cluster autoscaler has no number of its own',
  why: 'Each sync would set the number back: machines that the autoscaler has added are deleted.',
  remedy: 'Leave replicas out.',
  source: DEFAULT,
  acceptable: true,

  *check({ metadata, spec }) {
    const { min, max } = boundsOf(metadata);
    if (min === undefined || max === undefined || spec.replicas === undefined) return;
    yield fault('spec.replicas', `is ${spec.replicas}, but the cluster autoscaler sets the number, and each sync would `
      + 'set it back', this.remedy);
  },
};

export const REPLICAS: ObjectRule = {
  id: 'CAPI012',
  name: 'cluster-api/replicas',
  on: 'object',
  kinds: [MACHINE_DEPLOYMENT],
  severity: Severity.WARNING,
  title: 'A MachineDeployment has a number of machines, or something that sets it',
  why: 'Cluster API takes a missing number for 1, and deletes the other machines.',
  remedy: 'Write replicas, or the annotations of the cluster autoscaler.',
  source: DEFAULT,
  acceptable: true,

  *check({ metadata, spec }, { intent }) {
    const { min, max } = boundsOf(metadata);
    const isScaled = (min !== undefined && max !== undefined) || intent.externallyScaled !== undefined;
    if (isScaled || spec.replicas !== undefined) return;
    yield fault('spec.replicas', 'is missing, which Cluster API takes for 1', this.remedy);
  },
};
