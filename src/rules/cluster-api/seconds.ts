import { capi } from './names';
import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';

export const WHOLE_SECONDS: PropRule = {
  id: 'CAPI025',
  name: 'cluster-api/whole-seconds',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Times of a pool of Cluster API are whole seconds',
  why: 'The API has whole seconds, so a part of one would be lost.',
  remedy: 'Write whole seconds.',
  source: capi('core/config/crd/bases/cluster.x-k8s.io_machinedeployments.yaml'),
  acceptable: false,
};
