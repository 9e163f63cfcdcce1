import { ATTACHMENT } from './config';
import { Severity } from '../../findings/finding';
import { about } from '../../findings/rule';
import type { KubernetesObject } from '../../releases/facts';
import { notDnsLabel, notDnsSubdomain } from '../../toolkit/names';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

export const ATTACHMENT_NAME: ObjectRule = {
  id: 'NET018',
  name: 'networks/attachment-name',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'The name of a NetworkAttachmentDefinition is a DNS subdomain, and its namespace a DNS label',
  why: 'The API server refuses other names.',
  remedy: 'Use lower-case letters, digits and "-".',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/api/validation/generic.go: NameIsDNSSubdomain'),
  acceptable: false,

  *check({ metadata: { name, namespace } }: KubernetesObject) {
    // other rules report empty ones
    if (name) yield* about('metadata.name', notDnsSubdomain(name));
    if (namespace) yield* about('metadata.namespace', notDnsLabel(namespace));
  },
};
