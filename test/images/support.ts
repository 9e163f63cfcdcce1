import { ApiObject, Size } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import {
  BootImage,
  BundleApp,
  CdiRelease,
  GoldenImage,
  GoldenImageProps,
  ImageSource,
  InfraCluster,
  KubeVirtCluster,
  KubeVirtRelease,
  Tenant,
} from '../../src';
import { ExistingTenant } from '../../src/tenants/existing-tenant';
import { errorsOf, noticesOf } from '../findings';

/** A program with one cluster. */
export class Program {
  public readonly app: BundleApp;
  public readonly infra: InfraCluster;

  constructor(outdir: string, cdi: CdiRelease = CdiRelease.V1_66_0) {
    this.app = new BundleApp({ outdir });
    this.infra = KubeVirtCluster.existing(this.app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi });
  }

  public tenant(namespaceName: string): Tenant {
    return new ExistingTenant(this.infra, namespaceName, { namespaceName });
  }

  public image(props: Partial<GoldenImageProps> = {}, id = 'ubuntu'): GoldenImage {
    return new GoldenImage(this.infra, id, {
      source: ImageSource.http('https://images.example.com/ubuntu.qcow2'),
      capacity: Size.gibibytes(10),
      ...props,
    });
  }

  /** A machine of somebody's own in a namespace, with a disk that is a clone. */
  public machine(namespace: string, source: object, spec: object = {}, scope: Construct = this.infra): ApiObject {
    const {
      node: { children },
    } = scope;
    const name = `machine-${children.length}`;
    const disk = {
      metadata: { name },
      spec: { storage: { resources: { requests: { storage: '20Gi' } } }, ...source },
    };
    const devices = { disks: [{ name: 'root', disk: { bus: 'virtio' } }], autoattachPodInterface: false };
    const vmi = {
      domain: { devices, memory: { guest: '1Gi' } },
      volumes: [{ name: 'root', dataVolume: { name } }],
      ...spec,
    };
    return new ApiObject(scope, name, {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachine',
      metadata: { name, namespace },
      spec: { runStrategy: 'Always', dataVolumeTemplates: [disk], template: { spec: vmi } },
    } as never);
  }

  /** What is wrong, or an empty text. Also proves that what is not wrong is acceptable to the release's schemas. */
  public problems(): string {
    return errorsOf(this.app).join('\n');
  }
}

/** The objects that a construct and those below it emit. */
export function objects(construct: IConstruct): any[] {
  return construct.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .map((apiObject) => apiObject.toJson());
}

/** The one object of a kind. */
export function objectOf(construct: IConstruct, kind: string): any {
  const found = objects(construct).filter((object) => object.kind === kind);
  expect(found).toHaveLength(1);
  return found[0];
}

export function notices(image: BootImage): string[] {
  return noticesOf(image);
}
