import {
  Boot, BundleApp, CdiRelease, Disk, DiskContent, ImageSource, KubeVirtCluster, KubeVirtRelease, MachineSize,
  TenantNamespace, VirtualMachine, WorkerPool,
} from '../../../src';
import { findingsOf } from '../../findings';

const SIZE = MachineSize.of({ cores: 1, memory: '1Gi' });
const DIGEST = `sha256:${'0'.repeat(64)}`;

function tenantOf(app: BundleApp, cdi: CdiRelease): TenantNamespace {
  const infra = KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi });
  return new TenantNamespace(infra, 'acme');
}

/** What is found about a machine that imports its boot disk. */
function bootFindings(source: ImageSource, cdi = CdiRelease.V1_66_0): string[] {
  const app = new BundleApp();
  new VirtualMachine(tenantOf(app, cdi), 'db', { size: SIZE, boot: Boot.imported(source, { capacity: '10Gi' }) });
  return findingsOf(app).filter((line) => line.includes('acme/db'));
}

/** What is found about a disk of its own. */
function diskFindings(source: ImageSource, cdi = CdiRelease.V1_66_0): string[] {
  const app = new BundleApp();
  new Disk(tenantOf(app, cdi), 'data', { capacity: '10Gi', content: DiskContent.imported(source) });
  return findingsOf(app).filter((line) => line.includes('acme/data'));
}

const only = (...texts: string[]) => texts.map((text) => expect.stringContaining(text));

describe('the advice about a source that may mean something else tomorrow fits the source', () => {
  const LATEST = 'https://images.example.com/latest/debian.qcow2';

  test('a file that a machine imports has no checksum', () => {
    expect(bootFindings(ImageSource.http(LATEST))).toEqual(only(
      'leads through "latest" and has no checksum, so the same program makes different disks. Name a file of one '
      + 'version, or import it by a GoldenImage or a Disk, which can verify a checksum.',
    ));
  });

  test('a file that fills a disk can have a checksum, if the release of CDI knows it', () => {
    expect(diskFindings(ImageSource.http(LATEST))).toEqual(only('Name a file of one version, or give its checksum.'));
    expect(diskFindings(ImageSource.http(LATEST), CdiRelease.V1_64_0))
      .toEqual([expect.stringMatching(/Name a file of one version\.$/)]);
    expect(diskFindings(ImageSource.http(LATEST, { checksum: DIGEST }))).toEqual([]);
  });

  test('a container image has a version or a digest, and a golden image can follow it', () => {
    expect(bootFindings(ImageSource.registry('docker://quay.io/a/b:nightly'))).toEqual(only(
      'has the tag "nightly", so the same program makes different disks. Name a version or a digest, or clone a '
      + 'GoldenImage whose source has a refresh',
    ));
  });

  test('an object in a bucket has neither a checksum nor a refresh', () => {
    const sources = [ImageSource.s3('https://s3.example.com/images/current.raw'), ImageSource.gcs('gs://a/latest.raw')];
    for (const source of sources) {
      const [line, ...others] = diskFindings(source);
      expect(line).toMatch(/Name an object that holds one version\.$/);
      expect(line).not.toMatch(/checksum|refresh/);
      expect(others).toEqual([]);
    }
  });

  test.each([
    'stable-diffusion-1.2.qcow2', 'models/rolling-stones.img', 'latest/debian-20260301.qcow2', 'concurrent.raw',
  ])('"%s" means one version', (path) => {
    expect(diskFindings(ImageSource.http(`https://images.example.com/${path}`))).toEqual([]);
  });

  test.each([
    'debian-stable.qcow2', 'stable/debian.qcow2', 'nightly/debian.qcow2', 'debian-stable-amd64.qcow2',
    'get?version=latest', 'rocky-9-latest.x86_64.qcow2',
  ])('"%s" means the newest', (path) => {
    expect(diskFindings(ImageSource.http(`https://images.example.com/${path}`))).toHaveLength(1);
  });
});

