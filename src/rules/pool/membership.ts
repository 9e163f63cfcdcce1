import { ADMITTER, Pool, POOL_KINDS } from './kind';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { POOL_LABEL } from '../../machines/pool-label';
import { inJson } from '../../props/words';
import { selects } from '../../toolkit/label-selector';
import { present } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubevirt, own } from '../sources';

const MACHINE_LABELS = 'spec.virtualMachineTemplate.metadata.labels';
const INSTANCE_LABELS = 'spec.virtualMachineTemplate.spec.template.metadata.labels';

export const SELECTOR: ObjectRule = {
  id: 'POOL012',
  name: 'workers/selector',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.ERROR,
  title: 'A pool selects the machines that it makes',
  why: 'KubeVirt refuses a pool whose selector does not match the labels of its own template.',
  remedy: 'Leave the selector as it is, and add labels to the template.',
  source: kubevirt(`${ADMITTER}: ValidateVMPoolSpec`),
  acceptable: false,

  *check({ spec }: Pool) {
    const labels = spec.virtualMachineTemplate.metadata?.labels;
    if (selects(spec.selector, labels)) return;
    yield fault('spec.selector', `is ${inJson(spec.selector)}, which does not match the labels of the machines, `
      + `${inJson(labels ?? {})}`, `Write the same labels in ${MACHINE_LABELS}, or leave them out of the selector.`);
  },
};

export const MEMBER_LABEL: ObjectRule = {
  id: 'POOL013',
  name: 'workers/member-label',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.WARNING,
  title: `Machines and instances of a pool have the label ${POOL_LABEL}`,
  why: 'Scheduling policies, and by convention Services, find the members by this label.',
  remedy: 'Leave the label as it is.',
  source: own('docs/architecture.md'),
  acceptable: true,

  *check({ spec, metadata }: Pool) {
    const { metadata: machine, spec: member } = spec.virtualMachineTemplate;
    const isSelected = selects(spec.selector, machine?.labels);
    // Another rule reports machines that their own pool does not select.
    if (isSelected) yield* labelFaults(MACHINE_LABELS, machine?.labels, metadata.name);
    yield* labelFaults(INSTANCE_LABELS, member?.template?.metadata?.labels, metadata.name);
  },
};

function* labelFaults(field: string, labels: { readonly [key: string]: string } | undefined, pool: string):
Iterable<Fault> {
  const value = labels?.[POOL_LABEL];
  if (value === pool) return;
  const found = value === undefined ? 'nothing' : inJson(value);
  yield fault(field, `has ${found} for ${POOL_LABEL}, by which scheduling policies and Services find the members of `
    + `pool "${pool}"`, MEMBER_LABEL.remedy);
}

export const LASTING_SELECTOR: ObjectRule = {
  id: 'POOL028',
  name: 'workers/lasting-selector',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.WARNING,
  title: `A pool selects its members by the label ${POOL_LABEL} alone`,
  why: 'A selector can never be changed again, so it holds nothing that may change.',
  remedy: `Select by ${POOL_LABEL} alone, and add labels to the template instead.`,
  source: own('docs/architecture.md'),
  acceptable: true,

  *check({ spec, metadata }: Pool) {
    const selector = spec.selector?.matchLabels ?? {};
    const isOwnLabelOnly = present(spec.selector).join() === 'matchLabels' && present(selector).join() === POOL_LABEL;
    if (isOwnLabelOnly && selector[POOL_LABEL] === metadata.name) return;
    if (!selects(spec.selector, spec.virtualMachineTemplate.metadata?.labels)) return;
    yield fault('spec.selector', `is ${inJson(spec.selector)}, which can never be changed again`, this.remedy);
  },
};
