import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { Labels, selects } from '../../toolkit/label-selector';
import type { MachineRule } from '../rule';
import { kubernetes } from '../sources';
import { selectorOf, serviceOf } from './service-shape';

/** Labels that KubeVirt adds to each launcher pod. */
const OF_LAUNCHERS: readonly string[] = ['kubevirt.io', 'kubevirt.io/created-by', 'vm.kubevirt.io/name'];

export const SUBDOMAIN_WITHOUT_SERVICE: MachineRule = {
  id: 'VM195',
  name: 'machines/subdomain-without-service',
  on: 'machine',
  concerns: ['subdomain'],
  severity: Severity.WARNING,
  title: 'A complete bundle holds the headless Service of a machine\'s subdomain',
  why: 'The names of a subdomain are those of a headless Service that has its name. Without it, nobody can look the '
    + 'machine up, and neither if its selector does not match the machine.',
  remedy: 'Write a Service of that name with clusterIP None, whose selector matches the machine.',
  source: kubernetes('staging/src/k8s.io/endpointslice/utils.go: podToEndpoint'),
  acceptable: true,

  *check({ vmi: { subdomain }, labels }, { cluster, namespace, intent }) {
    if (!subdomain || cluster?.facts.isComplete !== true) return;
    const service = cluster.find('', 'Service', subdomain, namespace);
    const address = (service?.object?.spec as { readonly clusterIP?: unknown } | undefined)?.clusterIP;
    if (address === 'None') {
      if (isSelected(labels, selectorOf(serviceOf(service?.object)))) return;
      yield fault(`${VMI}.subdomain`, `is "${subdomain}", but the selector of the Service of that name does not match `
        + 'the machine, so the machine has no name in it', SHARED_SUBDOMAIN);
      return;
    }
    const found = service === undefined ? 'the bundle holds no Service of that name'
      : 'the Service of that name has a cluster IP, so it has no names of machines';
    yield fault(`${VMI}.subdomain`, `is "${subdomain}", but ${found}`,
      service === undefined && intent.propOf !== undefined ? 'Set subdomainService to true.' : this.remedy);
  },
};

/** How several machines have names in one subdomain. */
export const SHARED_SUBDOMAIN = 'Give the machines of the subdomain one label, and write a MachineService of the type '
  + 'HEADLESS with that label, with ports: [] and the name of the subdomain.';

/** Whether a Service with a selector selects a machine; for one without, others write the endpoints. */
function isSelected(labels: Labels, selector: Labels | undefined): boolean {
  const own = Object.entries(selector ?? {}).filter(([key]) => !OF_LAUNCHERS.includes(key));
  return selects({ matchLabels: Object.fromEntries(own) }, labels);
}
