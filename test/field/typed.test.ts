import { compared } from '../../src/migrate/typescript/same/compare';
import { written } from '../../tools/field/typed/written';

/** A machine as people write it. */
const SHORT = {
  running: true,
  dataVolumeTemplates: [{
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'DataVolume',
    metadata: { name: 'root' },
    spec: {
      source: { http: { url: 'https://images.example.com/a.qcow2' } },
      storage: { resources: { requests: { storage: '10Gi' } } },
    },
  }],
  template: {
    metadata: { labels: { app: 'db' } },
    spec: {
      affinity: {},
      domain: {
        devices: {
          disks: [{ name: 'rootdisk', disk: { bus: 'virtio' } }, { name: 'tools', cdrom: {} }],
          interfaces: [{ name: 'pod', masquerade: {}, model: 'virtio' }],
          filesystems: [{ name: 'files', virtiofs: {} }],
        },
        features: { acpi: { enabled: true } },
        resources: { requests: { memory: '2048Mi', cpu: 2 } },
      },
      networks: [{ name: 'pod', pod: {} }],
      terminationGracePeriodSeconds: 0,
      volumes: [
        { name: 'rootdisk', dataVolume: { name: 'root' } },
        { name: 'tools', containerDisk: { image: 'quay.io/a/tools:1' } },
        { name: 'files', configMap: { name: 'files' } },
        { name: 'init', cloudInitNoCloud: { userData: '#cloud-config\npassword: hunter2' } },
      ],
    },
  },
};

/** The same machine with everything that KubeVirt would fill in, and other names. */
const LONG = {
  runStrategy: 'Always',
  dataVolumeTemplates: [{
    metadata: { name: 'db-boot' },
    spec: {
      source: { http: { url: 'https://images.example.com/a.qcow2' } },
      storage: { resources: { requests: { storage: '10240Mi' } } },
    },
  }],
  template: {
    metadata: { labels: { app: 'db' } },
    spec: {
      domain: {
        cpu: { cores: 1, sockets: 2, threads: 1 },
        memory: { guest: '2Gi' },
        devices: {
          disks: [
            { name: 'c', cdrom: { bus: 'sata', readonly: true, tray: 'closed' } },
            { name: 'a', bootOrder: 1, disk: { bus: 'virtio' } },
            { name: 'z', disk: { bus: 'sata' } },
          ],
          interfaces: [{ name: 'default', masquerade: {} }],
          filesystems: [{ name: 'files', virtiofs: {} }],
        },
        features: { acpi: {} },
        resources: { requests: { memory: '2Gi', cpu: '2' } },
      },
      evictionStrategy: 'None',
      networks: [{ name: 'default', pod: {} }],
      terminationGracePeriodSeconds: 0,
      volumes: [
        { name: 'files', configMap: { name: 'files' } },
        { name: 'z', cloudInitNoCloud: { userData: '#cloud-config\npassword: hunter2' } },
        { name: 'c', containerDisk: { image: 'quay.io/a/tools:1', imagePullPolicy: 'IfNotPresent' } },
        { name: 'a', dataVolume: { name: 'db-boot' } },
      ],
    },
  },
};

test('a machine is the same however it is written', () => {
  expect(compared(copyOf(SHORT), copyOf(LONG))).toEqual([]);
});

test('a machine is another one if any of its fields is another one', () => {
  const unseen = leavesOf(LONG).filter((steps) => {
    const changed = copyOf(LONG);
    change(changed, steps);
    return compared(copyOf(SHORT), changed).length === 0;
  });
  expect(unseen).toEqual([]);
});

test('a machine is another one if any of its fields is missing', () => {
  // KubeVirt fills these in
  const filled = /^(memory|cpu)$|cores|sockets|threads|guest|bus|bootOrder|readonly|tray|evictionStrategy|PullPolicy/;
  const unseen = leavesOf(LONG).filter((steps) => {
    const changed = copyOf(LONG);
    remove(changed, steps);
    return !filled.test(steps[steps.length - 1]) && compared(copyOf(SHORT), changed).length === 0;
  });
  expect(unseen).toEqual([]);
});

describe('a machine of an example', () => {
  const example = (spec: object) => ({
    source: 'example',
    accepted: true,
    virtualMachine: { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', metadata: { name: 'db' }, spec },
  });

  test('is written with typed props, its user data in a Secret', () => {
    const { hasUserData, problems } = written(example(withVirtioCloudInit()));
    expect(problems).toEqual([]);
    expect(hasUserData).toBe(true);
  });

  test('is not written if a field has no prop', () => {
    const spec = withVirtioCloudInit();
    const { problems } = written(example({
      ...spec, template: { ...spec.template, spec: { ...spec.template.spec, dnsPolicy: 'None' } },
    }));
    expect(problems).toEqual(['template.spec.dnsPolicy is missing']);
  });

  test('is not written if the rules refuse it', () => {
    const spec = withVirtioCloudInit();
    const { problems } = written(example({
      ...spec, template: { ...spec.template, spec: { ...spec.template.spec, hostname: 'not.a.label' } },
    }));
    expect(problems).toEqual([expect.stringMatching(/^rule VM\d+: /)]);
  });
});

/** The disk with cloud-init data is on virtio unless the guest cannot read it. */
function withVirtioCloudInit() {
  const spec = copyOf(SHORT);
  const { disks } = spec.template.spec.domain.devices;
  return {
    ...spec,
    template: {
      ...spec.template,
      spec: {
        ...spec.template.spec,
        domain: {
          ...spec.template.spec.domain,
          devices: {
            ...spec.template.spec.domain.devices, disks: [...disks, { name: 'init', disk: { bus: 'virtio' } }],
          },
        },
      },
    },
  };
}

/** A copy that a test may change. */
function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** The paths of all values that hold no others. */
function leavesOf(value: unknown, steps: readonly string[] = []): string[][] {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) return [[...steps]];
  return entries.flatMap(([field, inner]) => leavesOf(inner, [...steps, field]));
}

function holderOf(root: object, steps: readonly string[]): any {
  return steps.slice(0, -1).reduce<any>((holder, step) => holder[step], root);
}

function change(root: object, steps: readonly string[]): void {
  const holder = holderOf(root, steps);
  const last = steps[steps.length - 1];
  const value = holder[last];
  if (typeof value === 'boolean') holder[last] = !value;
  else if (typeof value === 'number') holder[last] = value + 1;
  else holder[last] = typeof value === 'string' ? `1${value}` : { another: true };
}

function remove(root: object, steps: readonly string[]): void {
  delete holderOf(root, steps)[steps[steps.length - 1]];
}
