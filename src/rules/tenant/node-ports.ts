import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { kubernetes } from '../sources';

export const NODE_PORTS_BEYOND: PropRule = {
  id: 'TENANT091',
  name: 'tenants/node-ports-beyond',
  on: 'props',
  severity: Severity.WARNING,
  title: 'Clients of load balancers reach node ports of workers, and no other ports',
  why: 'Kubernetes chooses node ports from 30000 to 32767, unless its API server has another range. Other ports lead '
    + 'to the node itself: SSH, the kubelet.',
  remedy: 'Write the range of the tenant\'s API server (--service-node-port-range), or leave nodePorts out.',
  source: kubernetes('pkg/kubeapiserver/options/options.go: DefaultServiceNodePortRange'),
  acceptable: true,
};
