import { App, Size } from 'cdk8s';
import { Tenant, TENANTS } from './tenants';
import {
  AccessMode,
  CdiRelease,
  CloudInit,
  DeletionGuard,
  Disk,
  EvictionStrategy,
  GoldenImage,
  ImageSource,
  KubeVirtCluster,
  KubeVirtRelease,
  MachineSize,
  TenantNamespace,
  VirtualMachine,
  VolumeSource,
  WorkerPool,
} from '../../src';

const REPLICATED = [AccessMode.READ_WRITE_MANY];

/** One infra cluster of the fleet, with its tenants. All have the same but for the release of KubeVirt. */
export function site(app: App, name: string, kubevirt: KubeVirtRelease, cdi: CdiRelease): KubeVirtCluster {
  const infra = new KubeVirtCluster(app, name, {
    kubevirt,
    cdi,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
  });
  new DeletionGuard(infra, 'deletion-guard');
  const image = new GoldenImage(infra, 'debian-13', {
    source: ImageSource.http(
      'https://cloud.debian.org/images/cloud/trixie/20251117-2299/debian-13-genericcloud-amd64-20251117-2299.qcow2',
    ),
    capacity: Size.gibibytes(5),
    storageClassName: 'fast',
  });
  for (const tenant of TENANTS[name]) addTenant(infra, image, tenant);
  return infra;
}

function addTenant(infra: KubeVirtCluster, image: GoldenImage, { name, nodes, database }: Tenant): void {
  const tenant = new TenantNamespace(infra, name, {
    quota: { cpu: 8, memory: Size.gibibytes(160), storage: Size.tebibytes(1), limits: { memory: Size.gibibytes(256) } },
    access: { editors: { groups: [`${name}-operators`] } },
  });
  if (nodes !== undefined) {
    new WorkerPool(tenant, 'workers', {
      replicas: nodes,
      image,
      size: MachineSize.instancetype('standard-4'),
      bootDisk: { capacity: Size.gibibytes(50), storageClassName: 'fast', accessModes: REPLICATED },
      evictionStrategy: EvictionStrategy.LIVE_MIGRATE,
      cloudInit: CloudInit.fromSecret('workers-cloud-init'),
    });
  }
  if (database) {
    const data = new Disk(tenant, 'data', {
      capacity: Size.gibibytes(100), storageClassName: 'fast', accessModes: REPLICATED,
    });
    const machine = new VirtualMachine(tenant, 'database', {
      image,
      size: MachineSize.instancetype('standard-2'),
      bootDisk: { storageClassName: 'fast', accessModes: REPLICATED },
      volumes: [{ name: 'data', source: VolumeSource.disk(data), serial: 'data' }],
      cloudInit: CloudInit.fromSecret('database-cloud-init'),
    });
    for (const kept of [data, machine]) DeletionGuard.protect(kept);
  }
}
