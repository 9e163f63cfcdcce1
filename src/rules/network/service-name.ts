import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { KubernetesObject } from '../../releases/facts';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

/** The first minor of Kubernetes whose gate RelaxedServiceNameValidation is on: Services may begin with a digit. */
const RELAXED = 36;

export const SERVICE_NAME: ObjectRule = {
  id: 'NET018',
  name: 'networks/service-name',
  on: 'object',
  kinds: ['/Service'],
  severity: Severity.ERROR,
  title: 'The name of a Service begins with a letter before Kubernetes 1.36',
  why: 'The API server refuses another name.',
  remedy: 'Write a name that begins with a letter.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidateServiceName'),
  acceptable: false,

  *check({ metadata: { name } }: KubernetesObject, { cluster }) {
    const minor = Number(/^1\.(\d+)$/.exec(cluster?.facts.kubernetes ?? '')?.[1]);
    if (typeof name !== 'string' || !/^\d/.test(name) || !(minor < RELAXED)) return;
    yield fault('metadata.name', `"${name}" begins with a digit, which the name of a Service does not before `
      + 'Kubernetes 1.36', this.remedy);
  },
};
