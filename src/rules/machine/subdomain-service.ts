import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import type { MachineRule } from '../rule';
import { kubernetes } from '../sources';

export const SUBDOMAIN_WITHOUT_SERVICE: MachineRule = {
  id: 'VM195',
  name: 'machines/subdomain-without-service',
  on: 'machine',
  concerns: ['subdomain'],
  severity: Severity.WARNING,
  title: 'A complete bundle holds the headless Service of a machine\'s subdomain',
  why: 'The names of a subdomain are those of a headless Service that has its name. Without it, nobody can look the '
    + 'machine up.',
  remedy: 'Write a Service of that name with clusterIP None, whose selector matches the machine.',
  source: kubernetes('staging/src/k8s.io/endpointslice/utils.go: podToEndpoint'),
  acceptable: true,

  *check({ vmi: { subdomain } }, { cluster, namespace, intent }) {
    if (!subdomain || cluster?.facts.isComplete !== true) return;
    const service = cluster.find('', 'Service', subdomain, namespace);
    const address = (service?.object?.spec as { readonly clusterIP?: unknown } | undefined)?.clusterIP;
    if (address === 'None') return;
    const found = service === undefined ? 'the bundle holds no Service of that name'
      : 'the Service of that name has a cluster IP, so it has no names of machines';
    yield fault(`${VMI}.subdomain`, `is "${subdomain}", but ${found}`,
      service === undefined && intent.propOf !== undefined ? 'Set subdomainService to true.' : this.remedy);
  },
};
