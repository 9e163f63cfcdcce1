import type { Labels } from '../toolkit/label-selector';
import { notLabelValue } from '../toolkit/names';

const MANAGED_BY = 'cdk8s-kubevirt';

/**
 * Labels that tell a reviewer whose an object is: the recommended ones of Kubernetes, and the names of the cluster and
 * the tenant in the program. Objects that controllers hand their labels on from do not get them: the operators, their
 * custom resources and StorageProfiles, and all that is within a machine.
 */
export function recommendedLabels(cluster: string, tenant?: string): Labels {
  return {
    'app.kubernetes.io/managed-by': MANAGED_BY,
    ...named('app.kubernetes.io/part-of', tenant ?? cluster),
    ...named('cdk8s-kubevirt.io/cluster', cluster),
    ...named('cdk8s-kubevirt.io/tenant', tenant),
  };
}

/** A label, if the API server takes the name as its value. */
function named(key: string, name: string | undefined): Labels {
  return name === undefined || name === '' || notLabelValue(name) !== undefined ? {} : { [key]: name };
}
