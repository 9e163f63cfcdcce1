import { CLUSTER, MACHINE_DEPLOYMENT } from './kinds';
import { Severity } from '../../findings/finding';
import { about } from '../../findings/rule';
import { CLUSTER_API } from '../../releases/cluster-api';
import { notLabelValue } from '../../toolkit/names';
import type { ObjectRule } from '../rule';
import { clusterApi } from '../sources';

/** A file of the release of Cluster API whose facts we have. */
export function capi(file: string) {
  return clusterApi(file, CLUSTER_API.version);
}

export const NAMES: ObjectRule = {
  id: 'CAPI001',
  name: 'cluster-api/names',
  on: 'object',
  kinds: [CLUSTER, MACHINE_DEPLOYMENT],
  severity: Severity.ERROR,
  title: 'The names of a Cluster and of a MachineDeployment are values of labels',
  why: 'Machines have them as labels, so Cluster API\'s webhook refuses longer ones.',
  remedy: 'Use at most 63 characters.',
  source: capi('core/webhooks/admission/machinedeployment.go, cluster.go: validate'),
  acceptable: false,

  *check({ metadata: { name } }) {
    yield* about('metadata.name', notLabelValue(name));
  },
};
