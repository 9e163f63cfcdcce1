import {
  AccessMode,
  BundleApp,
  CdiRelease,
  CloneStrategy,
  ImportFormat,
  KubeVirtCluster,
  KubeVirtRelease,
  StorageProfile,
  StorageProfileProps,
  VolumeMode,
} from '../../src';
import { filesIn, temporaryDirectory } from '../directory';
import { errorsOf } from '../findings';

const directory = temporaryDirectory();

function profile(
  props: StorageProfileProps, cdi: CdiRelease = CdiRelease.V1_66_0, outdir?: string,
): { app: BundleApp; json: any } {
  const app = new BundleApp({ outdir });
  const infra = KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi });
  return { app, json: new StorageProfile(infra, 'fast', props).profile.toJson() };
}

const ALL: StorageProfileProps = {
  modes: [
    { accessModes: [AccessMode.READ_WRITE_MANY], volumeMode: VolumeMode.BLOCK },
    { accessModes: [AccessMode.READ_WRITE_ONCE], volumeMode: VolumeMode.FILESYSTEM },
  ],
  cloneStrategy: CloneStrategy.SNAPSHOT,
  snapshotClassName: 'fast-snapshots',
  importFormat: ImportFormat.SNAPSHOT,
};

test.each(CdiRelease.all().map((cdi) => [String(cdi), cdi] as const))('everything is written for %s', (_name, cdi) => {
  const { app, json } = profile(ALL, cdi);
  expect(errorsOf(app)).toEqual([]);
  expect(json).toMatchObject({
    apiVersion: 'cdi.kubevirt.io/v1beta1',
    kind: 'StorageProfile',
    metadata: { name: 'fast', annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } },
    spec: {
      claimPropertySets: [
        { accessModes: ['ReadWriteMany'], volumeMode: 'Block' },
        { accessModes: ['ReadWriteOnce'], volumeMode: 'Filesystem' },
      ],
      cloneStrategy: 'snapshot',
      snapshotClass: 'fast-snapshots',
      dataImportCronSourceFormat: 'snapshot',
    },
  });
});

test('what is left out is left to CDI', () => {
  expect(profile({ cloneStrategy: CloneStrategy.COPY }).json.spec).toEqual({ cloneStrategy: 'copy' });
});

test('it stands in the catalog, after the operators that install its kind', () => {
  const outdir = directory();
  profile(ALL, CdiRelease.V1_66_0, outdir).app.synth();
  expect(Object.keys(filesIn(outdir))).toContain('clusters/infra/30-catalog/storage-profiles.k8s.yaml');
});

test('mistakes name the props', () => {
  expect(errorsOf(profile({ ...ALL, snapshotClassName: 'Fast', storageClassName: 'Very Fast' }).app)).toEqual([
    expect.stringContaining('storageClassName "Very Fast"'),
    expect.stringContaining('snapshotClassName "Fast" is not a DNS subdomain'),
  ]);
});
