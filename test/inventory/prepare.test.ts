import { ApiObject, Chart, Lazy } from 'cdk8s';
import { BundleApp, CdiRelease, InfraCluster, KubeVirtCluster, KubeVirtRelease } from '../../src';
import { onPrepare } from '../../src/inventory/prepare';
import { intend } from '../../src/inventory/tell';

function cluster(app = new BundleApp()): InfraCluster {
  return KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
}

/** An instance whose size is asked for when it is rendered. */
function machine(infra: InfraCluster, cores: () => number): ApiObject {
  const spec = { domain: { devices: {}, cpu: { cores: Lazy.any({ produce: cores }) } } };
  return new ApiObject(infra, 'machine', {
    apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineInstance', metadata: { name: 'a', namespace: 'a' }, spec,
  } as never);
}

describe('what constructs prepare', () => {
  test('is judged and written, and is asked for at each synthesis', () => {
    const infra = cluster();
    let asked = 0;
    onPrepare(infra, ({ entries }) => {
      asked++;
      if (entries.length > 0) return;
      new ApiObject(infra, 'late', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late', namespace: 'a' } });
    });
    const app = infra.node.root as BundleApp;
    expect(app.synthYaml()).toContain('name: late');
    expect(app.synthYaml()).toContain('name: late');
    expect(asked).toBe(2);
  });

  test('sees objects of the user as they were, and they are rendered anew', () => {
    const infra = cluster();
    let rendered = 0;
    const plain = machine(infra, () => ++rendered);
    onPrepare(infra, ({ clusters }) => clusters[0].machines.forEach((entry) => entry.object));
    (infra.node.root as BundleApp).check();
    expect(rendered).toBe(2);
    // those of our own constructs are not changed by anything, and rendered once
    intend(plain, {});
    (infra.node.root as BundleApp).check();
    expect(rendered).toBe(3);
  });

  test('may stand outside of any cluster', () => {
    const app = new BundleApp();
    const seen: number[] = [];
    onPrepare(new Chart(app, 'chart'), ({ clusters }) => void seen.push(clusters.length));
    app.check();
    expect(seen).toEqual([0]);
  });
});
