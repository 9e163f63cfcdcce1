import { ADMITTER, Pool, POOL_KINDS } from './kind';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { POOL_LABEL } from '../../machines/pool-label';
import { inJson } from '../../props/words';
import { present } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const SELECTOR: ObjectRule = {
  id: 'POOL012',
  name: 'workers/selector',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.ERROR,
  title: `A pool selects its members by the label ${POOL_LABEL} alone`,
  why: 'A selector can never be changed again, so it holds nothing that may change. KubeVirt refuses one that its own '
    + 'template does not match.',
  remedy: 'Leave the selector as it is, and add labels instead.',
  source: kubevirt(`${ADMITTER}: ValidateVMPoolSpec`),
  acceptable: false,

  *check({ spec, metadata }: Pool) {
    const selector = spec.selector?.matchLabels ?? {};
    const isOwnLabelOnly = present(spec.selector).join() === 'matchLabels' && present(selector).join() === POOL_LABEL;
    if (isOwnLabelOnly && selector[POOL_LABEL] === metadata.name) return;
    yield fault('spec.selector', `is ${inJson(spec.selector)}, but the label ${POOL_LABEL} alone marks the `
      + 'members of a pool, and a selector can never be changed again', this.remedy);
  },
};

export const MEMBER_LABEL: ObjectRule = {
  id: 'POOL013',
  name: 'workers/member-label',
  on: 'object',
  kinds: POOL_KINDS,
  severity: Severity.ERROR,
  title: `Machines and instances of a pool have the label ${POOL_LABEL}`,
  why: 'KubeVirt refuses a pool whose selector does not match its machines. Services and affinity look at '
    + 'the labels of instances.',
  remedy: 'Leave the label as it is.',
  source: kubevirt(`${ADMITTER}: ValidateVMPoolSpec`),
  acceptable: false,

  *check({ spec, metadata }: Pool) {
    const template = spec.virtualMachineTemplate;
    const places = {
      'spec.virtualMachineTemplate.metadata.labels': template.metadata?.labels,
      'spec.virtualMachineTemplate.spec.template.metadata.labels': template.spec?.template?.metadata?.labels,
    };
    for (const [field, labels] of Object.entries(places)) {
      const value = labels?.[POOL_LABEL];
      if (value === metadata.name) continue;
      const found = value === undefined ? 'nothing' : inJson(value);
      yield fault(field, `has ${found} for ${POOL_LABEL}, but selector, services and affinity find the members of `
        + `pool "${metadata.name}" by this label`, this.remedy);
    }
  },
};
