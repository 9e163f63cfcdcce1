import { join } from 'node:path';
import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Plain } from './case';
import {
  BundleApp,
  CdiRelease,
  Finding,
  GoldenImage,
  GoldenImageProps,
  ImageSource,
  InfraCluster,
  KubeVirtCluster,
  KubeVirtClusterProps,
  KubeVirtRelease,
  MachineSize,
  SchedulingPolicy,
  SchedulingPolicyProps,
  Tenant,
  TenantNamespace,
  TenantNamespaceProps,
  WorkerPool,
  WorkerPoolProps,
} from '../../src';
import { synthesise } from '../../src/app/synthesis';

/** The namespace of a tenant of ours. */
export const TENANT = 'cluster-acme';

/** Namespaces that every cluster of the corpus has. */
export const NAMESPACES = ['cluster-a', 'golden-images', TENANT, 'golden-images-debian', 'velero'];

/**
 * What a wrong program stands in: a cluster that emits nothing, so that its fault is the only one, with a tenant, an
 * image and a size that are there already. Each part is made when it is first asked for.
 */
export class Scene {
  public readonly app: BundleApp;
  /** What was found where the program had to stop. */
  public readonly stopped: Finding[] = [];
  /** The files of the bundle that the program replaces. */
  private written?: ReadonlyMap<string, string>;
  private existingCluster?: InfraCluster;
  private existingTenant?: Tenant;
  private existingImage?: ReturnType<typeof GoldenImage.existing>;

  /** @param configurationFile a file of `configurations/` */
  constructor(
    public readonly kubevirt: KubeVirtRelease,
    public readonly cdi: CdiRelease,
    configurationFile: string = 'none.yaml',
  ) {
    this.app = new BundleApp({ configurationFile: join(__dirname, 'configurations', configurationFile) });
  }

  /** A cluster that exists. */
  public get infra(): InfraCluster {
    const networks = { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] };
    return (this.existingCluster ??= KubeVirtCluster.existing(this.app, 'infra', {
      kubevirt: this.kubevirt,
      cdi: this.cdi,
      networks,
    }));
  }

  /** A tenant whose namespace exists. */
  public get home(): Tenant {
    return (this.existingTenant ??= TenantNamespace.existing(this.infra, 'home', { namespaceName: NAMESPACES[0] }));
  }

  /** An image that exists, of 10Gi. */
  public get ubuntu() {
    return (this.existingImage ??= GoldenImage.existing(this.infra, 'ubuntu', {
      dataSourceName: 'ubuntu-24-04',
      namespaceName: NAMESPACES[1],
      capacity: '10Gi',
      cloneableFrom: true,
    }));
  }

  /** A cluster of ours, of the scene's releases. */
  public cluster(props: Partial<KubeVirtClusterProps> = {}): KubeVirtCluster {
    return new KubeVirtCluster(this.app, 'infra', { kubevirt: this.kubevirt, cdi: this.cdi, ...props });
  }

  /** A tenant of ours. */
  public tenant(props: TenantNamespaceProps = {}, id = 'acme'): TenantNamespace {
    return new TenantNamespace(this.infra, id, { id, ...props });
  }

  /** An image of ours. */
  public image(props: Partial<GoldenImageProps> = {}, id = 'debian', scope: Construct = this.infra): GoldenImage {
    return new GoldenImage(scope, id, {
      source: ImageSource.http('https://images.example.com/debian.qcow2'),
      capacity: '10Gi',
      ...props,
    });
  }

  /** A pool of the tenant that exists. */
  public pool(props: Partial<WorkerPoolProps> = {}, id = 'workers'): WorkerPool {
    return new WorkerPool(this.home, id, {
      replicas: 1,
      size: MachineSize.of({ cores: 2, memory: '4Gi' }),
      image: this.ubuntu,
      ...props,
    });
  }

  /** Lets the program replace the bundle of another one, in another scene of the same releases. */
  public replaces(program: (before: Scene) => unknown): void {
    const before = new Scene(this.kubevirt, this.cdi);
    program(before);
    this.written = filesOf(before.app);
  }

  /** What synthesis finds. */
  public findings(): readonly Finding[] {
    const { written } = this;
    if (written === undefined) return this.app.check();
    const nothing = { acceptances: [], findings: [] };
    return synthesise(this.app, nothing, { written: (path) => written.get(path) }).findings;
  }

  /** Does something at which the program stops. */
  public stops(action: () => unknown): void {
    try {
      action();
    } catch (error) {
      this.stopped.push(...(error as { readonly findings: Finding[] }).findings);
    }
  }

  public policy(props: SchedulingPolicyProps, id = 'policy'): SchedulingPolicy {
    return new SchedulingPolicy(this.infra, id, props);
  }
}

/** The files that a program writes. */
function filesOf(app: BundleApp): ReadonlyMap<string, string> {
  const { files } = synthesise(app, { acceptances: [], findings: [] });
  return new Map([...files].map(([path, pieces]) => [path, [...pieces].join('')]));
}

/** The objects below a construct, of the kinds that are named, or all of them. */
export function emitted(construct: Construct, ...kinds: string[]): ApiObject[] {
  return construct.node
    .findAll()
    .filter(ApiObject.isApiObject)
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
}

/** The object with another value somewhere in it, by a JSON patch. */
export function patched<T extends ApiObject>(object: T, path: string, value: unknown): T {
  object.addJsonPatch(value === undefined ? JsonPatch.remove(path) : JsonPatch.add(path, value));
  return object;
}

/** The object with a given spec, in the namespace that the corpus has. */
export function plain(
  apiVersion: string,
  kind: string,
  name: string,
  spec: object,
  namespace: string | undefined = NAMESPACES[0],
): Plain {
  return { apiVersion, kind, metadata: { name, namespace }, spec };
}

/** The pod that imports an image. */
export function importer(spec: object, resources?: object): Plain {
  return plain(
    'v1',
    'Pod',
    'importer-debian',
    { containers: [{ name: 'importer', image: 'cdi-importer', resources }], ...spec },
    NAMESPACES[1],
  );
}

/** The launcher pod of a machine, in what Kubernetes looks at of where it may run. */
export function launcher(scheduling: object): Plain {
  return plain('v1', 'Pod', 'virt-launcher-workers-0', {
    containers: [{ name: 'compute', image: 'virt-launcher' }],
    ...scheduling,
  });
}

/** For what has no object that a server could look at. */
export function noObjects(..._constructs: unknown[]): Plain[] {
  return [];
}
