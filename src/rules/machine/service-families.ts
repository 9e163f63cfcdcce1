import { selectorOf, SERVICE, serviceOf } from './service-shape';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { familiesOf } from '../../toolkit/cidr';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

const NAMES = { ipv4: 'IPv4', ipv6: 'IPv6' };

export const SERVICE_FAMILIES: ObjectRule = {
  id: 'VM199',
  name: 'services/dual-stack',
  on: 'object',
  kinds: [SERVICE],
  severity: Severity.ERROR,
  title: 'A Service that requires both families of addresses is in a cluster that has both for Services',
  why: 'The API server refuses the Service.',
  remedy: 'Choose PREFER_DUAL_STACK, or add the other range to networks.services if the cluster has it.',
  source: kubernetes('pkg/registry/core/service/storage/alloc.go: initIPFamilyFields'),
  acceptable: false,

  *check(object, { cluster }) {
    const service = serviceOf(object);
    if (service.spec.ipFamilyPolicy !== 'RequireDualStack') return;
    // one that stands for nothing by itself may have families that the cluster lacks
    if (service.isHeadless && selectorOf(service) === undefined) return;
    const [family, other] = familiesOf(cluster?.facts.serviceRanges ?? []);
    if (family === undefined || other !== undefined) return;
    yield fault('spec.ipFamilyPolicy', `is RequireDualStack, but Services of the cluster have ${NAMES[family]} alone: `
      + 'networks.services holds ranges of no other family', this.remedy);
  },
};
