import * as fc from 'fast-check';
import { clusterApi } from '../../../examples/cluster-api/cluster-api';
import { kkp } from '../../../examples/kkp/kkp';
import { nfv } from '../../../examples/nfv/nfv';
import { platform } from '../../../examples/platform/platform';
import { fleet } from '../../../examples/vm-fleet/fleet';
import { BundleApp, CdiRelease, KubeVirtRelease, Layer } from '../../../src';
import { TENANT_KINDS } from '../../../src/delivery/flux/tenant-kinds';
import { isBound } from '../../../src/delivery/model/bounds';
import { withInventory } from '../../../src/inventory/inventory';
import { build } from '../../random/build';
import { program } from '../../random/program';
import { quietly } from '../../random/quietly';

const [kubevirt, cdi] = [KubeVirtRelease.V1_9_0, CdiRelease.V1_66_0];

/** The kind of objects that random programs add, and no construct writes. */
const OWN = 'coordination.k8s.io/Lease';

/** The kinds of objects in the folders of tenants' machines. */
function kindsIn(app: BundleApp): string[] {
  quietly(() => app.check());
  return withInventory(app, ({ entries }) => entries
    .filter(({ placement: { layer, tenant } }) => layer === Layer.WORKLOADS && tenant !== undefined)
    .filter(({ namespace }) => namespace !== undefined)
    .map(({ group, kind }) => `${group}/${kind}`));
}

test('no kind that Flux may handle beside the machines of a tenant bounds the tenant', () => {
  expect(TENANT_KINDS.filter(([group, kind]) => isBound({ group, kind }))).toEqual([]);
});

test('each kind that constructs write beside the machines of a tenant is one that Flux may always handle', () => {
  const examples = [clusterApi, kkp, nfv, platform, fleet].map((example) => {
    const app = new BundleApp();
    example(app, kubevirt, cdi);
    return app;
  });
  const programs = fc.sample(program({ kubevirt, cdi, judged: false }), { numRuns: 6, seed: 1 });
  const apps = [...examples, ...programs.map((each) => quietly(() => build(each, 'nowhere')))];
  const written = new Set(apps.flatMap(kindsIn));
  expect([...written]).toEqual(expect.arrayContaining([
    '/Service', 'autoscaling/HorizontalPodAutoscaler', 'cluster.x-k8s.io/Cluster', 'kubevirt.io/VirtualMachine',
    'pool.kubevirt.io/VirtualMachinePool',
  ]));
  written.delete(OWN);
  const known = TENANT_KINDS.map((kind) => kind.join('/'));
  expect([...written].filter((kind) => !known.includes(kind)).sort()).toEqual([]);
});
