import {
  BundleApp, CdiRelease, ClusterApiBootstrap, ClusterApiOptions, GoldenImage, KubeVirtCluster, KubeVirtRelease,
  MachineSize, PoolBackend, TenantNamespace, WorkerPool, WorkerPoolProps,
} from '../../src';

/** An infra cluster that exists, with a tenant and an image. */
export function scene() {
  const app = new BundleApp();
  const infra = KubeVirtCluster.existing(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
  });
  const image = GoldenImage.existing(infra, 'ubuntu', {
    dataSourceName: 'ubuntu', namespaceName: 'golden-images', capacity: '10Gi', cloneableFrom: true,
  });
  return { app, infra, image, tenant: new TenantNamespace(infra, 'acme') };
}

/** A pool of Cluster API, with what is found about it. */
export function pool(props: Partial<WorkerPoolProps> = {}, options: Partial<ClusterApiOptions> = {}) {
  const { app, image, tenant } = scene();
  const made = new WorkerPool(tenant, 'workers', {
    replicas: 3,
    stateless: true,
    image,
    size: MachineSize.of({ cores: 4, memory: '16Gi' }),
    backend: PoolBackend.clusterApi({
      clusterName: 'acme', version: 'v1.35.4', bootstrap: ClusterApiBootstrap.kubeadm(), ...options,
    }),
    ...props,
  });
  const objects = Object.fromEntries(made.objects.map((each) => [each.kind, each.toJson()]));
  return { app, pool: made, objects };
}

/** The rules, with the fields, of what is found about a pool. */
export function found(props: Partial<WorkerPoolProps>, options: Partial<ClusterApiOptions> = {}): string[] {
  return pool(props, options).app.check().map(({ rule, field }) => `${rule} ${field}`);
}
