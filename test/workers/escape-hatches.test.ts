import { App, JsonPatch, Lazy, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { machine, notices, options, problemsOf, Program, saidOf, SIZE } from './support';
import {
  BundleApp,
  CdiRelease,
  GoldenImage,
  ImageSource,
  KubeVirtCluster,
  KubeVirtRelease,
  MachineSize,
  Preset,
  SchedulingPolicy,
  TenantNamespace,
  TenantNamespaceProps,
  WorkerPool,
  WorkerPoolProps,
} from '../../src';
import { findingsOf } from '../findings';

const MACHINE = '/spec/virtualMachineTemplate/spec';
const VMI = `${MACHINE}/template/spec`;
const HOST_DISK = [
  JsonPatch.add(`${VMI}/volumes/-`, { name: 'host', hostDisk: { path: '/disk.img', type: 'Disk' } }),
  JsonPatch.add(`${VMI}/domain/devices/disks/-`, { name: 'host', disk: { bus: 'virtio' } }),
];

describe('overrides', () => {
  test('are laid over what the props make', () => {
    const template = { spec: { domain: { devices: { rng: {} } } } };
    const pool = new Program().pool({ overrides: { template }, ...options({ overrides: { paused: true } }) });
    expect(pool.virtualMachinePool.toJson().spec.paused).toBe(true);
    expect(machine(pool).template.spec.domain.devices.rng).toEqual({});
    expect(machine(pool).template.spec.domain.devices.disks).toHaveLength(1);
  });

  test('with a field that the release does not have are found by its schema', () => {
    const program = new Program(KubeVirtRelease.V1_7_4);
    program.pool({ overrides: { template: { spec: { serviceAccountName: 'a' } } } });
    expect(program.problems()).toEqual([
      expect.stringContaining(
        'spec.virtualMachineTemplate.spec.template.spec.serviceAccountName is not a field of VirtualMachinePool',
      ),
    ]);
  });

  test('that take the template away are told of, and stop nothing', () => {
    expect(problemsOf({ overrides: { template: null } })).toContainEqual(
      expect.stringContaining('spec.virtualMachineTemplate.spec.template is missing, but is required'),
    );
    expect(problemsOf(options({ overrides: { virtualMachineTemplate: null } }))).toContainEqual(
      expect.stringContaining('spec.virtualMachineTemplate is missing, but is required'),
    );
  });
});

describe('a JSON patch', () => {
  const patched = (...patches: JsonPatch[]) => {
    const program = new Program();
    const pool = program.pool();
    pool.virtualMachinePool.addJsonPatch(...patches);
    return { program, pool };
  };

  test('is checked as everything else', () => {
    expect(patched(JsonPatch.replace(`${MACHINE}/runStrategy`, 'Sometimes')).program.problems()).toEqual([
      '[infra/tenant/workers/VirtualMachinePool] spec.virtualMachineTemplate.spec.runStrategy "Sometimes" is unknown. '
        + 'Write one of Always, RerunOnFailure, Once, Manual, Halted, WaitAsReceiver.',
    ]);
  });

  test('asks for the gates that it needs, wherever in the program it comes', () => {
    const { program, pool } = patched();
    expect(program.gates()).toEqual([]);
    pool.virtualMachinePool.addJsonPatch(...HOST_DISK);
    expect(program.gates()).toEqual(['HostDisk']);
  });

  test('counts in what the pool asks of its namespace', () => {
    const { program } = patched(
      JsonPatch.replace('/spec/replicas', 10),
      JsonPatch.replace(`${VMI}/domain/cpu/cores`, 12),
    );
    const [demand] = program.demands();
    expect([demand?.machines, demand?.cpu?.toCoresText()]).toEqual([10, '1205m']);
  });

  test('is worth its notices', () => {
    expect(notices(patched(JsonPatch.replace('/spec/updateStrategy', { proactive: {} })).pool)).toEqual([
      expect.stringContaining('spec.updateStrategy is proactive'),
    ]);
  });

  test('that gives two pools disks of one name is found', () => {
    const { program, pool } = patched(
      JsonPatch.replace(`${MACHINE}/dataVolumeTemplates/0/metadata/name`, 'others-boot'),
      JsonPatch.replace(`${VMI}/volumes/0/dataVolume/name`, 'others-boot'),
    );
    program.pool({}, 'others');
    expect(program.problems()).toEqual([
      `[infra/tenant/others/VirtualMachinePool] ${pool.virtualMachinePool.node.path} and `
        + 'infra/tenant/others/VirtualMachinePool both have a disk "others-boot", so members of the two would take '
        + 'each other\'s disks. Give one of the disks or pools another name.',
    ]);
  });

  test.each<[string, JsonPatch, string]>([
    [
      'with a path that does not exist',
      JsonPatch.replace('/spec/nope/x', 3),
      '[infra/tenant/workers/VirtualMachinePool] cannot be rendered',
    ],
    [
      'that takes the metadata away',
      JsonPatch.remove('/metadata'),
      '[infra/tenant/workers/VirtualMachinePool] cannot be identified by the API server, because metadata.name is '
        + 'missing',
    ],
    [
      'that takes the spec away',
      JsonPatch.remove('/spec'),
      '[infra/tenant/workers/VirtualMachinePool] spec is missing, but is required. Write it.',
    ],
    [
      'that leaves no shape',
      JsonPatch.replace(VMI, 'none'),
      'spec.virtualMachineTemplate.spec.template.spec is "none", but must be of type object. Write a map.',
    ],
  ])('%s is told of in one sentence', (_name, patch, sentence) => {
    expect(patched(patch).program.problems()).toEqual([expect.stringContaining(sentence)]);
  });
});

describe('a lazy value', () => {
  test('is asked at synthesis, and checked', () => {
    const program = new Program();
    let replicas = 1;
    const dataVolumeTemplates = Lazy.any({ produce: () => [] });
    program.pool({
      overrides: { dataVolumeTemplates },
      ...options({ overrides: { replicas: Lazy.any({ produce: () => replicas }) } }),
    });
    expect(program.demands()[0]?.machines).toBe(1);
    replicas = 7;
    expect(program.demands()[0]).toMatchObject({ machines: 7, volumes: 0 });
    replicas = -7;
    expect(program.problems()).toContainEqual(expect.stringContaining('spec.replicas is -7, but must be >= 0'));
  });

  test('may stand in a prop', () => {
    const program = new Program();
    program.pool({ replicas: Lazy.any({ produce: () => 4 }) });
    expect(program.demands()[0]?.machines).toBe(4);
    expect(program.problems()).toEqual([]);
  });

  test('that throws is told of, and stops nothing', () => {
    const produce = () => {
      throw new Error('not yet');
    };
    expect(problemsOf(options({ overrides: { paused: Lazy.any({ produce }) } }))).toEqual([
      expect.stringMatching(/^\[infra\/tenant\/workers\/VirtualMachinePool\] cannot be rendered: .*not yet/),
    ]);
  });
});

describe('disks that are copied from elsewhere', () => {
  const template = (spec: object) => ({
    overrides: { dataVolumeTemplates: [{ metadata: { name: 'workers-boot' }, spec }] },
  });
  const SIZED = { resources: { requests: { storage: '10Gi' } } };
  const AT = '[infra/tenant/workers/VirtualMachinePool] spec.virtualMachineTemplate.spec.dataVolumeTemplates[0].spec';
  const cannot = (field: string) =>
    `${AT}.${field}.namespace is "other", and nothing says that machines of namespace "cluster-a" may clone from `
      + 'there, without which CDI refuses the disk. Name a GoldenImage of that namespace, or a GoldenImage.existing '
      + 'with cloneableFrom, or clone from the machine\'s own namespace.';
  const reference = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'a', namespace: 'other' };

  test.each<[string, Partial<WorkerPoolProps>]>([
    ['source.pvc', template({ source: { pvc: { name: 'a', namespace: 'other' } }, storage: SIZED })],
    ['source.snapshot', template({ source: { snapshot: { name: 'a', namespace: 'other' } }, storage: SIZED })],
    ['sourceRef', template({ sourceRef: { kind: 'DataSource', name: 'a', namespace: 'other' }, storage: SIZED })],
    ['storage.dataSourceRef', template({ storage: { ...SIZED, dataSourceRef: reference } })],
    ['pvc.dataSourceRef', template({ pvc: { ...SIZED, accessModes: ['ReadWriteOnce'], dataSourceRef: reference } })],
  ])('%s of a namespace without clone rights', (field, props) => {
    expect(saidOf(props)).toEqual([`warning ${cannot(field)}`]);
  });

  test('of a JSON patch too', () => {
    const program = new Program();
    program
      .pool()
      .virtualMachinePool.addJsonPatch(
        JsonPatch.replace(`${MACHINE}/dataVolumeTemplates/0/spec/sourceRef/namespace`, 'other'),
      );
    expect(findingsOf(program.app)).toEqual([`warning ${cannot('sourceRef')}`]);
  });

  test.each(['cluster-a', 'golden-images', undefined])('of namespace %s are fine', (namespace) => {
    expect(
      problemsOf(template({ sourceRef: { kind: 'DataSource', name: 'other-image', namespace }, storage: SIZED })),
    ).toEqual([]);
  });
});

