import {
  BundleApp, CdiRelease, GoldenImage, ImageSource, KubeVirtCluster, KubeVirtRelease, MachineDeploymentOptions,
  MachineSize, NodeOperatingSystem, PoolBackend, TenantCluster, TenantNamespace, WorkerPool, WorkerPoolProps,
} from '../../src';

/** A program with an infra cluster, a tenant with its own Kubernetes cluster, and a pool of nodes. */
export class Nodes {
  public readonly app = new BundleApp();
  public readonly infra = new KubeVirtCluster(this.app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
  });

  public readonly image = new GoldenImage(this.infra, 'ubuntu', {
    source: ImageSource.http('https://images.example.com/ubuntu.qcow2'), capacity: '10Gi', storageClassName: 'fast',
  });

  public readonly tenant = new TenantNamespace(this.infra, 'acme');
  public readonly cluster = new TenantCluster(this.app, 'acme', { tenant: this.tenant, kubernetes: '1.35.8' });

  public pool(
    props: Partial<WorkerPoolProps> = {}, options: Partial<MachineDeploymentOptions> = {}, id = 'workers',
  ): WorkerPool {
    const backend = PoolBackend.machineDeployment({
      cluster: this.cluster, operatingSystem: NodeOperatingSystem.ubuntu(), ...options,
    });
    return new WorkerPool(this.tenant, id, {
      replicas: 3, image: this.image, size: MachineSize.instancetype('standard-2'), backend, ...props,
    });
  }
}

/** The MachineDeployment of a pool. */
export function deploymentOf(
  props: Partial<WorkerPoolProps> = {}, options: Partial<MachineDeploymentOptions> = {},
): any {
  return new Nodes().pool(props, options).objects[0].toJson();
}

/** Its `providerSpec.value`. */
export const configOf = (...args: Parameters<typeof deploymentOf>) => (
  deploymentOf(...args).spec.template.spec.providerSpec.value);
/** Its `cloudProviderSpec`. */
export const providerOf = (...args: Parameters<typeof deploymentOf>) => configOf(...args).cloudProviderSpec;
/** Its `virtualMachine`. */
export const machineOf = (...args: Parameters<typeof deploymentOf>) => providerOf(...args).virtualMachine;
