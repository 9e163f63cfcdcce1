import type { Construct } from 'constructs';
import { BundleApp, CdiRelease, ClusterNetworks, InfraCluster, KubeVirtCluster, KubeVirtRelease } from '../../src';
import { noticesOf } from '../../src/validation/notices';

export const NETWORKS: ClusterNetworks = { pods: ['10.244.0.0/16', 'fd00:10:244::/56'], services: ['10.96.0.0/12', 'fd00:10:96::/108'] };

/** An app with one cluster of which nothing is emitted, so that a test sees its tenants alone. */
export function platform(kubevirt = KubeVirtRelease.V1_9_0, networks = NETWORKS): { app: BundleApp; infra: InfraCluster } {
  const app = new BundleApp();
  return { app, infra: KubeVirtCluster.existing(app, 'infra', { kubevirt, cdi: CdiRelease.V1_66_0, networks }) };
}

/** What synthesis finds wrong, one line a sentence. Its notices are not printed. */
export function problems(app: BundleApp): string[] {
  const quiet = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    app.synthYaml();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).map((line) => line.trim());
  } finally {
    quiet.mockRestore();
  }
}

export function notices(construct: Construct): string[] {
  return noticesOf(construct);
}