describe('one mistake of a source is one finding', () => {
  test('a checksum that a machine cannot have', () => {
    for (const checksum of [DIGEST, 'crc:1']) {
      const source = ImageSource.http('https://images.example.com/latest/debian.qcow2', { checksum });
      expect(bootFindings(source)).toEqual(only(
        'boot has checksum, which KubeVirt does not pass on to CDI. Import it by a GoldenImage or a Disk, which have '
        + 'checksum, or leave it out.',
      ));
    }
  });

  test('a server that is not verified', () => {
    const source = ImageSource.http('https://images.example.com/debian-13.qcow2', { insecureSkipVerify: true });
    for (const cdi of [CdiRelease.V1_66_0, CdiRelease.V1_63_1]) {
      expect(bootFindings(source, cdi)).toEqual(only('boot has insecureSkipVerify, which KubeVirt does not pass on'));
    }
  });

  test('a secret in the URL of a machine\'s import', () => {
    expect(bootFindings(ImageSource.http('https://images.example.com/debian-13.qcow2?token=abcdef0123456789')))
      .toEqual(only('has the parameter "token"'));
    expect(bootFindings(ImageSource.http('https://me:hunter2@images.example.com/debian-13.qcow2')))
      .toEqual(only('contains a user name or a password'));
  });

  test('a secret in a header of a machine\'s import', () => {
    const source = ImageSource.http('https://images.example.com/debian-13.qcow2', {
      extraHeaders: ['Authorization: Bearer abcdef0123456789'],
    });
    expect(bootFindings(source)).toEqual(only('"Authorization" looks like a secret'));
  });

  test('a container image whose URL is given as that of a file', () => {
    expect(diskFindings(ImageSource.http('https://quay.io/containerdisks/ubuntu:latest')))
      .toEqual(only('looks like a container image'));
    expect(bootFindings(ImageSource.http('https://quay.io/containerdisks/ubuntu:24.04')))
      .toEqual(only('Use ImageSource.registry("docker://quay.io/containerdisks/ubuntu:24.04").'));
  });
});

describe('a file that is fetched without encryption', () => {
  const FILE = 'http://images.example.com/debian-13.qcow2';

  test('is a warning, whose advice names a checksum only where there can be one', () => {
    expect(bootFindings(ImageSource.http(FILE))).toEqual([expect.stringMatching(/^warning .* Write https\.$/)]);
    expect(diskFindings(ImageSource.http(FILE))).toEqual(only('Write https, or give a checksum.'));
    expect(diskFindings(ImageSource.http(FILE), CdiRelease.V1_64_0)).toEqual([expect.stringMatching(/Write https\.$/)]);
  });

  test.each(['files', 'files.builds.svc', 'files.builds.svc.cluster.local'])(
    'has no finding within the cluster: %s', (host) => {
      const found = diskFindings(ImageSource.http(`http://${host}/debian-13.qcow2`));
      expect(found.filter((line) => line.includes('encryption'))).toEqual([]);
    });
});

describe('an upload has an info with the command', () => {
  const COMMAND = 'Send it with: virtctl image-upload';

  test('to the disk of a machine', () => {
    expect(bootFindings(ImageSource.upload())).toEqual([expect.stringMatching(new RegExp(
      `^info .* waits for the content of disk "db-boot"\\. ${COMMAND} dv db-boot --namespace cluster-acme `
      + '--no-create --image-path <file>$',
    ))]);
  });

  test('to the disk of each member of a pool', () => {
    const app = new BundleApp();
    const boot = Boot.imported(ImageSource.upload(), { capacity: '10Gi' });
    new WorkerPool(tenantOf(app, CdiRelease.V1_66_0), 'workers', { replicas: 2, size: SIZE, boot });
    expect(findingsOf(app).filter((line) => line.includes('virtctl'))).toEqual(only(
      `"workers-boot-<number>". ${COMMAND} dv workers-boot-0 --namespace cluster-acme --no-create --image-path <file>, `
      + 'and so for each member; or upload it once to a GoldenImage, and clone that',
    ));
  });

  test('to a claim of its own', () => {
    expect(diskFindings(ImageSource.upload())).toEqual(only(
      `waits for its content. ${COMMAND} pvc data --namespace cluster-acme --no-create --image-path <file>`,
    ));
  });
});
