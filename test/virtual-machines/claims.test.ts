import {
  Boot, BundleApp, CdiRelease, Disk, DiskContent, ImageSource, KubeVirtCluster, KubeVirtRelease, MachineSize,
  PersistentDiskProps, Severity, TenantNamespace, VirtualMachine, VirtualMachineProps, VolumeSource, WorkerPool,
} from '../../src';

/** Machines that share a claim, or cannot use it: each mistake is one finding. */
const SIZE = MachineSize.of({ cores: 2, memory: '4Gi' });

function program(bundleIsComplete = false) {
  const app = new BundleApp();
  const infra = KubeVirtCluster.existing(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0, bundleIsComplete,
  });
  const [home, other] = ['home', 'other'].map((id) => new TenantNamespace(infra, id));
  const disk = (id: string, props: Partial<PersistentDiskProps> = {}, tenant = home) => (
    new Disk(tenant, id, { capacity: '10Gi', ...props }));
  const machine = (id: string, props: Partial<VirtualMachineProps>) => (
    new VirtualMachine(home, id, { size: SIZE, ...props }));
  const errors = (): string[] => (
    app.check().filter(({ severity }) => severity === Severity.ERROR).map(({ rule, where }) => `${rule} ${where}`));
  return { app, infra, home, other, disk, machine, errors };
}

test('a disk that three machines boot from is one finding, which names the other two', () => {
  const { app, disk, machine, errors } = program();
  const boot = Boot.disk(disk('data'));
  ['a', 'b', 'c'].forEach((id) => machine(id, { boot }));
  expect(errors()).toEqual(['VM160 infra/home/b/VirtualMachine']);
  expect(app.check().find(({ rule }) => rule === 'VM160')?.message)
    .toContain('which infra/home/a/VirtualMachine, infra/home/c/VirtualMachine use as well');
});

test('members of a pool that write to one claim are told by the rule about pools alone', () => {
  const { home, errors } = program();
  new WorkerPool(home, 'a', { replicas: 2, size: SIZE, boot: Boot.claim('root') });
  expect(errors()).toEqual(['POOL016 infra/home/a/VirtualMachinePool']);
});

test('a disk of another tenant is one finding, even if the bundle is said to be complete', () => {
  const { disk, machine, other, errors } = program(true);
  machine('a', { boot: Boot.disk(disk('data', {}, other)) });
  const volumes = [{ name: 'data', source: VolumeSource.disk(disk('x', {}, other)) }];
  machine('b', { boot: Boot.disk(disk('more')), volumes });
  expect(errors()).toEqual(['VM162 infra/home/a', 'VM162 infra/home/b']);
});

test('two disks of one name are one finding, even if two machines use them', () => {
  const { disk, machine, errors } = program();
  machine('a', { boot: Boot.disk(disk('x')) });
  machine('b', { boot: Boot.disk(disk('y', { name: 'x', dataVolume: true })) });
  expect(errors()).toEqual(['DSK006 infra/home/y/DataVolume']);
});

test('a disk that the machine adopts is one finding, even if another machine uses it', () => {
  const { app, disk, machine, errors } = program();
  machine('a', { boot: Boot.iso(VolumeSource.claim('iso'), { capacity: '10Gi' }) });
  machine('b', { boot: Boot.disk(disk('a-boot')) });
  expect(errors()).toEqual(['DSK001 infra/home/a/VirtualMachine']);
  expect(app.check().find(({ rule }) => rule === 'DSK001')?.message)
    .toMatch(/^name gives a disk the name "a-boot", so the machine adopts PersistentVolumeClaim "a-boot" of/);
});

test.each([
  ['blank', DiskContent.blank()],
  ['imported', DiskContent.imported(ImageSource.http('https://images.example.com/debian-13.1.qcow2'))],
])('the wrong name of a disk that is %s is one finding', (_name, content) => {
  const { app, disk } = program();
  disk('x', { name: 'Not a name!', content });
  expect(app.check().map(({ message }) => message)).toEqual([
    'name "Not a name!" is not a DNS subdomain, so the API server refuses it.',
  ]);
});

test('a blank DataVolume without a size is not told of an image', () => {
  const { app, disk } = program();
  disk('x', { capacity: undefined, dataVolume: true });
  disk('y', {
    capacity: undefined, dataVolume: true, content: DiskContent.imported(ImageSource.http('https://a.example/b.raw')),
  });
  expect(app.check().map(({ message }) => message)).toEqual([
    'capacity is missing, so nobody knows how large the disk is.',
    'capacity is missing: CDI must know how big a disk to make before it has seen the image.',
  ]);
});
