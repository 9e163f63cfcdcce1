import { ApiObject } from 'cdk8s';
import {
  Boot, BundleApp, CdiRelease, DiskBus, Instancetype, KubeVirtCluster, KubeVirtRelease, MachineSize, Preference,
  TenantNamespace, VirtualMachine, VirtualMachineInstancePreset,
} from '../src';
import { errorsOf, rulesOf } from './findings';
import { synthesise } from '../src/app/synthesis';

/*
 * The rows 1.19 to 1.24 of the documents that the library began with: presets as sizes of Kubermatic's machines. KKP
 * has copied no presets since version 2.22. Each test shows what a program writes today in their place. Row 4.2 is
 * about presets too: a machine overrides its preset.
 */

const { KUBERMATIC_STANDARD } = VirtualMachineInstancePreset;
const NOTHING = { acceptances: [], findings: [] };

function program() {
  const app = new BundleApp();
  const infra = new KubeVirtCluster(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
    networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] },
  });
  const tenant = new TenantNamespace(infra, 'acme');
  const machine = (size: MachineSize) => new VirtualMachine(tenant, 'worker', {
    boot: Boot.containerDisk('quay.io/a/b:1'), size,
  });
  return { app, infra, tenant, machine };
}

const named = (machine: VirtualMachine) => machine.apiObject.toJson().spec.instancetype;

test('1.19: a machine names its flavor as an instancetype', () => {
  const { app, tenant, machine } = program();
  const size = VirtualMachineInstancePreset.toInstancetype(tenant, 'standard', KUBERMATIC_STANDARD);
  expect(named(machine(MachineSize.from(size))))
    .toEqual({ kind: 'VirtualMachineInstancetype', name: 'kubermatic-standard' });
  expect(errorsOf(app)).toEqual([]);
});

test('1.20: what all tenants share is cluster-wide, and needs no copies', () => {
  const { app, infra, machine } = program();
  const size = VirtualMachineInstancePreset.toInstancetype(infra, 'standard', KUBERMATIC_STANDARD);
  expect(named(machine(MachineSize.from(size))))
    .toEqual({ kind: 'VirtualMachineClusterInstancetype', name: 'kubermatic-standard' });
  expect(errorsOf(app)).toEqual([]);
});

test('1.21: kubermatic-standard has two CPUs and 8Gi, as standard-2 of every tenant has', () => {
  const { tenant } = program();
  const { apiObject } = VirtualMachineInstancePreset.toInstancetype(tenant, 'standard', KUBERMATIC_STANDARD);
  const [standard] = tenant.instancetypes.map((each) => each.toJson().spec);
  expect(apiObject.toJson().spec).toEqual({ cpu: { guest: 2 }, memory: { guest: '8Gi' } });
  expect(standard).toEqual(apiObject.toJson().spec);
});

test('1.21: the preset as the document has it lacks what the API server requires', () => {
  const { app, tenant } = program();
  const resources = { requests: { cpu: 2, memory: '8Gi' }, limits: { cpu: 2, memory: '8Gi' } };
  new ApiObject(tenant, 'plain', {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachineInstancePreset',
    metadata: { name: 'kubermatic-standard', namespace: tenant.namespaceName },
    spec: { domain: { resources }, selector: { matchLabels: { 'kubevirt.io/flavor': 'kubermatic-standard' } } },
  } as never);
  expect(errorsOf(app)).toEqual([expect.stringContaining('spec.domain.devices is missing, but is required')]);
});

test('1.22: a changed size reaches new machines alone, and a warning says so', () => {
  const sized = (cpu: number) => {
    const { app, tenant } = program();
    new Instancetype(tenant, 'kubermatic-standard', { cpu, memory: '8Gi' });
    return app;
  };
  const { files } = synthesise(sized(2), NOTHING);
  const before = (path: string) => [...(files.get(path) ?? [])].join('');
  const warnings = synthesise(sized(4), NOTHING, { written: before }).findings.filter(({ rule }) => rule === 'SIZE012');
  expect(warnings.map(({ message }) => message)).toEqual([
    expect.stringContaining('changes in spec.cpu.guest (2 to 4), but machines that exist keep what it was'),
  ]);
});

test('1.23: requests are merged too, and limits are not, which is an error', () => {
  const { app, tenant } = program();
  const limits = { cpu: '2', memory: '8Gi' };
  const overrides = { resources: { limits } };
  new VirtualMachineInstancePreset(tenant, 'standard', { ...KUBERMATIC_STANDARD, overrides });
  expect(errorsOf(app)).toEqual([expect.stringContaining('spec.domain.resources.limits does not reach any instance')]);
});

test('1.24: a preset is deprecated, and only v1beta1 of instancetypes is served', () => {
  const { app, tenant } = program();
  new VirtualMachineInstancePreset(tenant, 'standard', KUBERMATIC_STANDARD);
  expect(rulesOf(app)).toContain('SIZE013');
  const versions = KubeVirtRelease.all().map((release) => (
    release.apiVersion('instancetype.kubevirt.io', 'VirtualMachineInstancetype')));
  expect(new Set(versions)).toEqual(new Set(['instancetype.kubevirt.io/v1beta1']));
});

describe('4.2: a machine overrides its preset', () => {
  const plain = (tenant: TenantNamespace, cpu: object | undefined, more: object) => new ApiObject(tenant, 'plain', {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'plain', namespace: tenant.namespaceName },
    spec: {
      runStrategy: 'Always',
      template: {
        spec: {
          domain: {
            cpu,
            devices: {
              disks: [{ name: 'root', disk: { bus: 'sata' } }], interfaces: [{ name: 'default', masquerade: {} }],
            },
          },
          networks: [{ name: 'default', pod: {} }],
          volumes: [{ name: 'root', containerDisk: { image: 'quay.io/a/b:1' } }],
        },
      },
      ...more,
    },
  } as never);
  const instancetype = { kind: 'VirtualMachineInstancetype', name: 'kubermatic-standard' };
  const sized = () => {
    const made = program();
    VirtualMachineInstancePreset.toInstancetype(made.tenant, 'standard', KUBERMATIC_STANDARD);
    return made;
  };

  test('but not the instancetype that is made of it: a field of both is an error', () => {
    const { app, tenant } = sized();
    plain(tenant, { cores: 4 }, { instancetype });
    expect(errorsOf(app)).toEqual([expect.stringContaining('spec.template.spec.domain.cpu.cores is 4, but')]);
    const alone = sized();
    plain(alone.tenant, undefined, { instancetype });
    expect(errorsOf(alone.app)).toEqual([]);
  });

  test('and it overrides a preference, whose disk bus is another one here', () => {
    const { app, tenant } = sized();
    const preference = new Preference(tenant, 'linux', { devices: { diskBus: DiskBus.VIRTIO } });
    plain(tenant, undefined, { instancetype, preference: { kind: 'VirtualMachinePreference', name: 'linux' } });
    expect(preference.apiObject.toJson().spec.devices.preferredDiskBus).toBe('virtio');
    expect(errorsOf(app)).toEqual([]);
  });
});
