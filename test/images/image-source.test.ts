import { CdiRelease, ImageSource, RegistryPullMethod } from '../../src';
import { temporaryDirectory } from '../directory';
import { notices, objectOf, objects, Program } from './support';

const directory = temporaryDirectory();
const SHA256 = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const FILE = 'https://images.example.com/ubuntu.qcow2';
const DISK = 'docker://quay.io/containerdisks/ubuntu:24.04';

function program(cdi?: CdiRelease): Program {
  return new Program(directory(), cdi);
}

/** What is said of a source, in an image that is right in everything else. */
function problemsOf(source: ImageSource, cdi?: CdiRelease): string {
  const made = program(cdi);
  made.image({ source, storageClassName: 'fast' });
  return made.problems();
}

describe('each kind of source', () => {
  const sources: [string, ImageSource][] = [
    ['http', ImageSource.http(FILE)],
    [
      'http with everything',
      ImageSource.http(FILE, {
        checksum: SHA256,
        certConfigMap: 'mirror-ca',
        secretRef: 'mirror',
        extraHeaders: ['X-Mirror: eu'],
        secretExtraHeaders: ['mirror-token'],
        insecureSkipVerify: true,
      }),
    ],
    ['registry', ImageSource.registry(DISK)],
    [
      'registry by digest, with everything',
      ImageSource.registry(`docker://registry.example.com:5000/disks/ubuntu@${SHA256}`, {
        architecture: 'arm64',
        pullMethod: RegistryPullMethod.POD,
        secretRef: 'registry',
        certConfigMap: 'registry-ca',
      }),
    ],
    ['registry pulled by the node', ImageSource.registry(DISK, { pullMethod: RegistryPullMethod.NODE })],
    ['registry archive', ImageSource.registry('oci-archive://images/ubuntu.tar')],
    ['registry on a schedule', ImageSource.registry(DISK, { refresh: '0 3 * * *' })],
    ['image stream', ImageSource.imageStream('rhel9:latest', { architecture: 'amd64' })],
    ['image stream on a schedule', ImageSource.imageStream('rhel9', { refresh: '@daily' })],
    ['pvc', ImageSource.pvc('ubuntu-disk')],
    ['pvc of another namespace', ImageSource.pvc('ubuntu-disk', { namespace: 'builds' })],
    ['pvc on a schedule', ImageSource.pvc('ubuntu-disk', { refresh: '0 3 * * *' })],
    [
      'pvc of another namespace on a schedule',
      ImageSource.pvc('ubuntu-disk', { namespace: 'builds', refresh: '0 3 * * *' }),
    ],
    ['snapshot', ImageSource.snapshot('ubuntu-snapshot', { namespace: 'builds' })],
    ['upload', ImageSource.upload()],
    [
      's3',
      ImageSource.s3('https://s3.eu-central-1.amazonaws.com/images/ubuntu.qcow2', {
        secretRef: 'bucket',
        certConfigMap: 's3-ca',
      }),
    ],
    ['gcs', ImageSource.gcs('gs://images/ubuntu.qcow2', { secretRef: 'bucket' })],
    ['gcs by https', ImageSource.gcs('https://storage.cloud.google.com/images/ubuntu.qcow2')],
  ];

  test.each(sources)('%s', (_name, source) => {
    const made = program();
    const image = made.image({ source, storageClassName: 'fast' });
    expect(made.problems()).toBe('');
    expect(objects(image)).toMatchSnapshot();
  });
});

