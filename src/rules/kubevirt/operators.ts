import { containerResourceFaults, Resources } from './container-resources';
import { placementFaults } from './placement';
import type { Affinity, Toleration } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { items } from '../../toolkit/shape';
import { ClusterRule, faultOf } from '../rule';
import { kubernetes, own } from '../sources';

/** The fields of an operator's Deployment that rules check. */
interface OperatorDeployment {
  readonly replicas?: number;
  readonly template?: {
    readonly spec?: {
      readonly containers?: readonly OperatorContainer[];
      readonly nodeSelector?: { [label: string]: string };
      readonly affinity?: Affinity;
      readonly tolerations?: Toleration[];
    };
  };
}

export interface OperatorContainer {
  readonly image?: string;
  readonly resources?: Resources;
  readonly env?: readonly { readonly name?: string; readonly value?: string }[];
}

/** The path of an operator's container within its Deployment. */
export const CONTAINER = 'spec.template.spec.containers[0]';

export interface Operator {
  readonly entry: Entry;
  readonly spec: OperatorDeployment;
  readonly container: OperatorContainer;
}

/** The Deployments of the two operators, if they are in the bundle. */
export function operatorsIn(cluster: ClusterView): Operator[] {
  const { kubevirtNamespace, cdiNamespace } = cluster.facts;
  const found = [
    cluster.find('apps', 'Deployment', 'virt-operator', kubevirtNamespace),
    cluster.find('apps', 'Deployment', 'cdi-operator', cdiNamespace),
  ];
  return found.flatMap((entry) => {
    const spec = entry?.isReadable ? entry.object!.spec as OperatorDeployment | undefined : undefined;
    const [container] = items(spec?.template?.spec?.containers);
    return entry === undefined || spec === undefined || container === undefined ? [] : [{ entry, spec, container }];
  });
}

/** The largest whole number of 32 bits. */
const MOST = 2 ** 31 - 1;

export const OPERATOR_REPLICAS: ClusterRule = {
  id: 'KV034',
  name: 'cluster/operator-replicas',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'Each operator runs, in a number of pods that a Deployment can have',
  why: 'Without a pod of the operator nothing looks after the cluster. The API server refuses more than 32 bits hold.',
  remedy: 'Write a whole number from 1.',
  source: own(),
  acceptable: true,

  *check(cluster) {
    for (const { entry, spec: { replicas } } of operatorsIn(cluster)) {
      if (replicas === undefined || (Number.isInteger(replicas) && replicas > 0 && replicas <= MOST)) continue;
      const problem = replicas > MOST
        ? `is ${replicas}, but a Deployment has at most ${MOST} pods`
        : `is ${replicas}, so nothing would look after the cluster`;
      yield faultOf(entry, fault('spec.replicas', problem, this.remedy));
    }
  },
};

export const OPERATOR_RESOURCES: ClusterRule = {
  id: 'KV035',
  name: 'cluster/operator-resources',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'Requests and limits of an operator are quantities, and no request is above its limit',
  why: 'The API server refuses the Deployment or its pods.',
  remedy: 'Write quantities, with each limit at least its request.',
  source: kubernetes('pkg/apis/core/validation/validation.go: validateResourceRequirements'),
  acceptable: false,

  *check(cluster) {
    for (const { entry, container } of operatorsIn(cluster)) {
      const faults = containerResourceFaults(container.resources ?? {}, `${CONTAINER}.resources`);
      for (const each of faults) yield faultOf(entry, each);
    }
  },
};

export const OPERATOR_PLACEMENT: ClusterRule = {
  id: 'KV036',
  name: 'cluster/operator-placement',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'The placement of an operator is one that pods can have',
  why: 'The API server refuses the Deployment.',
  remedy: 'Write labels, an affinity and tolerations that Kubernetes takes.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidatePodTemplateSpec'),
  acceptable: false,

  *check(cluster) {
    for (const { entry, spec: { template } } of operatorsIn(cluster)) {
      for (const each of placementFaults(template?.spec, 'spec.template.spec')) yield faultOf(entry, each);
    }
  },
};
