import { selectorOf, SERVICE, serviceOf } from './service-shape';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

export const HEADLESS_TARGET: ObjectRule = {
  id: 'VM197',
  name: 'services/headless-target',
  on: 'object',
  kinds: [SERVICE],
  severity: Severity.WARNING,
  title: 'A port of a headless Service is the one that the machines listen on',
  why: 'Clients of a headless Service connect to the address of a machine\'s pod, and nothing exchanges the port for '
    + 'the target port. Only those that look up SRV records learn the target port.',
  remedy: 'Write the port that the machines listen on as port, and leave targetPort out. Accept the finding if all '
    + 'clients look up SRV records.',
  source: kubernetes('pkg/proxy/util/utils.go: ShouldSkipService'),
  acceptable: true,

  *check(object) {
    const service = serviceOf(object);
    if (!service.isHeadless || selectorOf(service) === undefined) return;
    for (const [at, { port, targetPort }] of service.ports) {
      if (typeof targetPort !== 'number' || targetPort === port) continue;
      yield fault(`${at}.targetPort`, `is ${targetPort}, but clients of a headless Service connect to port `
        + `${String(port)} of the machines`, this.remedy);
    }
  },
};

export const HEADLESS_AFFINITY: ObjectRule = {
  id: 'VM198',
  name: 'services/headless-affinity',
  on: 'object',
  kinds: [SERVICE],
  severity: Severity.WARNING,
  title: 'A headless Service has no session affinity',
  why: 'Clients of a headless Service choose among the addresses of the pods by themselves, so Kubernetes ignores it.',
  remedy: 'Leave sessionAffinity out, or give the Service an address: MachineServiceType.CLUSTER_IP.',
  source: kubernetes('pkg/api/service/warnings.go: GetWarningsForService'),
  acceptable: true,

  *check(object) {
    const { spec, isHeadless } = serviceOf(object);
    if (!isHeadless || spec.sessionAffinity !== 'ClientIP') return;
    yield fault('spec.sessionAffinity', 'has no effect, because the Service is headless', this.remedy);
  },
};