describe('a URL', () => {
  test.each([
    [
      'images.example.com/ubuntu.qcow2',
      'source url "images.example.com/ubuntu.qcow2" is not a valid URL. Write one such as '
        + '"https://images.example.com/ubuntu.qcow2".',
    ],
    ['https://', 'is not a valid URL'],
    ['https://images.example.com/my image.qcow2', 'is not a valid URL'],
    ['', 'source url "" is not a valid URL'],
    [
      'https://images.example.com',
      'source url "https://images.example.com" names no file on its host. Write its path too, such as '
        + '"https://images.example.com/ubuntu.qcow2".',
    ],
    ['https://images.example.com/', 'names no file on its host'],
    ['ftp://images.example.com/ubuntu.qcow2', 'has the scheme "ftp", but CDI reads this source by https, http.'],
    ['docker://quay.io/disks/ubuntu', 'has the scheme "docker"'],
    [
      'https://me:hunter2@images.example.com/a.qcow2',
      'source url of host "images.example.com" contains a user name or a password',
    ],
    [
      'https://images.example.com/a.qcow2?X-Amz-Signature=abc',
      'has the parameter "X-Amz-Signature", which looks like a secret',
    ],
  ])('of an http source, %s, is refused', (url, sentence) => {
    const problems = problemsOf(ImageSource.http(url));
    expect(problems).toContain('[infra/ubuntu/DataVolume] source url ');
    expect(problems).toContain(sentence);
    expect(problems).not.toContain('hunter2');
  });

  test.each([
    [
      'https://quay.io/disks/ubuntu',
      'is not a registry URL, because CDI reads registries by "docker://" and "oci-archive://".',
    ],
    ['quay.io/disks/ubuntu', 'is not a registry URL'],
    ['docker://', 'names no container image'],
    [
      'docker://quay.io/Disks/Ubuntu',
      'names no container image: that is a host, a path in lower case, and a tag or a digest. Write one such as '
        + '"docker://quay.io/containerdisks/ubuntu:24.04".',
    ],
    ['docker://me:pw@quay.io/disks/ubuntu', 'names no container image'],
    ['docker://quay.io/disks/ubuntu:24.04 ', 'names no container image'],
    [
      `docker://quay.io/disks/ubuntu:24.04@${SHA256}`,
      'has both a tag and a digest, which CDI cannot pull. Leave out ":24.04".',
    ],
  ])('of a registry source, %s, is refused', (url, sentence) => {
    expect(problemsOf(ImageSource.registry(url))).toContain(sentence);
  });

  test.each([
    'docker://fedora',
    'docker://library/fedora:42',
    'docker://localhost:5000/a/b_c/d-e:V1.0',
    'docker://[fd00::1]:5000/a',
  ])('of a registry source may be %s', (url) => {
    expect(problemsOf(ImageSource.registry(url))).toBe('');
  });

  test.each([
    [ImageSource.s3('s3://images/ubuntu.qcow2'), 'has the scheme "s3", but CDI reads this source by https, http.'],
    [
      ImageSource.s3('https://s3.example.com/images'),
      'names no object in a bucket. Write the bucket and the object\'s name behind the host, separated by single '
        + 'slashes, '
        + 'such as "https://storage.example.com/images/ubuntu.qcow2".',
    ],
    [ImageSource.gcs('s3://images/ubuntu.qcow2'), 'but CDI reads this source by gs, https, http.'],
    [
      ImageSource.gcs('gs://images'),
      'behind the scheme, separated by single slashes, such as "gs://images/ubuntu.qcow2".',
    ],
  ])('of a bucket must name an object (%#)', (source, sentence) => {
    expect(problemsOf(source)).toContain(sentence);
  });
});

describe('a checksum', () => {
  test.each([
    [
      'e3b0c442',
      'checksum "e3b0c442" is not one that CDI can verify. Write "sha256:" (or md5, sha1, sha512) and the digest in '
        + 'hexadecimal.',
    ],
    ['sha3:e3b0c442', 'is not one that CDI can verify'],
    ['sha256:e3b0c442', 'is not a digest of sha256, which has 64 hexadecimal digits; this has 8 characters.'],
    [`md5:${'z'.repeat(32)}`, 'is not a digest of md5'],
  ])('%s is refused', (checksum, sentence) => {
    expect(problemsOf(ImageSource.http(FILE, { checksum }))).toContain(sentence);
  });

  test.each([
    `md5:${'0'.repeat(32)}`,
    `sha1:${'a'.repeat(40)}`,
    `SHA256:${'A'.repeat(64)}`,
    `sha512:${'f'.repeat(128)}`,
  ])('%s is taken', (checksum) => {
    expect(problemsOf(ImageSource.http(FILE, { checksum }))).toBe('');
  });
});

