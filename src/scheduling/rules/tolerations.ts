import type { Toleration } from '../../../imports/kubevirt.io';
import type { Sentence } from '../../toolkit/problems';
import { labelValue, oneOf, qualifiedName } from '../../toolkit/sentences';
import { items } from '../../toolkit/shape';
import { TaintEffect, TolerationOperator } from '../toleration';

/**
 * What Kubernetes would say of tolerations: KubeVirt lets them pass, but the launcher pod could not be created.
 * Source: Kubernetes pkg/apis/core/validation/validation.go, ValidateTolerations.
 */
export function tolerationProblems(tolerations: readonly Toleration[] | undefined, at: string): Sentence[] {
  return items(tolerations).flatMap((toleration, index) => one(toleration, `${at}[${index}]`));
}

function one(toleration: Toleration, at: string): Sentence[] {
  const { key = '', operator = 'Equal', value = '', effect, tolerationSeconds } = toleration;
  return [
    key === '' ? undefined : qualifiedName(`${at}.key`, key),
    key === '' && operator !== 'Exists' ? `${at} has no key, which means every taint and needs the operator Exists, but the operator is ${operator}. Write a key, or the operator Exists.` : undefined,
    oneOf(`${at}.operator`, operator, Object.values(TolerationOperator)),
    operator === 'Exists' && value !== '' ? `${at}.value is "${value}", but the operator Exists compares none. Write the operator Equal, or leave the value out.` : labelValue(`${at}.value`, value),
    oneOf(`${at}.effect`, effect, ['', ...Object.values(TaintEffect)]),
    tolerationSeconds !== undefined && effect !== TaintEffect.NO_EXECUTE ? `${at}.tolerationSeconds is ${tolerationSeconds}, but only the effect NoExecute ends after a time. Write that effect, or leave the seconds out.` : undefined,
  ];
}
