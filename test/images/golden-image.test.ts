import { ApiObject, App, Chart, JsonPatch, Lazy, Size } from 'cdk8s';
import * as fc from 'fast-check';
import {
  AccessMode,
  BundleApp,
  CdiRelease,
  GoldenImage,
  GoldenImageProps,
  ImageNamespace,
  ImageSource,
  InstancetypeKind,
  KubeVirtCluster,
  KubeVirtRelease,
  PreferenceKind,
  VolumeMode,
} from '../../src';
import { ExistingTenant } from '../../src/tenants/existing-tenant';
import { filesIn, temporaryDirectory } from '../directory';
import { notices, objectOf, objects, Program } from './support';

const directory = temporaryDirectory();
const FILE = 'https://images.example.com/ubuntu.qcow2';
const NIGHTLY = ImageSource.registry('docker://quay.io/containerdisks/ubuntu:24.04', { refresh: '0 3 * * *' });

/** The files that are written, by their paths without extension. */
function files(made: Program): string[] {
  made.app.synth();
  return writtenFiles();
}

function writtenFiles(): string[] {
  return Object.keys(filesIn(directory()))
    .map((file) => file.replace(/(\.k8s)?\.yaml$/, ''))
    .filter((file) => !file.endsWith('/kustomization'));
}

function program(cdi?: CdiRelease): Program {
  return new Program(directory(), cdi);
}

/** What is said of an image. */
function problemsOf(props: Partial<GoldenImageProps>, cdi?: CdiRelease, id?: string): string {
  const made = program(cdi);
  made.image(props, id);
  return made.problems();
}