describe('what only some releases of CDI have', () => {
  const fields: [string, ImageSource, CdiRelease[], string][] = [
    [
      'a checksum',
      ImageSource.http(FILE, { checksum: SHA256 }),
      [CdiRelease.V1_65_0, CdiRelease.V1_66_0],
      'v1.65.0 or v1.66.0',
    ],
    ['insecureSkipVerify', ImageSource.http(FILE, { insecureSkipVerify: true }), [CdiRelease.V1_66_0], 'v1.66.0'],
    ['an architecture', ImageSource.registry(DISK, { architecture: 'arm64' }), CdiRelease.all(), ''],
  ];

  test.each(
    fields.flatMap(([name, source, having, versions]) =>
      CdiRelease.all().map((cdi) => ({ name, source, cdi, has: having.includes(cdi), versions })),
    ),
  )('$name on $cdi', ({ source, cdi, has, versions }) => {
    const problems = problemsOf(source, cdi);
    if (has) {
      expect(problems).toBe('');
    } else {
      expect(problems).toContain(
        `of DataVolume, which ${cdi} does not have: the API server would silently drop it. Use CDI ${versions}, `
          + 'or leave it out.',
      );
      // and it is said once, not again by the schema
      expect(problems.match(/does not have|unknown/g)).toHaveLength(1);
    }
  });
});

describe('headers', () => {
  test('must have a name and a colon', () => {
    expect(problemsOf(ImageSource.http(FILE, { extraHeaders: ['X-Mirror eu'] }))).toContain(
      'extraHeaders "X-Mirror eu" is not an HTTP header, so CDI would leave it out. Write a name, a colon and a value, '
        + 'such as "X-Mirror: eu".',
    );
  });

  test.each(['Authorization: Bearer hunter2', 'X-Auth-Token: hunter2', 'Cookie: a=hunter2', 'X-API-Key: hunter2'])(
    'that look like a secret are refused, and not repeated: %s',
    (text) => {
      const problems = problemsOf(ImageSource.http(FILE, { extraHeaders: [text] }));
      expect(problems).toContain(
        `extraHeaders "${text.split(':')[0]}" looks like a secret, which everyone who can read the Git repository `
          + 'would see. Put the whole header into a Secret and name that in secretExtraHeaders.',
      );
      expect(problems).not.toContain('hunter2');
    },
  );

  test('of a Secret are named by the Secret', () => {
    expect(problemsOf(ImageSource.http(FILE, { secretExtraHeaders: ['X-Token: abc'] }))).toContain(
      'secretExtraHeaders "X-Token: abc" is not a DNS subdomain',
    );
  });
});

describe('references', () => {
  test.each([
    [ImageSource.http(FILE, { secretRef: 'My Secret' }), 'secretRef "My Secret" is not a DNS subdomain'],
    [ImageSource.http(FILE, { certConfigMap: 'CA' }), 'certConfigMap "CA" is not a DNS subdomain'],
    [ImageSource.registry(DISK, { secretRef: 'My Secret' }), 'secretRef "My Secret" is not a DNS subdomain'],
    [ImageSource.registry(DISK, { certConfigMap: 'CA' }), 'certConfigMap "CA" is not a DNS subdomain'],
    [ImageSource.s3('https://s3.example.com/a/b', { secretRef: 'A_B' }), 'secretRef "A_B" is not a DNS subdomain'],
    [ImageSource.pvc('My Disk'), 'source PersistentVolumeClaim "My Disk" is not a DNS subdomain'],
    [ImageSource.snapshot('snap', { namespace: 'a.b' }), 'namespace of the source "a.b" is not a DNS label'],
    [
      ImageSource.imageStream('a/b'),
      'image stream "a/b" is not the name of an ImageStream. Write "name" or "name:tag" of one in the image\'s '
        + 'namespace.',
    ],
  ])('must be names (%#)', (source, sentence) => {
    expect(problemsOf(source)).toContain(sentence);
  });
});

describe('pulling by the node', () => {
  test('leaves no use for credentials and certificates', () => {
    const problems = problemsOf(
      ImageSource.registry(DISK, { pullMethod: RegistryPullMethod.NODE, secretRef: 'registry', certConfigMap: 'ca' }),
    );
    for (const name of ['secretRef', 'certConfigMap']) {
      expect(problems).toContain(
        `${name} goes unused, because with pullMethod "node" the node's container runtime pulls the image.`,
      );
    }
  });

  test('needs a registry', () => {
    expect(problemsOf(ImageSource.registry('oci-archive://a.tar', { pullMethod: RegistryPullMethod.NODE }))).toContain(
      'pullMethod "node" makes the node pull an image, but "oci-archive://a.tar" is a file.',
    );
  });

  test('is how an image stream is pulled', () => {
    const image = program().image({ source: ImageSource.imageStream('rhel9') });
    expect(objectOf(image, 'DataVolume').spec.source.registry).toEqual({ imageStream: 'rhel9', pullMethod: 'node' });
  });
});

