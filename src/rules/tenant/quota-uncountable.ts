import { limitField, limitsOf } from './quota-amounts';
import { resourceOf } from './quota-resources';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

// Kubernetes v1.35, pkg/quota/v1/evaluator/core/resource_claims.go: V1ResourceByDeviceClass.
const OF_CLAIMS = '.deviceclass.resource.k8s.io/devices';

export const QUOTA_UNCOUNTABLE: ObjectRule = {
  id: 'TENANT053',
  name: 'tenants/quota-uncountable',
  on: 'object',
  kinds: ['/ResourceQuota'],
  severity: Severity.WARNING,
  title: 'A limit of a quota has a name by which something counts',
  why: 'The API server takes any name with a prefix. Extended resources count by "requests." and their name alone.',
  remedy: 'Write "requests." before the name of a resource, or "count/" before that of a kind.',
  source: kubernetes('pkg/quota/v1/evaluator/core/pods.go: MatchingResources, isExtendedResourceNameForQuota'),
  acceptable: true,

  *check(object) {
    for (const [resource] of limitsOf(object)) {
      const isTwice = resource.startsWith('requests.requests.');
      const isCounted = !isTwice && (resourceOf(resource) !== undefined || resource.endsWith(OF_CLAIMS));
      if (isCounted || !resource.includes('/')) continue;
      const meant = resource.replace(/^(?:limits\.|requests\.)+/, '');
      yield fault(limitField(resource),
        `limits "${resource}", a name by which Kubernetes counts nothing, so there is no limit`,
        `If it is a device of nodes, write "requests.${meant}"; if it is a kind, "count/" and its plural name.`);
    }
  },
};
