import { CLUSTER_LABEL, DEPLOYMENT_LABEL, MACHINE_DEPLOYMENT } from './kinds';
import { capi } from './names';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { selects } from '../../toolkit/label-selector';
import { present } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';

export const SAME_CLUSTER: ObjectRule = {
  id: 'CAPI002',
  name: 'cluster-api/same-cluster',
  on: 'object',
  kinds: [MACHINE_DEPLOYMENT],
  severity: Severity.ERROR,
  title: 'A MachineDeployment and its machines are of the same Cluster',
  why: 'Cluster API\'s webhook refuses two names.',
  remedy: 'Write the same clusterName in both places.',
  source: capi('core/webhooks/admission/machinedeployment.go: validate'),
  acceptable: false,

  *check({ spec }) {
    const { clusterName, template } = spec;
    if (template.spec.clusterName === clusterName) return;
    yield fault('spec.template.spec.clusterName',
      `is "${template.spec.clusterName}", but spec.clusterName is "${clusterName}"`, this.remedy);
  },
};

export const SELECTOR: ObjectRule = {
  id: 'CAPI003',
  name: 'cluster-api/selector',
  on: 'object',
  kinds: [MACHINE_DEPLOYMENT],
  severity: Severity.ERROR,
  title: 'A MachineDeployment selects the machines that it makes',
  why: 'Cluster API\'s webhook refuses a selector that does not match the labels of the template.',
  remedy: 'Write the selector\'s labels into spec.template.metadata.labels.',
  source: capi('core/webhooks/admission/machinedeployment.go: validate'),
  acceptable: false,

  *check({ metadata: { name }, spec }) {
    const { selector, template, clusterName } = spec;
    const isEmpty = present(selector.matchLabels).length === 0 && (selector.matchExpressions ?? []).length === 0;
    // the webhook writes the label of the Cluster, and without a selector that of the MachineDeployment
    const labels = { ...template.metadata?.labels, ...(isEmpty && { [DEPLOYMENT_LABEL]: name }) };
    const matchLabels = { ...selector.matchLabels, [CLUSTER_LABEL]: clusterName };
    if (selects({ ...selector, matchLabels }, { ...labels, [CLUSTER_LABEL]: clusterName })) return;
    yield fault('spec.selector', 'does not match the labels of the template, so no machine would belong to the '
      + 'MachineDeployment', this.remedy);
  },
};
