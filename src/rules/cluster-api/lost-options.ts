import { capi } from './names';
import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';

export const LOST_OPTIONS: PropRule = {
  id: 'CAPI031',
  name: 'cluster-api/lost-options',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Each option of a pool or a cluster of Cluster API has an effect',
  why: 'What the objects cannot say beside another option would be lost without a word.',
  remedy: 'Leave one of the two out.',
  source: capi('api/bootstrap/kubeadm/v1beta2/kubeadm_types.go, api/core/v1beta2/machinedeployment_types.go, '
    + 'util/annotations/helpers.go: IsExternallyManaged'),
  acceptable: false,
};
