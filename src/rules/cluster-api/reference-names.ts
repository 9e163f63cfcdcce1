import { HEALTH_CHECK, KUBEVIRT_CLUSTER, MACHINE_DEPLOYMENT, MACHINE_TEMPLATE } from './kinds';
import { Severity } from '../../findings/finding';
import { about } from '../../findings/rule';
import { notDnsSubdomain, notShortSubdomain, taken } from '../../toolkit/names';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

const NOT_THERE = 'so no object has it';

/** Where kinds name the Secret with the kubeconfig of the infra cluster. */
const PATHS = [['infraClusterSecretRef'], ['template', 'spec', 'infraClusterSecretRef']];

export const REFERENCE_NAMES: ObjectRule = {
  id: 'CAPI035',
  name: 'cluster-api/reference-names',
  on: 'object',
  kinds: [MACHINE_DEPLOYMENT, HEALTH_CHECK, KUBEVIRT_CLUSTER, MACHINE_TEMPLATE],
  severity: Severity.ERROR,
  title: 'The Cluster and the Secret of a kubeconfig are named by names that they can have',
  why: 'Cluster API and its provider wait without an end for an object that cannot exist.',
  remedy: 'Write the name of the object.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/api/validation/generic.go: NameIsDNSSubdomain'),
  acceptable: false,

  *check({ spec }) {
    if (typeof spec?.clusterName === 'string') {
      yield* about('spec.clusterName', taken(notShortSubdomain(spec.clusterName), NOT_THERE));
    }
    for (const path of PATHS) {
      const name = path.reduce((object, key) => object?.[key], spec)?.name;
      if (typeof name !== 'string') continue;
      yield* about(`spec.${path.join('.')}.name`, taken(notDnsSubdomain(name), NOT_THERE));
    }
  },
};
