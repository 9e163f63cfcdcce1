import type { IConstruct } from 'constructs';
import { Tenant } from './tenant';
import { InfraCluster } from '../cluster/infra-cluster';
import { scopesAround } from '../given/id';
import { recommendedLabels } from '../layout/recommended-labels';
import type { Labels } from '../toolkit/label-selector';

/** The labels of all that stands in a tenant, or else in a cluster, by that construct. */
const KNOWN = new WeakMap<IConstruct, Labels>();

/** The recommended labels of what a construct makes: those of its tenant, or else of its cluster. */
export function labelsAround(construct: IConstruct): Labels {
  const tenant = scopesAround(construct).find((scope): scope is Tenant => scope instanceof Tenant);
  const owner = tenant ?? InfraCluster.containing(construct);
  const known = KNOWN.get(owner);
  if (known !== undefined) return known;
  const { clusterName } = tenant?.cluster ?? (owner as InfraCluster);
  const labels = recommendedLabels(clusterName, tenant?.node.id);
  KNOWN.set(owner, labels);
  return labels;
}
