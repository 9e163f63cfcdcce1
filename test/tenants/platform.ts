import type { Construct } from 'constructs';
import { BundleApp, CdiRelease, ClusterNetworks, InfraCluster, KubeVirtCluster, KubeVirtRelease } from '../../src';
import { errorsOf, noticesOf } from '../findings';

export const NETWORKS: ClusterNetworks = {
  pods: ['10.244.0.0/16', 'fd00:10:244::/56'],
  services: ['10.96.0.0/12', 'fd00:10:96::/108'],
};

/** An app with one cluster that emits nothing, so that a test sees its tenants alone. */
export function platform(
  kubevirt = KubeVirtRelease.V1_9_0,
  networks = NETWORKS,
): { app: BundleApp; infra: InfraCluster } {
  const app = new BundleApp();
  return { app, infra: KubeVirtCluster.existing(app, 'infra', { kubevirt, cdi: CdiRelease.V1_66_0, networks }) };
}

/** What synthesis finds wrong, one line a sentence. Its notices are not printed. */
export function problems(app: BundleApp): string[] {
  return errorsOf(app);
}

export function notices(construct: Construct): string[] {
  return noticesOf(construct);
}
