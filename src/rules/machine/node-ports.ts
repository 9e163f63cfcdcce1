import { isForOutside, SERVICE, serviceOf } from './service-shape';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { isPort } from '../../toolkit/port';
import { ClusterRule, faultOf, ObjectRule } from '../rule';
import { kubernetes } from '../sources';

const FIRST = 30_000;
const LAST = 32_767;

export const NODE_PORT_RANGE: ObjectRule = {
  id: 'VM180',
  name: 'services/node-port-range',
  on: 'object',
  kinds: [SERVICE],
  severity: Severity.ERROR,
  title: `The port of each node is within the usual range, ${FIRST} to ${LAST}`,
  why: 'The API server refuses a port outside of its range. --service-node-port-range of the API server sets another.',
  remedy: 'Write a port within the range, or leave it out. Accept the finding if the cluster has another range.',
  source: kubernetes('pkg/registry/core/service/portallocator/allocator.go: Allocate'),
  acceptable: true,

  *check(object) {
    const service = serviceOf(object);
    if (!isForOutside(service)) return;
    for (const [at, { nodePort }] of service.ports) {
      if (nodePort === undefined || nodePort === 0) continue;
      if (isPort(nodePort) && nodePort >= FIRST && nodePort <= LAST) continue;
      yield fault(`${at}.nodePort`, `${String(nodePort)} is not within the usual range, ${FIRST} to ${LAST}`,
        this.remedy);
    }
  },
};

export const NODE_PORT_TWICE: ClusterRule = {
  id: 'VM181',
  name: 'services/node-port-twice',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'No two ports of Services have the same port of the nodes',
  why: 'The API server gives each port of the nodes once, whatever its protocol, and refuses the second Service. '
    + 'Only ports of one Service with one number share it, such as 53 by TCP and UDP.',
  remedy: 'Choose another port, or leave it out, so that Kubernetes chooses one.',
  source: kubernetes('pkg/registry/core/service/portallocator/allocator.go: Allocate; '
    + 'pkg/registry/core/service/storage/alloc.go: initNodePorts'),
  acceptable: false,

  *check(cluster) {
    const first = new Map<number, { readonly entry: Entry; readonly port: unknown }>();
    for (const entry of cluster.of('', 'Service')) {
      for (const [at, port] of serviceOf(entry.object).ports) {
        const { nodePort } = port;
        if (!isPort(nodePort)) continue;
        const other = first.get(nodePort);
        if (other === undefined) {
          first.set(nodePort, { entry, port: port.port });
        } else if (other.entry !== entry || other.port !== port.port) {
          const problem = `${nodePort} is that of ${other.entry.where} already`;
          yield faultOf(entry, fault(`${at}.nodePort`, problem, this.remedy));
        }
      }
    }
  },
};
