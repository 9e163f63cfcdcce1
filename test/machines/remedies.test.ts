import {
  Architecture, Boot, BundleApp, CdiRelease, CloudInit, CloudInitType, Firmware, Guest, KubeVirtCluster,
  KubeVirtRelease, LaunchSecurity, MachineSize, SshKeys, TenantNamespace, VirtualMachine, VolumeSource, WindowsVersion,
  WorkerPoolProps,
} from '../../src';
import { saidOf } from '../workers/support';

/** The only finding about a pool. */
function onlyOf(props: Partial<WorkerPoolProps>): string {
  const [found, ...others] = saidOf(props);
  expect(others).toEqual([]);
  return found;
}

const sized = (size: object) => ({ size: MachineSize.of({ cores: 2, memory: '4Gi', ...size }) });
const windows = Guest.windows({ version: WindowsVersion.SERVER_2022 });
const KEY = '-----BEGIN OPENSSH PRIVATE KEY-----';

describe('what comes from a prop is mended by props', () => {
  test.each<[string, Partial<WorkerPoolProps>, string]>([
    [
      'secure boot without system management mode',
      { firmware: Firmware.efi(), features: { smm: false } },
      'Write features: { smm: true }, or Firmware.efi({ secureBoot: false }).',
    ],
    [
      'encrypted memory without UEFI',
      { launchSecurity: LaunchSecurity.sev(), architecture: Architecture.AMD64 },
      'Write Firmware.efi({ secureBoot: false }).',
    ],
    [
      'NUMA passthrough alone',
      sized({ numaPassthrough: true }),
      'Write dedicatedCpus: true and hugepages too, or leave numaPassthrough out.',
    ],
    [
      'realtime alone',
      sized({ realtime: true }),
      'Write dedicatedCpus: true, numaPassthrough: true and hugepages too, or leave realtime out.',
    ],
    [
      'an isolated emulator thread alone',
      sized({ isolateEmulatorThread: true }),
      'Write dedicatedCpus: true too, or leave isolateEmulatorThread out.',
    ],
    [
      'a GPU of nothing',
      { gpus: [{ name: 'gpu' }] },
      'Write deviceName, or claim: { claim: …, request: … }.',
    ],
    [
      'a claim that is not listed',
      { gpus: [{ name: 'gpu', claim: { claim: 'c', request: 'r' } }] },
      'deviceClaims does not hold the claim "c" that "gpu" uses. Write it there.',
    ],
    [
      'a secret in user data',
      { cloudInit: CloudInit.inline({ userData: `#cloud-config\nkey: ${KEY}` }) },
      'Put it into a Secret and write CloudInit.fromSecret(…).',
    ],
    [
      'long network data',
      { cloudInit: CloudInit.inline({ userData: '#cloud-config', networkData: `#${'x'.repeat(2100)}` }) },
      'Put it into a Secret and write CloudInit.fromSecret(…, { networkDataSecret: … }).',
    ],
    [
      'keys without cloud-init',
      { sshKeys: [SshKeys.fromSecret('keys')] },
      'Write cloudInit, or SshKeys.fromSecretByGuestAgent(…).',
    ],
    [
      'two disks with one place in the order',
      { volumes: [{ name: 'data', source: VolumeSource.emptyDisk('1Gi'), bootOrder: 1 }] },
      'volumes[0].bootOrder is 1, which "boot" has already. Give each its own number.',
    ],
    [
      'a feature of Hyper-V that others need',
      { guest: windows, features: { hyperV: { vpIndex: false } } },
      'features.hyperV.vpIndex is off, but ipi, synic and tlbflush need it. Turn it on, or ipi, synic and tlbFlush '
        + 'off.',
    ],
  ])('%s', (_case, props, text) => {
    expect(onlyOf(props)).toContain(text);
  });

  test('but by fields if something else changed them', () => {
    const overrides = { template: { spec: { domain: { features: { smm: { enabled: false } } } } } };
    const given = { firmware: { bootloader: { efi: {} } } };
    expect(onlyOf({ overrides: { template: { spec: { domain: { ...overrides.template.spec.domain, ...given } } } } }))
      .toContain('Write features.smm: {}, or secureBoot: false.');
  });
});

test('a Secret with cloud-init data that the bundle lacks is named by the prop', () => {
  const app = new BundleApp();
  const infra = KubeVirtCluster.existing(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0, bundleIsComplete: true,
  });
  new VirtualMachine(TenantNamespace.existing(infra, 'home', { namespaceName: 'cluster-a' }), 'db', {
    boot: Boot.containerDisk('quay.io/containerdisks/fedora:42'),
    size: MachineSize.of({ cores: 2, memory: '4Gi' }),
    cloudInit: CloudInit.fromSecret('data'),
  });
  const missing = app.check().filter(({ rule }) => rule === 'K8S058').map(({ message }) => message);
  expect(missing).toEqual([expect.stringMatching(/^cloudInit .*"data"/)]);
});

describe('one mistake is one finding', () => {
  test('of Windows for arm64', () => {
    expect(onlyOf({ guest: windows, architecture: Architecture.ARM64 }))
      .toContain('architecture is "arm64", but Windows Server 2022 is for amd64.');
  });

  test('of a medium that is not a name', () => {
    const boot = Boot.iso(VolumeSource.containerDisk('quay.io/a/b'), { capacity: '10Gi' });
    expect(onlyOf({ image: undefined, boot })).toContain('boot.medium ');
  });

  test('of drivers without a tag', () => {
    const guest = Guest.windows({ version: WindowsVersion.WINDOWS_10, driversImage: 'quay.io/a/b' });
    expect(onlyOf({ guest })).toContain('guest.driversImage ');
  });
});

test('all features of Hyper-V beside no single one are nothing to find', () => {
  expect(saidOf({ guest: windows, features: { hyperVPassthrough: true, hyperV: {} } })).toEqual([]);
});

test('cloud-init of either kind takes keys', () => {
  const cloudInit = CloudInit.fromSecret('data', { type: CloudInitType.CONFIG_DRIVE });
  expect(saidOf({ cloudInit, sshKeys: [SshKeys.fromSecret('keys')] })).toEqual([]);
});