describe('an image that is imported once', () => {
  test('with everything', () => {
    const made = program();
    const image = made.image({
      capacity: '12Gi',
      name: 'ubuntu-24-04',
      storageClassName: 'fast',
      accessModes: [AccessMode.READ_WRITE_MANY, AccessMode.READ_WRITE_ONCE],
      volumeMode: VolumeMode.BLOCK,
      preallocation: true,
      priorityClassName: 'imports',
      serviceAccountName: 'importer',
      defaultInstancetype: 'standard-2',
      defaultPreference: 'ubuntu',
      defaultPreferenceKind: PreferenceKind.NAMESPACED,
      labels: { os: 'ubuntu' },
      annotations: { 'example.com/owner': 'platform' },
      overrides: { storage: { selector: { matchLabels: { tier: 'gold' } } } },
    });
    image.allowClone('cluster-b');
    expect(made.problems()).toBe('');
    expect(objects(made.infra)).toMatchSnapshot();
  });

  test('is filled at once, unless it is told not to', () => {
    const annotation = 'cdi.kubevirt.io/storage.bind.immediate.requested';
    expect(objectOf(program().image(), 'DataVolume').metadata.annotations[annotation]).toBe('true');
    expect(objectOf(program().image({ bindImmediately: false }), 'DataVolume').metadata.annotations).not.toHaveProperty(
      annotation,
    );
  });

  test('is not pruned when another takes its place, for clones may still read it', () => {
    expect(objectOf(program().image(), 'DataVolume').metadata.annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
  });

  test('has a storage stanza and not a pvc stanza, and the default content type', () => {
    const spec = objectOf(program().image(), 'DataVolume').spec;
    expect(Object.keys(spec).sort()).toEqual(['source', 'storage']);
  });

  test("lets an annotation of the user's win", () => {
    const image = program().image({ annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm' } });
    expect(objectOf(image, 'DataVolume').metadata.annotations['argocd.argoproj.io/sync-options']).toBe(
      'Delete=false,Prune=confirm',
    );
  });
});

describe('the DataSource of an image that is imported once', () => {
  test('can be taken over by the cron of the same image, and stays until then', () => {
    expect(objectOf(program().image(), 'DataSource').metadata).toMatchObject({
      name: 'ubuntu',
      labels: { 'cdi.kubevirt.io/dataImportCron': 'ubuntu' },
      annotations: {
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      },
    });
  });
});

describe('the name of a DataVolume', () => {
  function names(props: Partial<GoldenImageProps>): { volume: string; source: string; target: string } {
    const image = program().image(props);
    const source = objectOf(image, 'DataSource');
    return {
      volume: objectOf(image, 'DataVolume').metadata.name,
      source: source.metadata.name,
      target: source.spec.source.pvc.name,
    };
  }

  const changed: { [field: string]: Partial<GoldenImageProps> } = {
    url: { source: ImageSource.http('https://images.example.com/ubuntu-2.qcow2') },
    checksum: { source: ImageSource.http(FILE, { checksum: `md5:${'0'.repeat(32)}` }) },
    headers: { source: ImageSource.http(FILE, { extraHeaders: ['X-A: b'] }) },
    kind: { source: ImageSource.upload() },
    size: { capacity: '11Gi' },
    storageClassName: { storageClassName: 'fast' },
    accessModes: { accessModes: [AccessMode.READ_WRITE_MANY] },
    volumeMode: { volumeMode: VolumeMode.BLOCK },
    preallocation: { preallocation: true },
    priorityClassName: { priorityClassName: 'imports' },
    serviceAccountName: { serviceAccountName: 'importer' },
    overrides: { overrides: { storage: { volumeName: 'pv-1' } } },
  };

  test.each(Object.keys(changed))(
    'is another when %s is, and the DataSource leads to it under its old name',
    (field) => {
      const before = names({});
      const after = names(changed[field]);
      expect(after.volume).not.toBe(before.volume);
      expect(after.target).toBe(after.volume);
      expect(after.source).toBe(before.source);
      expect(after.volume).toMatch(/^ubuntu-[0-9a-f]{8}$/);
    },
  );

  test('is another for each of these', () => {
    const all = [{}, ...Object.values(changed)].map((props) => names(props).volume);
    expect(new Set(all).size).toBe(all.length);
  });

  test('stays when only labels, annotations, tenants or binding change', () => {
    const props: Partial<GoldenImageProps>[] = [
      { labels: { a: 'b' } },
      { annotations: { a: 'b' } },
      { tenants: ['cluster-a'] },
      { bindImmediately: false },
      { defaultPreference: 'ubuntu' },
    ];
    for (const other of props) expect(names(other).volume).toBe(names({}).volume);
  });

  test('is the same for the same spec, however it was written, and another for any other', () => {
    const header = fc.stringMatching(/^X-[a-z]{1,5}: [a-z]{0,5}$/);
    const given = fc.record({
      url: fc.webUrl({ validSchemes: ['https'] }),
      size: fc.integer({ min: 1, max: 500 }),
      extraHeaders: fc.option(fc.array(header, { maxLength: 3 }), { nil: undefined }),
      secretRef: fc.option(fc.stringMatching(/^[a-z]{1,8}$/), { nil: undefined }),
      storageClassName: fc.option(fc.constantFrom('fast', 'slow'), { nil: undefined }),
      volumeMode: fc.option(fc.constantFrom('Block', 'Filesystem'), { nil: undefined }),
    });
    const infra = program().infra;
    let count = 0;
    const nameOf = (of: ReturnType<typeof spec>) =>
      new GoldenImage(infra, `i${count++}`, { name: 'ubuntu', ...of }).dataVolume!.name;
    type Given = typeof given extends fc.Arbitrary<infer Value> ? Value : never;
    function spec(value: Given, reversed = false) {
      const { url, size, storageClassName, volumeMode, ...options } = value;
      const turned = reversed ? Object.fromEntries(Object.entries(options).reverse()) : options;
      const overrides = reversed
        ? { storage: { volumeMode, storageClassName } }
        : { storage: { storageClassName, volumeMode } };
      return { source: ImageSource.http(url, turned), size: reversed ? `${size}Gi` : Size.gibibytes(size), overrides };
    }
    fc.assert(
      fc.property(given, given, (one, other) => {
        expect(nameOf(spec(one))).toBe(nameOf(spec(one, true)));
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(nameOf(spec(one)) === nameOf(spec(other))).toBe(same);
      }),
      { numRuns: 50 },
    );
  });

  test('is the same in each process and release', () => {
    // Pinned: a change of this name would import every image of every user anew.
    for (const cdi of CdiRelease.all()) expect(program(cdi).image().dataVolume!.name).toBe('ubuntu-d97d9eab');
  });

  test('does not see a JSON patch of the spec, which is therefore refused', () => {
    const made = program();
    const image = made.image();
    image.dataVolume!.addJsonPatch(JsonPatch.add('/metadata/labels', { a: 'b' }));
    expect(made.problems()).toBe('');
    image.dataVolume!.addJsonPatch(JsonPatch.add('/spec/preallocation', true));
    expect(made.problems()).toContain(
      `[infra/ubuntu/DataVolume] the spec of DataVolume "${image.dataVolume!.name}" was changed by a JSON patch, which `
        + 'the hash in its name does not see, so CDI would refuse the next change of the patch. Write it as overrides '
        + 'of the image.',
    );
  });
});

describe('an image that is refreshed', () => {
  test('with everything', () => {
    const made = program();
    const image = made.image({
      source: NIGHTLY,
      storageClassName: 'fast',
      importsToKeep: 2,
      serviceAccountName: 'importer',
      preallocation: true,
      priorityClassName: 'imports',
      accessModes: [AccessMode.READ_WRITE_ONCE],
      defaultInstancetype: 'standard-2',
      defaultInstancetypeKind: InstancetypeKind.NAMESPACED,
      labels: { os: 'ubuntu' },
      overrides: { storage: { volumeName: 'pv-1' } },
    });
    image.grantClone(made.tenant('cluster-b'));
    expect(made.problems()).toBe('');
    expect(objects(made.infra)).toMatchSnapshot();
  });

  test('keeps its name and is replaced when it changes; its imports outlive that', () => {
    const cron = objectOf(program().image({ source: NIGHTLY, storageClassName: 'fast' }), 'DataImportCron');
    expect(cron.metadata.name).toBe('ubuntu');
    expect(cron.metadata.annotations).toEqual({
      'argocd.argoproj.io/sync-options': 'Replace=true,Force=true',
      'kustomize.toolkit.fluxcd.io/force': 'enabled',
    });
    expect(cron.spec).toMatchObject({
      managedDataSource: 'ubuntu',
      retentionPolicy: 'All',
      garbageCollect: 'Outdated',
      importsToKeep: 3,
    });
  });

  test('leaves its DataSource to CDI, so that Git and CDI never write the same object', () => {
    const image = program().image({ source: NIGHTLY, storageClassName: 'fast' });
    expect(objects(image).map((object) => object.kind)).toEqual(['DataImportCron']);
    expect(image.dataSource).toBeUndefined();
    expect(image.dataSourceName).toBe('ubuntu');
    expect(objectOf(image, 'DataImportCron').spec.managedDataSource).toBe(image.dataSourceName);
  });

  test('must name its storage class, in a prop or in overrides, or name the risk', () => {
    expect(problemsOf({ source: NIGHTLY })).toContain(
      '[infra/ubuntu/DataImportCron] is refreshed but has no storageClassName: as soon as another class becomes the ' +
        "cluster's default, CDI deletes the current image before it imports it anew, and no machine can be cloned " +
        'until then. Write storageClassName, or followDefaultStorageClass: true where that may happen.',
    );
    expect(problemsOf({ source: NIGHTLY, followDefaultStorageClass: true })).toBe('');
    expect(problemsOf({ source: NIGHTLY, overrides: { storage: { storageClassName: 'fast' } } })).toBe('');
  });

  test.each([1, 0, -1, 2.5, NaN])('cannot keep %s imports', (importsToKeep) => {
    const said =
      importsToKeep === -1
        ? 'is negative, which CDI refuses'
        : 'is too few: CDI deletes what is beyond it right after each import';
    expect(problemsOf({ source: NIGHTLY, storageClassName: 'fast', importsToKeep })).toContain(
      `importsToKeep ${importsToKeep} ${said}`,
    );
  });

  test('cannot wait for a consumer', () => {
    expect(problemsOf({ source: NIGHTLY, storageClassName: 'fast', bindImmediately: false })).toContain(
      'bindImmediately cannot be false for an image that is refreshed',
    );
  });

  test.each(['contentType', 'checkpoints', 'finalCheckpoint'])('cannot have %s', (field) => {
    const overrides = {
      contentType: { contentType: 'kubevirt' as const },
      checkpoints: { checkpoints: [{ previous: '', current: 'a' }] },
      finalCheckpoint: { finalCheckpoint: true },
    }[field];
    expect(problemsOf({ source: NIGHTLY, storageClassName: 'fast', overrides })).toContain(
      `${field} cannot be set for an image that is refreshed: CDI refuses the DataImportCron.`,
    );
  });

  test('of a claim elsewhere has the right to clone that claim', () => {
    const made = program();
    const image = made.image({
      source: ImageSource.pvc('disk', { namespace: 'builds', refresh: '@daily' }),
      capacity: undefined,
      storageClassName: 'fast',
      serviceAccountName: 'importer',
    });
    expect(made.problems()).toBe('');
    expect(objectOf(image, 'DataImportCron').spec.serviceAccountName).toBe('importer');
    expect(objectOf(image, 'DataImportCron').spec.template.spec).not.toHaveProperty('serviceAccountName');
    expect(objectOf(image, 'Role')).toMatchObject({
      metadata: { name: 'golden-images-ubuntu-ubuntu-refresh', namespace: 'builds' },
      rules: [{ resources: ['datavolumes/source'], resourceNames: ['disk'], verbs: ['create'] }],
    });
    expect(objectOf(image, 'RoleBinding')).toMatchObject({
      metadata: { namespace: 'builds' },
      subjects: [{ kind: 'ServiceAccount', name: 'importer', namespace: 'golden-images-ubuntu' }],
    });
  });
});

describe('the ServiceAccount of imports', () => {
  const cases: [string, ImageSource, CdiRelease[]][] = [
    ['a DataVolume', ImageSource.http(FILE), [CdiRelease.V1_65_0, CdiRelease.V1_66_0]],
    ['a refreshed registry image', NIGHTLY, [CdiRelease.V1_65_0, CdiRelease.V1_66_0]],
    [
      'a refreshed claim',
      ImageSource.pvc('disk', { refresh: '@daily' }),
      [CdiRelease.V1_64_0, CdiRelease.V1_65_0, CdiRelease.V1_66_0],
    ],
  ];

  test.each(
    cases.flatMap(([name, source, having]) =>
      CdiRelease.all().map((cdi) => ({
        name,
        source,
        cdi,
        has: having.includes(cdi),
        versions: having.map((release) => release.version).join(' or '),
      })),
    ),
  )('of $name on $cdi', ({ source, cdi, has, versions }) => {
    const problems = problemsOf({ source, storageClassName: 'fast', serviceAccountName: 'importer' }, cdi);
    if (has) {
      expect(problems).toBe('');
    } else {
      expect(problems).toMatch(
        new RegExp(
          `^.*serviceAccountName needs the field .*, which ${cdi} does not have: .* Use CDI ${versions}, or leave it ` +
            'out\\.$',
          'm',
        ),
      );
    }
    expect(problems).not.toContain('unknown');
  });
});

describe.each(CdiRelease.all())('%s accepts', (cdi) => {
  test.each([
    ['http', ImageSource.http(FILE)],
    ['registry', ImageSource.registry('docker://quay.io/containerdisks/ubuntu:24.04')],
    ['a refreshed registry image', NIGHTLY],
    ['a refreshed claim', ImageSource.pvc('disk', { namespace: 'builds', refresh: '@daily' })],
    ['a snapshot', ImageSource.snapshot('snap')],
    ['an upload', ImageSource.upload()],
    ['s3', ImageSource.s3('https://s3.example.com/a/b')],
    ['gcs', ImageSource.gcs('gs://a/b')],
  ])('%s', (_name, source) => {
    expect(problemsOf({ source, storageClassName: 'fast', defaultInstancetype: 'a', preallocation: false }, cdi)).toBe(
      '',
    );
  });
});

describe('the capacity', () => {
  test('is needed, but for copies', () => {
    expect(problemsOf({ capacity: undefined })).toContain(
      '[infra/ubuntu/DataVolume] capacity is missing: CDI must know how big a disk to make before it has seen the ' +
        "image. Write it, at least the image's virtual size, such as Size.gibibytes(10).",
    );
    expect(problemsOf({ capacity: undefined, source: ImageSource.upload() })).toContain('capacity is missing');
    expect(problemsOf({ capacity: undefined, source: ImageSource.pvc('disk') })).toBe('');
    expect(problemsOf({ capacity: undefined, source: ImageSource.snapshot('snap') })).toBe('');
    expect(
      problemsOf({
        capacity: undefined,
        source: ImageSource.pvc('disk'),
        overrides: { storage: null, pvc: { accessModes: ['ReadWriteOnce'] } },
      }),
    ).toContain('spec.pvc.resources.requests.storage is missing');
  });

  test.each([
    ['10GB', 'capacity "10GB" is not a Kubernetes quantity'],
    ['2048m', 'capacity "2048m" is not a whole number of bytes'],
    ['-1Gi', 'capacity "-1Gi" must be more than zero'],
    ['1000Ki', 'capacity "1000Ki" is less than the 1Mi that CDI takes at least'],
  ])('%s is refused', (size, sentence) => {
    expect(problemsOf({ capacity: size })).toContain(sentence);
  });

  test('is known to those who clone, overrides included, and unknown where only CDI knows it', () => {
    expect(program().image()._size?.toBytesText()).toBe('10Gi');
    expect(program().image({ source: NIGHTLY })._size?.toBytesText()).toBe('10Gi');
    expect(
      program()
        .image({ overrides: { storage: { resources: { requests: { storage: '20Gi' } } } } })
        ._size?.toBytesText(),
    ).toBe('20Gi');
    expect(program().image({ source: ImageSource.pvc('disk'), capacity: undefined })._size).toBeUndefined();
    expect(program().image({ capacity: 'much' })._size).toBeUndefined();
  });
});

describe('what is refused besides', () => {
  test.each([
    [
      'accessModes[0] is "ReadWriteAll", which is not a value of AccessMode. Write AccessMode.READ_WRITE_MANY.',
      { accessModes: ['ReadWriteAll' as AccessMode] },
    ],
    [
      'accessModes holds "ReadWriteOnce" twice. Write it once.',
      { accessModes: [AccessMode.READ_WRITE_ONCE, AccessMode.READ_WRITE_ONCE] },
    ],
    [
      'accessModes holds "ReadWriteOncePod" beside others, which the API server refuses. Write it alone, or leave it ' +
        'out.',
      { accessModes: [AccessMode.READ_WRITE_ONCE_POD, AccessMode.READ_WRITE_ONCE] },
    ],
    [
      'volumeMode is "Blok", which is not a value of VolumeMode. Write VolumeMode.BLOCK.',
      { volumeMode: 'Blok' as VolumeMode },
    ],
    ['storageClassName "Fast Disks" is not a DNS subdomain', { storageClassName: 'Fast Disks' }],
    ['priorityClassName "A" is not a DNS subdomain', { priorityClassName: 'A' }],
    ['serviceAccountName "A" is not a DNS subdomain', { serviceAccountName: 'A' }],
    ['defaultInstancetype "standard 2" is not a label value', { defaultInstancetype: 'standard 2' }],
    ['defaultPreference "a/b" is not a label value', { defaultPreference: 'a/b' }],
    [
      'defaultInstancetypeKind is "VirtualMachinePreference", which is not a value of InstancetypeKind.',
      { defaultInstancetypeKind: 'VirtualMachinePreference' as InstancetypeKind },
    ],
    [
      'defaultPreferenceKind is "Preference", which is not a value of PreferenceKind.',
      { defaultPreferenceKind: 'Preference' as PreferenceKind },
    ],
    ['labels.os "a b" is not a label value', { labels: { os: 'a b' } }],
    [
      'labels holds "cdi.kubevirt.io/dataImportCron", which belongs to CDI: it deletes volumes by this label. '
        + 'Leave it out.',
      { labels: { 'cdi.kubevirt.io/dataImportCron': 'a' } },
    ],
    ['annotations key "a b" is not a label key', { annotations: { 'a b': 'c' } }],
    ['image name "Ubuntu_24.04" is not a DNS subdomain, so the API server refuses it.', { name: 'Ubuntu_24.04' }],
    ['for example "ubuntu-24-04".', { name: 'Ubuntu_24.04' }],
    ['namespaceName "golden.images" is not a DNS label', { namespaceName: 'golden.images' }],
    ['importsToKeep 2 has no meaning for an image that is imported once.', { importsToKeep: 2 }],
    [
      'followDefaultStorageClass has no meaning for an image that is imported once',
      { followDefaultStorageClass: true },
    ],
    ['contentType "archive" unpacks files, which no machine boots from.', { overrides: { contentType: 'archive' } }],
    [
      'must have a storage stanza or a pvc stanza, and never both',
      { overrides: { pvc: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } } },
    ],
    [
      'spec.pvc.accessModes has 2 modes, but CDI takes exactly one in a pvc stanza.',
      {
        overrides: {
          storage: null,
          pvc: { accessModes: ['ReadWriteOnce', 'ReadWriteMany'], resources: { requests: { storage: '1Gi' } } },
        },
      },
    ],
    ['must have exactly one source', { overrides: { source: { blank: {} } } }],
    ['must have exactly one source', { overrides: { source: null, sourceRef: { kind: 'DataSource', name: 'a' } } }],
  ] as [string, Partial<GoldenImageProps>][])('%s', (sentence, props) => {
    expect(problemsOf(props)).toContain(sentence);
  });

  test('a field that the release does not know, in overrides, by its schema', () => {
    expect(problemsOf({ overrides: { storage: { storageClas: 'fast' } as object } })).toContain('storageClas');
  });

  test('names without room for the hash, which a refreshed image does not need', () => {
    const long = 'a'.repeat(55);
    expect(problemsOf({}, undefined, long)).toContain(
      'has 55 characters; of 63, 9 must stay free for the hash in the name of the DataVolume. Shorten it to 54.',
    );
    expect(problemsOf({}, undefined, 'a'.repeat(54))).toBe('');
    const refreshed = { source: NIGHTLY, storageClassName: 'fast' };
    const elsewhere = { ...refreshed, namespaceName: 'images' };
    expect(problemsOf(elsewhere, undefined, 'a'.repeat(63))).toBe('');
    expect(problemsOf(elsewhere, undefined, 'a'.repeat(64))).toContain('has 64 characters; such a name has at most 63');
    expect(problemsOf(refreshed, undefined, 'a'.repeat(49))).toBe('');
    expect(problemsOf(refreshed, undefined, 'a'.repeat(50))).toBe(
      `[infra/${'a'.repeat(50)}] image name "${'a'.repeat(50)}" has 50 characters; of 63, 14 must stay free for `
        + '"golden-images-" in the name of its namespace. Shorten it to 49.',
    );
  });

  test('an image outside of any cluster', () => {
    expect(() => new GoldenImage(new BundleApp({ outdir: directory() }) as any, 'ubuntu', { source: NIGHTLY })).toThrow(
      'is outside of any cluster',
    );
  });

  test('two images of one name', () => {
    const made = program();
    made.image({}, 'one');
    const refreshed = { name: 'one', source: NIGHTLY, storageClassName: 'fast' };
    made.image({ ...refreshed, namespaceName: 'golden-images' }, 'two');
    made.image({ name: 'one', namespaceName: 'elsewhere' }, 'three');
    made.image(refreshed, 'four');
    expect(made.problems()).toBe(
      '[infra/two] image "one" of namespace "golden-images" is already made by infra/one, and each of the two would ' +
        'lead the DataSource to its own volume. Give infra/two another name, or leave one of them out.',
    );
  });
});

describe('overrides', () => {
  const lazy = Lazy.any({ produce: () => 'Block' });
  const circle: { storage: object } = { storage: {} };
  circle.storage = circle;

  test.each<[string, unknown]>([
    [
      'overrides.storage.volumeMode is a Lazy and not a plain value, but the name of the image\'s volume and its '
        + 'checks are made of the overrides at once. Write the value itself.',
      { storage: { volumeMode: lazy } },
    ],
    ['overrides is a Lazy, but parts of a spec are an object.', lazy],
    ['overrides is a list, but must be an object. Write an object.', []],
    ['overrides.checkpoints.0 is a bigint and not a plain value', { checkpoints: [1n] }],
    ['overrides.preallocation is a function and not a plain value', { preallocation: () => true }],
    ['overrides.storage.resources is a NaN and not a plain value', { storage: { resources: NaN } }],
    ['overrides is more than 100 levels deep, or holds itself. Write plain data, as YAML has it.', circle],
  ])('that are not known at once are refused: %s', (sentence, overrides) => {
    expect(problemsOf({ overrides: overrides as object })).toContain(`[infra/ubuntu] ${sentence}`);
    expect(problemsOf({ overrides: overrides as object, source: NIGHTLY, storageClassName: 'fast' })).toContain(
      `[infra/ubuntu] ${sentence}`,
    );
  });

  test('with null for a field that is not there leave it out', () => {
    expect(
      problemsOf({
        overrides: {
          storage: null,
          pvc: { accessModes: ['ReadWriteOnce'], volumeMode: null, resources: { requests: { storage: '1Gi' } } },
        },
      }),
    ).toBe('');
    expect(problemsOf({ overrides: null as any })).toBe('');
  });

  test('whatever they are, are a sentence or accepted', () => {
    const junk = fc.jsonValue({ maxDepth: 3 });
    const shaped = fc.record(
      { storage: junk, pvc: junk, source: junk, sourceRef: junk, contentType: junk, checkpoints: junk },
      { requiredKeys: [] },
    );
    const resources = fc.oneof(junk, fc.record({ requests: fc.oneof(junk, fc.record({ storage: junk })) }));
    const deep = fc.record(
      { accessModes: junk, volumeMode: junk, storageClassName: junk, resources },
      { requiredKeys: [] },
    );
    const overrides = fc.oneof(
      junk,
      shaped,
      fc.record({ storage: deep }),
      fc.record({ storage: fc.constant(null), pvc: deep }),
    );
    fc.assert(
      fc.property(overrides, fc.boolean(), (given, refreshed) => {
        const said = problemsOf({
          overrides: given as any,
          ...(refreshed && { source: NIGHTLY, storageClassName: 'fast' }),
        });
        expect(said).not.toMatch(/TypeError|Cannot read|is not a function|Failed serializing/);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a JSON patch', () => {
  test.each([
    [
      'removes the spec',
      JsonPatch.remove('/spec'),
      '[infra/ubuntu/DataVolume] spec is missing, but is required. Write it.',
    ],
    ['removes the metadata', JsonPatch.remove('/metadata'), 'metadata'],
    ['has a path that is not there', JsonPatch.remove('/spec/nope/x'), '[infra/ubuntu/DataVolume] cannot be rendered'],
  ])('that %s is a sentence', (_, patch, sentence) => {
    const made = program();
    made.image().dataVolume!.addJsonPatch(patch);
    const said = made.problems();
    expect(said).toContain(sentence);
    expect(said).not.toContain('ERR_INVALID');
    expect(said.match(/cannot be rendered/g) ?? []).toHaveLength(sentence.includes('rendered') ? 1 : 0);
  });

  test('of a DataImportCron that cannot be applied is a sentence', () => {
    const made = program();
    made
      .image({ source: NIGHTLY, storageClassName: 'fast' })
      .dataImportCron!.addJsonPatch(JsonPatch.remove('/spec/nope/x'));
    expect(made.problems()).toContain('[infra/ubuntu/DataImportCron]');
  });
});

describe('where an image is kept', () => {
  test("a cluster's images share one namespace, which is emitted once, restricted and kept", () => {
    const made = program();
    made.image({}, 'one');
    made.image({}, 'two');
    expect(made.problems()).toBe('');
    expect(objectOf(made.infra, 'Namespace')).toMatchSnapshot();
    expect(files(made)).toEqual(['golden-images', 'one', 'two'].map((file) => `clusters/infra/30-catalog/${file}`));
  });

  test('each cluster has its own', () => {
    const app = new BundleApp({ outdir: directory() });
    for (const id of ['a', 'b']) {
      const infra = KubeVirtCluster.existing(app, id, { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
      new GoldenImage(infra, 'ubuntu', { source: ImageSource.http(FILE), capacity: '10Gi' });
    }
    app.synth();
    expect(writtenFiles().filter((file) => file.includes('golden-images'))).toEqual([
      'clusters/a/30-catalog/golden-images',
      'clusters/b/30-catalog/golden-images',
    ]);
  });

  test('a namespace that is named is taken as it is', () => {
    const made = program();
    const image = made.image({ namespaceName: 'images' });
    expect(image.namespaceName).toBe('images');
    expect(objects(made.infra).map((object) => object.kind)).toEqual(['DataVolume', 'DataSource']);
    expect(objectOf(image, 'DataSource').spec.source.pvc.namespace).toBe('images');
  });

  test('below an ImageNamespace, in that', () => {
    const made = program();
    const image = new GoldenImage(
      new ImageNamespace(made.infra, 'windows', { namespaceName: 'images-windows', labels: { team: 'desktop' } }),
      'server',
      { source: ImageSource.http(FILE), capacity: '40Gi' },
    );
    expect(made.problems()).toBe('');
    expect(image.namespaceName).toBe('images-windows');
    expect(objectOf(made.infra, 'Namespace')).toMatchObject({
      metadata: {
        name: 'images-windows',
        labels: { 'team': 'desktop', 'pod-security.kubernetes.io/enforce': 'restricted' },
      },
    });
    expect(files(made)).toEqual(['images-windows', 'server'].map((file) => `clusters/infra/30-catalog/${file}`));
  });

  test("in a tenant's namespace from outside of the tenant, with the tenants, before whom it is not there", () => {
    const made = program();
    made.image({ namespaceName: 'cluster-a' });
    made.tenant('cluster-a');
    expect(made.problems()).toBe('');
    expect(files(made)).toEqual(['clusters/infra/50-tenants/ubuntu']);
  });

  test("a copy of a tenant's claim in the catalog, and the right to it with the tenants", () => {
    const made = program();
    made.image({
      source: ImageSource.pvc('disk', { namespace: 'cluster-a', refresh: '@daily' }),
      storageClassName: 'fast',
    });
    made.tenant('cluster-a');
    expect(made.problems()).toBe('');
    expect(files(made)).toEqual([
      'clusters/infra/30-catalog/golden-images-ubuntu',
      'clusters/infra/30-catalog/ubuntu',
      'clusters/infra/50-tenants/ubuntu',
    ]);
  });

  test("below a tenant, a copy of another tenant's claim, and the right to it with the other one", () => {
    const made = program();
    const tenant = made.tenant('cluster-a');
    made.tenant('cluster-b');
    new GoldenImage(tenant, 'own', {
      source: ImageSource.pvc('disk', { namespace: 'cluster-b', refresh: '@daily' }), storageClassName: 'fast',
    });
    new GoldenImage(tenant, 'other', {
      source: ImageSource.pvc('disk', { namespace: 'images', refresh: '@daily' }), storageClassName: 'fast',
    });
    expect(made.problems()).toBe('');
    expect(files(made).filter((file) => /own|other/.test(file)).sort()).toEqual([
      'clusters/infra/50-tenants/cluster-a/other', 'clusters/infra/50-tenants/cluster-a/own',
      'clusters/infra/50-tenants/cluster-b/own', 'clusters/infra/50-tenants/other',
    ]);
  });

  test("below a tenant, in the tenant's namespace and files", () => {
    const made = program();
    const tenant = made.tenant('cluster-a');
    const image = new GoldenImage(tenant, 'own', { source: ImageSource.http(FILE), capacity: '10Gi' });
    image.grantClone(tenant);
    expect(made.problems()).toBe('');
    expect(image.cloneRole).toBeUndefined();
    expect(files(made).filter((file) => file.includes('own'))).toEqual(['clusters/infra/50-tenants/cluster-a/own']);
    expect(objects(image).map((object) => `${object.kind} ${object.metadata.namespace}`)).toEqual([
      'DataVolume cluster-a',
      'DataSource cluster-a',
    ]);
  });

  test('a namespace must have a name and labels that can be', () => {
    const made = program();
    new ImageNamespace(made.infra, 'My Images', { labels: { a: 'b c' } });
    expect(made.problems()).toContain('[infra/My Images] namespaceName "My Images" is not a DNS label');
    expect(made.problems()).toContain('labels.a "b c" is not a label value');
  });
});

describe('the right to clone', () => {
  test('is not there as long as nobody clones', () => {
    const image = program().image();
    expect(image.cloneRole).toBeUndefined();
    expect(image.cloneRoleBinding).toBeUndefined();
    expect(objects(image).map((object) => object.kind)).toEqual(['DataVolume', 'DataSource']);
  });

  test('is given to exactly the tenants that clone, in one order, and for the one volume', () => {
    const made = program();
    const image = made.image();
    const [b, a] = ['cluster-b', 'cluster-a'].map((name) => made.tenant(name));
    made.tenant('cluster-c');
    for (const tenant of [b, a, b]) image.grantClone(tenant);
    image.allowClone('cluster-a', 'builder');
    expect(made.problems()).toBe('');
    expect([image.cloneRole!.toJson(), image.cloneRoleBinding!.toJson()]).toMatchSnapshot();
    expect(image.cloneRole!.toJson().rules[0].resourceNames).toEqual([image.dataVolume!.name]);
  });

  test('does not depend on the order of the program', () => {
    const bindings = [
      ['a', 'b', 'c'],
      ['c', 'a', 'b'],
    ].map((order) => {
      const made = program();
      const image = made.image();
      for (const name of order) image.grantClone(made.tenant(name));
      return image.cloneRoleBinding!.toJson();
    });
    expect(bindings[1]).toEqual(bindings[0]);
  });

  test('of a refreshed image holds for its namespace, for its volumes have no name beforehand', () => {
    const made = program();
    const image = made.image({ source: NIGHTLY, storageClassName: 'fast' });
    image.grantClone(made.tenant('cluster-a'));
    expect(image.cloneRole!.toJson().rules).toEqual([
      { apiGroups: ['cdi.kubevirt.io'], resources: ['datavolumes/source'], verbs: ['create'] },
    ]);
  });

  test('is not needed within a namespace', () => {
    const made = program();
    const image = made.image({ namespaceName: 'cluster-a', tenants: [] });
    image.grantClone(made.tenant('cluster-a'));
    expect(made.problems()).toBe('');
    expect(image.cloneRole).toBeUndefined();
  });

  test('tells the tenant from where its disks come', () => {
    const made = program();
    const tenant = made.tenant('cluster-a');
    const told = jest.spyOn(tenant, '_clonesFrom');
    made.image().grantClone(tenant);
    expect(told).toHaveBeenCalledWith('golden-images');
  });

  test('is refused to who is not among the tenants', () => {
    const made = program();
    const image = made.image({ tenants: [made.tenant('cluster-b'), 'cluster-a'] });
    image.grantClone(made.tenant('cluster-a'));
    expect(made.problems()).toBe('');
    const sentence =
      'image "ubuntu" of namespace "golden-images" may be cloned only from cluster-a, cluster-b and not from namespace '
        + '"cluster-c", so CDI would refuse the disk. Add the tenant to tenants of infra/ubuntu, or choose '
        + 'another image.';
    image.grantClone(made.tenant('cluster-c'));
    image.allowClone('cluster-d');
    expect(made.problems()).toContain(`[infra/ubuntu] ${sentence}`);
    expect(made.problems()).toContain(`[infra/ubuntu] ${sentence.replace('"cluster-c"', '"cluster-d"')}`);
    expect(image.cloneRoleBinding!.toJson().subjects).toEqual([
      { kind: 'ServiceAccount', name: 'default', namespace: 'cluster-a' },
    ]);
  });

  test('is refused to everybody by an empty list', () => {
    const made = program();
    made.image({ tenants: [] }).grantClone(made.tenant('cluster-a'));
    expect(made.problems()).toContain('may be cloned by nobody and not from namespace "cluster-a"');
  });

  test('ends at the border of the cluster', () => {
    const made = program();
    const other = KubeVirtCluster.existing(made.app, 'other', {
      kubevirt: KubeVirtRelease.V1_9_0,
      cdi: CdiRelease.V1_66_0,
    });
    const image = made.image();
    image.grantClone(new ExistingTenant(other, 'a', { namespaceName: 'cluster-a' }));
    expect(made.problems()).toContain(
      '[infra/ubuntu] image "ubuntu" is in cluster infra, but the machines of namespace "cluster-a" are in cluster ' +
        'other, and no clone leaves its cluster. Create the image in other too, and use that.',
    );
  });

  test('ends at the border of the app, whatever the clusters are called', () => {
    const made = program();
    made.image().grantClone(program().tenant('cluster-a'));
    expect(made.problems()).toContain(
      '[infra/ubuntu] image "ubuntu" belongs to another app than the machines of namespace "cluster-a"',
    );
  });

  test('can only be given to what can be', () => {
    const made = program();
    made.image().allowClone('Cluster A', 'My Account');
    expect(made.problems()).toContain('namespace that may clone "Cluster A" is not a DNS label');
    expect(made.problems()).toContain('serviceAccountName "My Account" is not a DNS subdomain');
  });

  const REFRESHED = { source: NIGHTLY, storageClassName: 'fast' };
  const beyond = (id: string, namespace: string, reached: string) =>
    `[infra/${id}] gives cluster-b the right to clone every volume of namespace "${namespace}", because the names of a `
      + `refreshed image's volumes are not known beforehand: also ${reached}. Let the image have a namespace of its `
      + 'own: create it outside of any tenant and without namespaceName, or below an ImageNamespace of its own.';

  test('of a refreshed image reaches no other image, because the image has its own namespace', () => {
    const made = program();
    const [a, b] = ['cluster-a', 'cluster-b'].map((name) => made.tenant(name));
    made.image({}, 'once').grantClone(a);
    const [nightly, daily] = [made.image(REFRESHED, 'nightly'), made.image(REFRESHED, 'daily')];
    nightly.grantClone(b);
    daily.grantClone(a);
    expect(made.problems()).toBe('');
    expect(nightly.cloneRole?.toJson().metadata.namespace).toBe('golden-images-nightly');
    expect(daily.cloneRole?.toJson().metadata.namespace).toBe('golden-images-daily');
  });

  test('of a refreshed image must not reach an image beside it that is not open to all of its cloners', () => {
    const made = program();
    const [a, b] = ['cluster-a', 'cluster-b'].map((name) => made.tenant(name));
    const images = new ImageNamespace(made.infra, 'images');
    new GoldenImage(images, 'public', { source: ImageSource.http(FILE), capacity: '1Gi' }).grantClone(b);
    const nightly = new GoldenImage(images, 'nightly', { ...REFRESHED, capacity: '1Gi' });
    nightly.grantClone(b);
    expect(made.problems()).toBe('');
    new GoldenImage(images, 'other', { ...REFRESHED, capacity: '1Gi' }).grantClone(b);
    expect(made.problems()).toBe('');
    new GoldenImage(images, 'secret', { source: ImageSource.http(FILE), capacity: '1Gi', tenants: [a] }).grantClone(a);
    expect(made.problems()).toContain(beyond('images/nightly', 'images', 'image "secret"'));
  });

  test('of a refreshed image must not reach disks beside it', () => {
    const made = program();
    const [, b] = ['cluster-a', 'cluster-b'].map((name) => made.tenant(name));
    const image = made.image({ ...REFRESHED, namespaceName: 'builds' });
    image.grantClone(b);
    expect(made.problems()).toBe('');
    new ApiObject(made.infra, 'disk', {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataVolume',
      metadata: { name: 'disk', namespace: 'builds' },
      spec: { source: { blank: {} }, storage: { resources: { requests: { storage: '1Gi' } } } },
    } as never);
    expect(made.problems()).toBe(beyond('ubuntu', 'builds', 'DataVolume "disk"'));
  });

  test("of a refreshed image of a tenant must not reach the tenant's disks", () => {
    const made = program();
    const [a, b] = ['cluster-a', 'cluster-b'].map((name) => made.tenant(name));
    const image = new GoldenImage(a, 'own', { ...REFRESHED, capacity: '1Gi' });
    image.grantClone(a);
    expect(made.problems()).toBe('');
    image.grantClone(b);
    expect(made.problems()).toBe(beyond('cluster-a/own', 'cluster-a', 'every disk of the tenant'));
  });

  test('of a refreshed image is wider than its name in a namespace that the bundle does not hold', () => {
    const given = { ...REFRESHED, tenants: ['cluster-a'] };
    expect(notices(program().image(given))).toEqual([]);
    expect(notices(program().image({ ...given, namespaceName: 'images' }))).toEqual([
      expect.stringContaining('gives cluster-a the right to clone every volume of namespace "images"'),
    ]);
  });
});

describe('a machine that somebody else wrote', () => {
  const subjects = (image: GoldenImage): any[] => image.cloneRoleBinding?.toJson().subjects ?? [];

  test('gets the right to clone the image, as the account that it runs as, however often it is checked', () => {
    const made = program();
    made.tenant('cluster-a');
    const image = made.image();
    const source = { sourceRef: { kind: 'DataSource', name: 'ubuntu', namespace: 'golden-images' } };
    made.machine('cluster-a', source, { serviceAccountName: 'builder' });
    made.machine('cluster-a', source);
    for (let run = 0; run < 3; run++) expect(made.problems()).toBe('');
    expect(subjects(image)).toEqual(
      ['builder', 'default'].map((name) => ({ kind: 'ServiceAccount', name, namespace: 'cluster-a' })),
    );
    expect(files(made)).toContain('clusters/infra/30-catalog/ubuntu');
    expect(filesIn(directory())['clusters/infra/30-catalog/ubuntu.k8s.yaml']).toContain('name: builder');
  });

  test('gets it for the claim of the image too', () => {
    const made = program();
    made.tenant('cluster-a');
    const image = made.image();
    made.machine('cluster-a', { source: { pvc: { name: image.dataVolume!.name, namespace: 'golden-images' } } });
    expect(made.problems()).toBe('');
    expect(subjects(image)).toHaveLength(1);
  });

  test('loses it when it clones the image no more', () => {
    const made = program();
    made.tenant('cluster-a');
    const image = made.image();
    image.allowClone('cluster-b');
    const machine = made.machine('cluster-a', {
      sourceRef: { kind: 'DataSource', name: 'ubuntu', namespace: 'golden-images' },
    });
    made.problems();
    expect(subjects(image)).toHaveLength(2);
    machine.addJsonPatch(JsonPatch.replace('/spec/dataVolumeTemplates/0/spec/sourceRef/name', 'other'));
    made.problems();
    expect(subjects(image)).toHaveLength(1);
  });

  test('gets no right to an image that is for others', () => {
    const made = program();
    made.tenant('cluster-a');
    const image = made.image({ tenants: ['cluster-b'] });
    made.machine('cluster-a', { sourceRef: { kind: 'DataSource', name: 'ubuntu', namespace: 'golden-images' } });
    expect(made.problems()).toContain(
      'leads to image "ubuntu" of namespace "golden-images", which may be cloned only from cluster-b and not from ' +
        'namespace "cluster-a"',
    );
    expect(image.cloneRole).toBeUndefined();
  });

  test('gets no right outside of all tenants', () => {
    const made = program();
    const image = made.image();
    made.machine('cluster-a', { sourceRef: { kind: 'DataSource', name: 'ubuntu', namespace: 'golden-images' } });
    expect(made.problems()).toContain(
      'Create the machine below a tenant, or call allowClone("cluster-a") of infra/ubuntu.',
    );
    expect(image.cloneRole).toBeUndefined();
    image.allowClone('cluster-a');
    expect(made.problems()).toBe('');
  });

  test("is served under cdk8s' own App as well", () => {
    const app = new App({ outdir: directory() });
    const infra = KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
    const image = new GoldenImage(infra, 'ubuntu', { source: ImageSource.http(FILE), capacity: '10Gi' });
    new ExistingTenant(infra, 'cluster-a', { namespaceName: 'cluster-a' });
    Program.prototype.machine.call({ infra }, 'cluster-a', {
      sourceRef: { kind: 'DataSource', name: 'ubuntu', namespace: 'golden-images' },
    });
    const text = app.synthYaml();
    expect(subjects(image)).toHaveLength(1);
    expect(text).toContain('kind: RoleBinding');
  });
});

describe('a DataVolume that somebody else wrote', () => {
  test("is judged as an image's, by the paths of its fields", () => {
    const made = program();
    const spec = {
      source: { http: { url: 'ftp://images.example.com/a', secretRef: 'My Secret' } },
      storage: { accessModes: ['RWX'] },
    };
    new ApiObject(made.infra, 'plain', {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataVolume',
      metadata: { name: 'plain', namespace: 'a' },
      spec,
    } as never);
    const problems = made.problems();
    expect(problems).toContain('[infra/plain] spec.source.http.url "ftp://images.example.com/a" has the scheme "ftp"');
    expect(problems).toContain('spec.source.http.secretRef "My Secret" is not a DNS subdomain');
    expect(problems).toContain('spec.storage.accessModes "RWX" is unknown');
    expect(problems).toContain('spec.storage.resources.requests.storage is missing');
  });

  test('may be what no boot image can be', () => {
    const made = program();
    const archive = {
      source: { http: { url: 'https://images.example.com/a.tar' } },
      contentType: 'archive',
      storage: { storageClassName: '', resources: { requests: { storage: '1Gi' } } },
    };
    new ApiObject(made.infra, 'plain', {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataVolume',
      metadata: { name: 'a.plain.one', namespace: 'a' },
      spec: archive,
    } as never);
    expect(made.app.check()).toEqual([]);
  });

  test('is not judged outside of any cluster, where its shape is not known', () => {
    const app = new BundleApp({ outdir: directory() });
    new ApiObject(new Chart(app, 'chart'), 'plain', {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataVolume',
      metadata: { name: 'plain', namespace: 'a' },
      spec: 5,
    } as never);
    expect(() => app.check()).not.toThrow();
  });
});
