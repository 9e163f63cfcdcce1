import { Severity } from '../../findings/finding';
import { about } from '../../findings/rule';
import { isPlain } from '../../toolkit/merge';
import { notByteSize } from '../../toolkit/quantity';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

export const CLAIM_SIZE: ObjectRule = {
  id: 'K8S026',
  name: 'kubernetes/claim-size',
  on: 'object',
  kinds: ['/PersistentVolumeClaim'],
  severity: Severity.ERROR,
  title: 'A claim requests a positive number of bytes',
  why: 'The API server refuses what is not a quantity or not positive, and takes another number for one of more than '
    + '64 bits.',
  remedy: 'Write a size such as "10Gi".',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidatePersistentVolumeClaimSpec; '
    + 'staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go: ParseQuantity'),
  acceptable: false,

  *check({ spec }) {
    const requests: unknown = isPlain(spec) && isPlain(spec.resources) ? spec.resources.requests : undefined;
    const storage = isPlain(requests) ? requests.storage : undefined;
    if (typeof storage !== 'string' && typeof storage !== 'number') return;
    yield* about('spec.resources.requests.storage', notByteSize(String(storage)));
  },
};
