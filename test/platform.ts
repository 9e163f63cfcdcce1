import { ApiObject, Size } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  BundleApp, CdiRelease, GoldenImage, GoldenImageProps, ImageSource, KubeVirtCluster, KubeVirtClusterProps,
  KubeVirtRelease, MachineSize, TenantNamespace, TenantNamespaceProps, WorkerPool, WorkerPoolProps,
} from '../src';

/** Where images of the tests come from. */
export const IMAGE = 'https://images.example.com/debian-13.1.qcow2';

/** A program with a cluster and a tenant, and whatever a test adds. */
export class Platform {
  public readonly app = new BundleApp();
  public readonly infra: KubeVirtCluster;
  public readonly tenant: TenantNamespace;

  constructor(cluster: Partial<KubeVirtClusterProps> = {}, tenant: TenantNamespaceProps = {}) {
    this.infra = new KubeVirtCluster(this.app, 'infra', {
      kubevirt: KubeVirtRelease.V1_9_0,
      cdi: CdiRelease.V1_66_0,
      networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
      ...cluster,
    });
    this.tenant = new TenantNamespace(this.infra, 'acme', tenant);
  }

  public image(props: Partial<GoldenImageProps> = {}, id = 'debian', scope: Construct = this.infra): GoldenImage {
    const source = ImageSource.http(IMAGE);
    return new GoldenImage(scope, id, { source, capacity: '10Gi', storageClassName: 'fast', ...props });
  }

  public pool(props: Partial<WorkerPoolProps> = {}, id = 'workers', tenant = this.tenant): WorkerPool {
    const size = MachineSize.of({ cores: 1, memory: Size.gibibytes(2) });
    const image = props.image ?? this.image({}, `${id}-image`);
    return new WorkerPool(tenant, id, { replicas: 3, size, ...props, image });
  }

  /** An object that somebody else wrote. */
  public plain(apiVersion: string, kind: string, metadata: object, fields: object, scope: Construct = this.infra) {
    return new ApiObject(scope, `plain-${kind}`, { apiVersion, kind, metadata, ...fields } as never);
  }

  /** The objects of a kind. */
  public all(kind: string): any[] {
    return this.app.node.findAll().filter(ApiObject.isApiObject).filter((object) => object.kind === kind)
      .map((object) => object.toJson());
  }
}

/** A list with one text, which has these words. */
export const only = (text: string) => [expect.stringContaining(text)];
