import { KUBEADM_TEMPLATE } from './kinds';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { notLabelValue, notQualifiedName } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { items, repeated } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

const TAINTS = 'spec.template.spec.joinConfiguration.nodeRegistration.taints';
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export const NODE_TAINTS: ObjectRule = {
  id: 'CAPI026',
  name: 'cluster-api/node-taints',
  on: 'object',
  kinds: [KUBEADM_TEMPLATE],
  severity: Severity.ERROR,
  title: 'Taints with which nodes join are valid, and no two have the same key and effect',
  why: 'The kubelet gives them to the API server with its node, which refuses the node: the machine never joins.',
  remedy: 'Write a key like that of a label, a value of a label, and an effect.',
  source: kubernetes('pkg/apis/core/validation/validation.go: validateNodeTaints'),
  acceptable: false,

  *check({ spec }) {
    const taints = items<any>(spec?.template?.spec?.joinConfiguration?.nodeRegistration?.taints);
    for (const [index, { key, value, effect }] of taints.entries()) {
      yield* about(`${TAINTS}[${index}].key`, notQualifiedName(key));
      yield* about(`${TAINTS}[${index}].value`, value === undefined ? undefined : notLabelValue(value));
      yield* about(`${TAINTS}[${index}].effect`, notOneOf(effect, EFFECTS));
    }
    for (const taint of repeated(taints.map(({ key, effect }) => `${key}:${effect}`))) {
      yield fault(TAINTS, `hold ${taint} more than once`, 'Write each key and effect once.');
    }
  },
};