describe('a schedule', () => {
  test.each([
    [ImageSource.http(FILE, { refresh: '0 3 * * *' }), 'http'],
    [ImageSource.s3('https://s3.example.com/a/b', { refresh: '0 3 * * *' }), 's3'],
    [ImageSource.gcs('gs://a/b', { refresh: '0 3 * * *' }), 'gcs'],
    [ImageSource.snapshot('snap', { refresh: '0 3 * * *' }), 'snapshot'],
  ])('is refused for what a DataImportCron does not take (%#)', (source, kind) => {
    expect(problemsOf(source)).toContain(
      `[infra/ubuntu] refresh "0 3 * * *" does not work with a source of kind ${kind}: CDI's DataImportCron takes `
        + 'container registries and PersistentVolumeClaims only. Leave refresh out and name another file for each '
        + 'version of the image, or publish it as a containerDisk and use ImageSource.registry(…).',
    );
  });

  test('must be a cron expression', () => {
    expect(problemsOf(ImageSource.registry(DISK, { refresh: 'nightly' }))).toContain(
      '[infra/ubuntu/DataImportCron] refresh "nightly" has 1 field, but',
    );
    expect(problemsOf(ImageSource.registry(DISK, { refresh: '' }))).toContain(
      '[infra/ubuntu/DataImportCron] refresh is empty, so the image would never be imported',
    );
  });

  test('finds nothing newer than a digest', () => {
    expect(
      problemsOf(ImageSource.registry(`docker://quay.io/disks/ubuntu@${SHA256}`, { refresh: '0 3 * * *' })),
    ).toContain('is pinned by its digest, so a refresh never finds anything newer');
  });
});

describe('notices', () => {
  function noticesOf(source: ImageSource): string[] {
    return notices(program().image({ source, storageClassName: 'fast' }));
  }

  test('tell of an image that anyone can replace on its way, unless its checksum is verified', () => {
    expect(noticesOf(ImageSource.http(FILE, { insecureSkipVerify: true }))).toEqual([
      expect.stringContaining('leaves the certificate of https://images.example.com/ubuntu.qcow2 unverified'),
    ]);
    expect(noticesOf(ImageSource.http(FILE, { insecureSkipVerify: true, checksum: SHA256 }))).toEqual([]);
  });

  test('tell of archives', () => {
    expect(noticesOf(ImageSource.http('https://images.example.com/ubuntu.tar.gz?x=1'))).toEqual([
      expect.stringContaining('looks like a tar archive, which CDI does not boot machines from'),
    ]);
    expect(noticesOf(ImageSource.http('https://images.example.com/ubuntu.qcow2.gz'))).toEqual([]);
  });

  test("tell of credentials that must also be in CDI's namespace", () => {
    expect(
      noticesOf(ImageSource.registry(DISK, { refresh: '0 3 * * *', secretRef: 'registry', certConfigMap: 'ca' })),
    ).toEqual([
      'polls its registry from namespace "cdi" and imports in namespace "golden-images-ubuntu". Make sure that Secret '
        + '"registry" and ConfigMap "ca" exist in both.',
    ]);
    expect(noticesOf(ImageSource.registry(DISK, { secretRef: 'registry' }))).toEqual([]);
  });

  test('tell how to upload', () => {
    const image = program().image({ source: ImageSource.upload() });
    expect(notices(image)).toEqual([
      `waits for its content. Send it with: virtctl image-upload dv ${objectOf(image, 'DataVolume').metadata.name} `
        + '--namespace golden-images --no-create --image-path <file>',
    ]);
  });

  test('tell what right whoever applies the bundle needs for a copy across namespaces', () => {
    expect(noticesOf(ImageSource.pvc('disk', { namespace: 'builds' }))).toEqual([
      expect.stringContaining(
        'clones PersistentVolumeClaim "disk" of namespace "builds", which CDI allows only to those who may create '
          + 'datavolumes/source there.',
      ),
    ]);
    expect(noticesOf(ImageSource.snapshot('snap', { namespace: 'builds' }))).toEqual([
      expect.stringContaining('clones VolumeSnapshot "snap"'),
    ]);
    expect(noticesOf(ImageSource.pvc('disk'))).toEqual([]);
    expect(noticesOf(ImageSource.pvc('disk', { namespace: 'builds', refresh: '@daily' }))).toEqual([]);
  });
});
