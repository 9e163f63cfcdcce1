import { ApiObject, JsonPatch, Lazy, Size } from 'cdk8s';
import {
  BundleApp, CdiRelease, GoldenImage, ImageSource, KubeVirtCluster, KubeVirtRelease, MachineSize, TenantNamespace,
  WorkerPool,
} from '../../src';

interface Cycle {
  [key: string]: unknown;
}

/** A value that holds itself in several places, so that following each way takes very long. */
function holdingItself(): Cycle {
  const cycle: Cycle = { is: 'a value' };
  return Object.assign(cycle, { one: cycle, other: cycle, list: [cycle, cycle] });
}

function giving(value: () => unknown): any {
  return Lazy.any({ produce: value });
}

function growing(): any {
  return giving(() => ({ one: growing(), list: [growing()] }));
}

function givingOneAnother(): any {
  const one: any = giving(() => other);
  const other: any = giving(() => one);
  return one;
}

const VALUES: [string, () => any][] = [
  ['a value that holds itself', holdingItself],
  ['a lazy one', () => giving(holdingItself)],
  ['one that always gives a new one', growing],
  ['two that give one another', givingOneAnother],
];

describe.each(VALUES)('%s is a finding, soon', (_what, make) => {
  function rulesIn(build: (tenant: TenantNamespace) => void): string[] {
    const app = new BundleApp({ outdir: 'unused' });
    const infra = KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
    build(new TenantNamespace(infra, 'a'));
    return app.check().filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
  }

  const object = (fields: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'o' }, ...fields });

  test.each<[string, (tenant: TenantNamespace) => void]>([
    ['data', (tenant) => new ApiObject(tenant, 'o', object({ data: make() }))],
    ['an annotation', (tenant) => {
      new ApiObject(tenant, 'o', object({ metadata: { name: 'o', annotations: { a: make() } } }));
    }],
    ['a patch', (tenant) => new ApiObject(tenant, 'o', object({})).addJsonPatch(JsonPatch.add('/data', { a: make() }))],
    ['a machine', (tenant) => {
      const machine = { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', spec: { template: { spec: make() } } };
      new ApiObject(tenant, 'o', object(machine));
    }],
    ['overrides of a pool', (tenant) => {
      const source = ImageSource.http('https://images.example.org/a.qcow2');
      const image = new GoldenImage(tenant.cluster, 'i', { source, capacity: Size.gibibytes(4) });
      const size = MachineSize.of({ cores: 1, memory: Size.gibibytes(1) });
      new WorkerPool(tenant, 'p', { replicas: 1, image, size, overrides: { template: { spec: make() } } });
    }],
  ])('in %s', (_where, build) => {
    expect(rulesIn(build)).toHaveLength(1);
  }, 20_000);
});
