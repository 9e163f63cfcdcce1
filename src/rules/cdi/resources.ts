import type { CDISpec } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { containerResourceFaults, Resources } from '../kubevirt/container-resources';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

const FIELD = 'spec.config.podResourceRequirements';
const KINDS = ['cdi.kubevirt.io/CDI'];
const NEEDED = ['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'] as const;

export const CDI_RESOURCES: ObjectRule = {
  id: 'CDI002',
  name: 'cluster/cdi-resources',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'Requests and limits of CDI\'s pods are quantities, and no request is above its limit',
  why: 'The API server refuses pods that import, clone or upload with others.',
  remedy: 'Write quantities, with each limit at least its request.',
  source: kubernetes('pkg/apis/core/validation/validation.go: validateResourceRequirements'),
  acceptable: false,

  *check({ spec }: { spec: CDISpec }) {
    yield* containerResourceFaults(spec.config?.podResourceRequirements ?? {}, FIELD);
  },
};

export const CDI_RESOURCES_FOR_QUOTAS: ObjectRule = {
  id: 'CDI003',
  name: 'cluster/cdi-resources-for-quotas',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'Pods that import, clone or upload have requests and limits of cpu and memory',
  why: 'A ResourceQuota on requests or limits refuses pods that lack them, and the quotas of tenants '
    + 'count on the figures.',
  remedy: 'Write all four figures.',
  source: kubernetes('plugin/pkg/admission/resourcequota'),
  acceptable: true,

  *check({ spec }: { spec: CDISpec }) {
    const resources: Resources = spec.config?.podResourceRequirements ?? {};
    const missing = NEEDED.filter((path) => !has(resources, path));
    if (missing.length === 0) return;
    yield fault(FIELD,
      `lacks ${missing.join(', ')}, so imports fall back to figures that no quota here counts on`, 'Write all four.');
  },
};

function has(resources: Resources, path: typeof NEEDED[number]): boolean {
  const [kind, name] = path.split('.') as ['requests' | 'limits', string];
  return resources[kind]?.[name] !== undefined;
}
