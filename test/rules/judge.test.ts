import { ApiObject } from 'cdk8s';
import { BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease } from '../../src';

/** The rules, with the fields, that find something in the only object of a program. */
function found(object: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}): string[] {
  const app = new BundleApp();
  new ApiObject(
    KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 }),
    'object',
    object,
  );
  return app.check().map(({ rule, field }) => `${rule} ${field}`);
}

function machine(domain: object, spec: object = {}) {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstance',
    metadata: { name: 'machine', namespace: 'a' },
    spec: { domain: { devices: { autoattachPodInterface: false }, memory: { guest: '1Gi' }, ...domain }, ...spec },
  };
}

describe('two mistakes are two findings at once', () => {
  test('of a memory and a disk, a network and its name', () => {
    const devices = {
      disks: [{ name: 'My Disk', disk: { bus: 'virtio' } }],
      interfaces: [{ name: 'net', bridge: {} }],
    };
    const rest = {
      networks: [{ name: 'net', multus: { networkName: 'A B' } }],
      volumes: [{ name: 'My Disk', emptyDisk: { capacity: '1Gi' } }],
    };
    expect(found(machine({ memory: { guest: '16GB' }, devices }, rest))).toEqual([
      'K8S010 spec.domain.memory.guest',
      'VM029 spec.domain.devices.disks[0].name',
      'VM109 spec.networks[0].multus.networkName',
    ]);
  });

  test('of the size and the class of a DataVolume', () => {
    const storage = { storageClassName: 'My Class', resources: { requests: { storage: '10GB' } } };
    expect(found({
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'DataVolume',
      metadata: { name: 'disk', namespace: 'a' },
      spec: { source: { blank: {} }, storage },
    })).toEqual(['K8S010 spec.storage.resources.requests.storage', 'IMG013 spec.storage.storageClassName']);
  });

  test('of the size of a guest and its cores', () => {
    expect(found({
      apiVersion: 'instancetype.kubevirt.io/v1beta1',
      kind: 'VirtualMachineInstancetype',
      metadata: { name: 'size', namespace: 'a' },
      spec: { cpu: { guest: 0 }, memory: { guest: '16GB' } },
    })).toEqual(['K8S010 spec.memory.guest', 'TENANT026 spec.cpu.guest']);
  });
});

describe('one mistake is one finding', () => {
  test('of a quantity that cannot be read', () => {
    expect(found(machine({ memory: { guest: '16GB' } }))).toEqual(['K8S010 spec.domain.memory.guest']);
  });

  test('of a number that is not whole', () => {
    const topologySpreadConstraints = [{ maxSkew: 0.5, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }];
    expect(found(machine({}, { topologySpreadConstraints }))).toEqual([
      'K8S009 spec.topologySpreadConstraints[0].maxSkew',
    ]);
  });

  test('of two items of one key', () => {
    const constraint = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' };
    expect(found(machine({}, { topologySpreadConstraints: [constraint, constraint] }))).toEqual([
      'K8S013 spec.topologySpreadConstraints',
    ]);
  });
});

test('what may be accepted hides nothing else about its field', () => {
  const priority = {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'system-a', annotations: { '1e3': 'a' } },
    value: 1,
  };
  expect(found(priority)).toEqual(['K8S016 metadata.annotations', 'SCHED024 metadata.name']);
});

test('two mistakes are two findings', () => {
  expect(found(machine({}, { tolerations: [{ key: 'a b' }], dnsPolicyy: 'None' }))).toEqual([
    'K8S006 spec.dnsPolicyy',
    'SCHED015 spec.tolerations[0].key',
  ]);
});
