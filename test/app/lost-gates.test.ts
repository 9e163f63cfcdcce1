import { BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease, TenantNamespace } from '../../src';
import { temporaryDirectory } from '../directory';

const directory = temporaryDirectory();

/** Writes a cluster of a release, and answers with the lines about gates that it prints. */
function synth(kubevirt: KubeVirtRelease, hasTenant: boolean): string[] {
  const app = new BundleApp({ outdir: directory() });
  const infra = new KubeVirtCluster(app, 'infra', { kubevirt, cdi: CdiRelease.V1_66_0 });
  if (hasTenant) new TenantNamespace(infra, 'acme', { kubernetes: [{ csiDriver: {} }] });
  const printed: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  try {
    app.synth();
  } finally {
    write.mockRestore();
  }
  return printed.filter((line) => line.includes('KV072'));
}

test.each(KubeVirtRelease.all())('a tenant that leaves turns off a gate in %s, which is told once', (release) => {
  expect(synth(release, true)).toEqual([]);
  expect(synth(release, false)).toEqual(['info KV072 [infra/kubevirt-cr] spec.configuration.developerConfiguration '
    + 'turns off the feature gate "DeclarativeHotplugVolumes", on in the bundle before: nothing in the program needs '
    + 'it any more, but what stays in the cluster may. Name each in featureGates of the cluster until nothing there '
    + 'uses it.\n']);
  expect(synth(release, false)).toEqual([]);
});

test('an upgrade alone turns off nothing', () => {
  for (const release of KubeVirtRelease.all()) expect(synth(release, false)).toEqual([]);
});

test('a tenant that leaves with an upgrade turns off a gate too', () => {
  synth(KubeVirtRelease.V1_8_4, true);
  expect(synth(KubeVirtRelease.V1_9_0, false)).toHaveLength(1);
});
