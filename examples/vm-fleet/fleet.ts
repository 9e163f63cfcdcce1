import { App, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  AccessMode,
  BackupSchedule,
  Boot,
  CdiRelease,
  CloudInit,
  Disk,
  Findings,
  GoldenImage,
  Guest,
  ImageSource,
  KubeVirtCluster,
  KubeVirtRelease,
  MachineServiceType,
  MachineSize,
  PodNetworkBinding,
  Preset,
  RunStrategy,
  SchedulingPolicy,
  SshKeys,
  StorageProfile,
  Sysprep,
  TenantNamespace,
  VirtualMachine,
  VirtualMachineReplicaSet,
  VirtualMachineSnapshot,
  VolumeMode,
  VolumeSource,
  WindowsVersion,
  WorkerPool,
} from '../../src';

/** Machines that are servers and desktops, not nodes. Your own program imports all of this from 'cdk8s-kubevirt'. */
export function fleet(app: App, kubevirt: KubeVirtRelease, cdi: CdiRelease): KubeVirtCluster {
  // Windows keeps the content of its TPM in the class `files`. Disks are in the class `fast`, which can be snapshotted.
  const infra = new KubeVirtCluster(app, 'infra-eu2', {
    kubevirt,
    cdi,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
    kubevirtConfig: { vmStateStorageClass: 'files' },
  });
  new StorageProfile(infra, 'fast', {
    modes: [{ accessModes: [AccessMode.READ_WRITE_MANY], volumeMode: VolumeMode.BLOCK }],
    snapshotClassName: 'fast-snapshots',
  });
  const debian = new GoldenImage(infra, 'debian-13', {
    source: ImageSource.http(
      'https://cloud.debian.org/images/cloud/trixie/20251117-2299/debian-13-genericcloud-amd64-20251117-2299.qcow2',
    ),
    capacity: Size.gibibytes(5),
    storageClassName: 'fast',
  });
  const windows = (version: string) => new GoldenImage(infra, `windows-${version}`, {
    source: ImageSource.registry(`docker://registry.example.org/windows/${version}:2025-11`),
    capacity: Size.gibibytes(64),
    storageClassName: 'fast',
  });
  const nightly = { 'example.org/backup': 'nightly' };

  // A shop. The data of its database are on a disk that outlives the machine, and grows by a number in Git. Before the
  // upgrade to the second version, Git asks for a snapshot to return to.
  const shop = new TenantNamespace(infra, 'shop', {
    quota: { cpu: 8, memory: Size.gibibytes(96), storage: Size.tebibytes(1), limits: { memory: Size.gibibytes(192) } },
    access: { editors: { groups: ['shop-operators'] } },
  });
  const orders = new Disk(shop, 'orders', { capacity: Size.gibibytes(200), storageClassName: 'fast' });
  const db = new VirtualMachine(shop, 'db', {
    image: debian,
    size: MachineSize.of({ cores: 4, memory: Size.gibibytes(16) }),
    volumes: [{ name: 'orders', source: VolumeSource.disk(orders), serial: 'orders' }],
    cloudInit: CloudInit.fromSecret('db-cloud-init'),
    sshKeys: [SshKeys.fromSecret('shop-ssh-keys')],
    labels: nightly,
  });
  new VirtualMachineSnapshot(shop, 'db-before-v2', { machineName: db.machineName });

  // Its web servers keep nothing: each boots what the container image holds.
  const web = new VirtualMachineReplicaSet(shop, 'web', {
    replicas: 2,
    boot: Boot.containerDisk('quay.io/containerdisks/debian:13'),
    size: MachineSize.of({ cores: 2, memory: Size.gibibytes(4) }),
    cloudInit: CloudInit.inline({ userData: '#cloud-config\npackages: [nginx]\n' }),
    scheduling: new SchedulingPolicy(shop, 'spread', { podAntiAffinityPreset: Preset.SOFT }),
  });

  // Customers reach them through a load balancer, and nobody else does: the tenant's isolation opens this one port.
  web.expose('shop', {
    type: MachineServiceType.LOAD_BALANCER,
    ports: [{ port: 443 }],
    from: { cidrs: ['0.0.0.0/0', '::/0'] },
  });
  // The database has a Service by cdk8s-plus, which takes our machines as it takes its own workloads.
  new kplus.Service(db, 'sql', { metadata: { name: 'sql' }, selector: db, ports: [{ port: 5432 }] });

  // Its workers follow the load: as many as it takes for each to use one and a half of its two CPUs.
  const workers = new WorkerPool(shop, 'workers', {
    podNetwork: PodNetworkBinding.MASQUERADE,
    autoscale: { min: 2, max: 6, cpu: 1.5 },
    image: debian,
    size: MachineSize.of({ cores: 2, memory: Size.gibibytes(4) }),
    cloudInit: CloudInit.fromSecret('workers-cloud-init'),
    stateless: true,
  });
  Findings.accept(workers, 'HPA007', 'the number 2 was handed over when the pool was made');

  // An office: desktops with Windows 11, which ask nothing when they are first started, and a file server.
  const office = new TenantNamespace(infra, 'office', {
    quota: { cpu: 8, memory: Size.gibibytes(96), storage: Size.tebibytes(2), limits: { memory: Size.gibibytes(192) } },
    access: { editors: { groups: ['office-it'] }, viewers: { groups: ['office'] } },
  });
  new WorkerPool(office, 'desktops', {
    podNetwork: PodNetworkBinding.MASQUERADE,
    replicas: 3,
    image: windows('11'),
    guest: Guest.windows({
      version: WindowsVersion.WINDOWS_11, virtio: true, sysprep: Sysprep.fromSecret('desktop-answers'),
    }),
    size: MachineSize.of({ cores: 4, memory: Size.gibibytes(8) }),
  });
  const shares = new Disk(office, 'shares', { capacity: Size.gibibytes(500), storageClassName: 'fast' });
  new VirtualMachine(office, 'files', {
    image: windows('server-2022'),
    guest: Guest.windows({ version: WindowsVersion.SERVER_2022, virtio: true }),
    size: MachineSize.of({ cores: 2, memory: Size.gibibytes(8) }),
    volumes: [{ name: 'shares', source: VolumeSource.disk(shares) }],
    labels: nightly,
  });

  // A machine that somebody starts when old documents are to be read. Its disk is an import of its own.
  new VirtualMachine(office, 'archive', {
    boot: Boot.imported(ImageSource.http('https://images.example.org/archive-2019.qcow2'), { capacity: '20Gi' }),
    bootDisk: { storageClassName: 'fast' },
    size: MachineSize.of({ cores: 1, memory: Size.gibibytes(2) }),
    runStrategy: RunStrategy.MANUAL,
  });

  // What must not be lost with the storage is copied elsewhere every night.
  new BackupSchedule(infra, 'nightly', {
    schedule: '0 3 * * *',
    tenants: [shop, office],
    machineLabels: nightly,
    keptFor: Duration.days(14),
    moveData: true,
  });
  return infra;
}
