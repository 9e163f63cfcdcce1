import { ApiObject, Testing } from 'cdk8s';
import { BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease, TenantNamespace } from '../../src';
import { errorsOf, rulesOf } from '../findings';

/** Names that every object of JavaScript has. */
const NAMES = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'];

function platform(featureGates: string[] = []) {
  const app = new BundleApp({ outdir: Testing.app().outdir });
  const releases = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
  const infra = new KubeVirtCluster(app, 'infra', { ...releases, featureGates });
  const tenant = new TenantNamespace(infra, 'blue');
  return { app, infra, tenant };
}

test.each(NAMES)('"%s" is no feature gate', (name) => {
  const { app } = platform([name]);
  expect(errorsOf(app).join('\n')).toContain(`featureGates names "${name}", which is not a feature gate`);
  expect(rulesOf(app)).toContain('KV001');
});

test.each(NAMES)('"%s" is no scope of a quota', (name) => {
  const { app, tenant } = platform();
  const spec = { hard: { pods: '1' }, scopes: [name] };
  new ApiObject(tenant, 'quota', { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'a' }, spec });
  expect(rulesOf(app)).toContain('TENANT020');
});

test.each(NAMES)('"%s" as architecture, machine type, gate or word of a machine gives findings alone', (name) => {
  const { app, tenant } = platform();
  const domain = {
    cpu: { [name]: 1, model: name },
    machine: { type: name },
    memory: { guest: '1Gi' },
    firmware: { bootloader: name },
    devices: {
      disks: [{ name, disk: { bus: name } }],
      interfaces: [{ name, [name]: {} }],
      watchdog: { name, [name]: {} },
    },
  };
  const spec = { runStrategy: name, template: { spec: { architecture: name, evictionStrategy: name, domain } } };
  for (const kind of ['VirtualMachine', 'VirtualMachinePool']) {
    const apiVersion = kind === 'VirtualMachine' ? 'kubevirt.io/v1' : 'pool.kubevirt.io/v1beta1';
    const [selector, updateStrategy] = [{ matchLabels: { [name]: name } }, { [name]: {} }];
    const pool = { virtualMachineTemplate: { spec }, selector, updateStrategy };
    const fields = { apiVersion, kind, metadata: { name: 'a' } };
    new ApiObject(tenant, kind, { ...fields, spec: kind === 'VirtualMachine' ? spec : pool });
  }
  expect(rulesOf(app).length).toBeGreaterThan(0);
});