describe('a whole platform', () => {
  const platform = (app: App, tenantProps: TenantNamespaceProps) => {
    const infra = new KubeVirtCluster(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
    const image = new GoldenImage(infra, 'ubuntu', {
      source: ImageSource.http('https://images.example.com/ubuntu.qcow2'),
      capacity: Size.gibibytes(10),
    });
    const tenant = new TenantNamespace(infra, 'tenant', tenantProps);
    return {
      infra,
      tenant,
      pool: (props: Partial<WorkerPoolProps> = {}) =>
        new WorkerPool(tenant, 'workers', { replicas: 1, size: SIZE, image, ...props }),
    };
  };

  test('gives the right to clone to the account that machines run as, which KubeVirt asks for', () => {
    const app = new BundleApp();
    const { infra, tenant, pool } = platform(app, {});
    const image = infra.node.findChild('ubuntu') as GoldenImage;
    pool({ overrides: { template: { spec: { serviceAccountName: 'builder' } } } });
    new WorkerPool(tenant, 'mounting', { replicas: 1, size: SIZE, image }).virtualMachinePool.addJsonPatch(
      JsonPatch.add(`${VMI}/volumes/-`, { name: 'account', serviceAccount: { serviceAccountName: 'mounted' } }),
      JsonPatch.add(`${VMI}/domain/devices/disks/-`, { name: 'account', disk: { bus: 'virtio' } }),
    );
    new WorkerPool(tenant, 'plain', { replicas: 1, size: SIZE, image });
    expect(image.cloneRoleBinding!.toJson().subjects.map(({ name }: { name: string }) => name)).toEqual([
      'builder',
      'default',
      'mounted',
    ]);
  });

  test('turns on what a patch needs, though its custom resource comes first', () => {
    const app = new BundleApp();
    platform(app, {})
      .pool()
      .virtualMachinePool.addJsonPatch(JsonPatch.add(`${VMI}/domain/devices/autoattachVSOCK`, true));
    expect(app.synthYaml()).toMatch(/featureGates:\n +- VSOCK\n/);
  });

  test('does not turn on a gate that opens the nodes', () => {
    const app = new BundleApp();
    platform(app, {})
      .pool()
      .virtualMachinePool.addJsonPatch(...HOST_DISK);
    expect(() => app.synthYaml()).toThrow(
      'infra/tenant/workers/VirtualMachinePool needs the feature gate "HostDisk", which opens the nodes and so is not '
        + 'turned on by being used. Name it in featureGates of the cluster, or remove what needs it.',
    );
  });

  test('holds a patched number of replicas against the quota', () => {
    const app = new BundleApp();
    const pool = platform(app, { quota: { machines: 2 } }).pool();
    app.synthYaml();
    pool.virtualMachinePool.addJsonPatch(JsonPatch.replace('/spec/replicas', 10));
    expect(() => app.synthYaml()).toThrow(
      /quota\.machines 2 does not hold .* 10 × 1 of infra\/tenant\/workers|quota\.machines 2 does not hold/,
    );
  });

  test('turns on what a size of the tenant needs, and counts it', () => {
    const app = new BundleApp();
    const overrides = {
      cpu: { dedicatedCPUPlacement: true },
      hostDevices: [{ name: 'a', deviceName: 'example.com/a' }],
    };
    const { infra, pool } = platform(app, {
      quota: { cpu: 3 },
      sizes: [{ name: 'pinned', cpu: 4, memory: '4Gi', overrides }],
    });
    pool({ size: MachineSize.instancetype('pinned') });
    expect(infra.featureGateUsers()).toEqual({
      CPUManager: ['infra/tenant/workers/VirtualMachinePool'],
      HostDevices: ['infra/tenant/workers/VirtualMachinePool'],
    });
    expect(() => app.synthYaml()).toThrow(/quota\.cpu 3 does not hold .*4015m/);
  });

  test("has a policy's PriorityClass where its machines are", () => {
    const app = new BundleApp();
    const { pool } = platform(app, {});
    const elsewhere = KubeVirtCluster.existing(app, 'other', {
      kubevirt: KubeVirtRelease.V1_9_0,
      cdi: CdiRelease.V1_66_0,
    });
    pool({ scheduling: new SchedulingPolicy(elsewhere, 'first', { priorityClass: { value: 10 } }) });
    expect(() => app.synthYaml()).toThrow(
      '[infra/tenant/workers] scheduling is other/first, whose PriorityClass "first" is made in another cluster than '
        + 'infra, where the machines are; no machine would start. Create a policy below infra, or write '
        + 'priorityClassName for a class that exists there.',
    );
  });

  test('may share a policy of another cluster that makes nothing', () => {
    const app = new BundleApp();
    const { pool } = platform(app, {});
    pool({ scheduling: new SchedulingPolicy(app, 'apart', { podAntiAffinityPreset: Preset.SOFT }) });
    expect(app.synthYaml()).toContain('podAntiAffinity');
  });
});

describe('whatever is patched or laid over', () => {
  const pointers = (value: unknown, at: string): string[] =>
    typeof value === 'object' && value !== null
      ? [
        at,
        ...Object.entries(value).flatMap(([key, each]) =>
          pointers(each, `${at}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`),
        ),
      ]
      : [at];
  const rich: Partial<WorkerPoolProps> = {
    extraDisks: [{ name: 'data', capacity: '1Gi' }],
    overrides: {
      instancetype: { kind: 'VirtualMachineInstancetype', name: 'standard-2' },
      template: {
        spec: {
          dnsConfig: { nameservers: ['10.0.0.1'] },
          livenessProbe: { httpGet: { port: 80 } },
          domain: {
            features: { smm: {} },
            firmware: { bootloader: { efi: {} } },
            memory: { hugepages: { pageSize: '2Mi' } },
          },
        },
      },
    },
  };
  const paths = pointers(new Program().pool(rich).virtualMachinePool.toJson(), '').filter((path) => path !== '');
  const anything = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      '',
      'a',
      0,
      -1,
      1.5,
      true,
      [],
      {},
      [null],
      [[]],
      [{}],
      ['a', 'a'],
      { a: null },
      { name: null },
    ),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const patch = fc.oneof(
    fc.tuple(fc.constantFrom(...paths), anything).map(([path, value]) => JsonPatch.replace(path, value)),
    fc.tuple(fc.constantFrom(...paths), anything).map(([path, value]) => JsonPatch.add(path, value)),
    fc
      .tuple(fc.constantFrom(...paths), fc.stringMatching(/^[a-z]{1,8}$/), anything)
      .map(([path, key, value]) => JsonPatch.add(`${path}/${key}`, value)),
    fc.constantFrom(...paths).map((path) => JsonPatch.remove(path)),
    fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...paths)).map(([from, to]) => JsonPatch.copy(from, to)),
  );
  // What a patch library or a lazy value throws while an object is rendered is quoted behind "cannot be rendered".
  const SENTENCE =
    /^\[infra[^\]]*\] (cannot be rendered|(?!.*(is not a function|is not iterable|Cannot read|Cannot convert))).+/;

  test("patches end in sentences, never in an error of the program's own", () => {
    fc.assert(
      fc.property(fc.array(patch, { minLength: 1, maxLength: 3 }), (patches) => {
        const program = new Program();
        program.pool(rich).virtualMachinePool.addJsonPatch(...patches);
        for (const problem of program.problems()) expect(problem).toMatch(SENTENCE);
      }),
      { numRuns: 400 },
    );
  });

  test('so do overrides, with lazy values in them or without', () => {
    const keys = fc.constantFrom(
      'spec',
      'template',
      'metadata',
      'labels',
      'annotations',
      'domain',
      'devices',
      'disks',
      'volumes',
      'cpu',
      'memory',
      'resources',
      'requests',
      'dataVolumeTemplates',
      'networks',
      'interfaces',
      'affinity',
      'tolerations',
      'name',
      'dnsConfig',
      'kubevirt.io/ignitiondata',
    );
    const { tree } = fc.letrec<{ tree: unknown; lazy: unknown }>((tie) => ({
      lazy: anything.map((value) => Lazy.any({ produce: () => value })),
      tree: fc.oneof(
        { maxDepth: 6 },
        anything,
        tie('lazy'),
        fc.dictionary(keys, tie('tree'), { maxKeys: 4 }),
        fc.array(tie('tree'), { maxLength: 2 }),
      ),
    }));
    fc.assert(
      fc.property(tree, tree, (template, vmi) => {
        const program = new Program();
        program.pool({ overrides: { ...(template as object), template: { spec: vmi } } as any });
        for (const problem of program.problems()) expect(problem).toMatch(SENTENCE);
      }),
      { numRuns: 300 },
    );
  });
});
