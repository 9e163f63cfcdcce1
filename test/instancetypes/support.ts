import type { ApiObject } from 'cdk8s';
import { BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease, TenantNamespace } from '../../src';

/** A cluster that exists, with a tenant of ours. */
export function program(kubevirt: KubeVirtRelease = KubeVirtRelease.V1_9_0) {
  const app = new BundleApp();
  const infra = KubeVirtCluster.existing(app, 'infra', { kubevirt, cdi: CdiRelease.V1_66_0 });
  const tenant = new TenantNamespace(infra, 'acme', { standardSizes: false });
  return { app, infra, tenant };
}

/** The spec as it will be written. */
export function specOf(object: ApiObject): any {
  return object.toJson().spec;
}
