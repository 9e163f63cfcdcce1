import { Bad, badKeys, badLabel, badLabels, badName, badNames, badSize, NO_NAME } from './bad';
import type { Place } from './places';
import { AccessMode } from '../../src';

const isRefreshed = ({ value }: Place): boolean => {
  const source = value.source as { readonly with: readonly { readonly refresh?: string }[] };
  return source.with.some((option) => option?.refresh !== undefined);
};
const once = (place: Place): boolean => !isRefreshed(place);

/** By prop of images and their sources, what it cannot be. */
export const BROKEN_IMAGES: { readonly [prop: string]: readonly Bad[] } = {
  'ExistingImageProps.dataSourceName': badName(),
  'ExistingImageProps.namespaceName': badLabel(),
  'ExistingImageProps.capacity': badSize(),
  'GoldenImageProps.source': [
    { to: { $call: 'ImageSource.http', with: ['images.example.com/x'] } },
    { to: { $call: 'ImageSource.http', with: ['https://images.example.com/'] } },
    { to: { $call: 'ImageSource.http', with: ['https://a:b@images.example.com/x'] } },
    { to: { $call: 'ImageSource.registry', with: ['quay.io/a/b'] } },
    { to: { $call: 'ImageSource.registry', with: ['docker://Quay/B'] } },
    { to: { $call: 'ImageSource.pvc', with: [NO_NAME] } },
    { to: { $call: 'ImageSource.snapshot', with: [NO_NAME] } },
    { to: { $call: 'ImageSource.s3', with: ['https://host/object'] } },
    { to: { $call: 'ImageSource.gcs', with: ['gs://bucket'] } },
    { to: { $call: 'ImageSource.imageStream', with: ['a:b:c'] }, says: /image stream/ },
  ],
  'GoldenImageProps.capacity': [
    ...badSize(),
    { to: '1000' },
    {
      to: undefined,
      when: ({ value }) =>
        !['ImageSource.pvc', 'ImageSource.snapshot'].includes((value.source as { $call: string }).$call),
    },
  ],
  'GoldenImageProps.name': [
    ...[NO_NAME, 'x'.repeat(64), ''].map((to) => ({ to, says: /image name/ })),
    { to: 'x'.repeat(55), says: /image name/, when: once },
  ],
  'GoldenImageProps.namespaceName': badLabel(),
  'GoldenImageProps.storageClassName': [
    ...badName(),
    { to: undefined, beside: { followDefaultStorageClass: undefined }, when: isRefreshed },
  ],
  'GoldenImageProps.followDefaultStorageClass': [{ to: true, when: once }],
  'GoldenImageProps.accessModes': [
    { to: ['Sometimes'] },
    { to: [AccessMode.READ_WRITE_MANY, AccessMode.READ_WRITE_MANY] },
    { to: [AccessMode.READ_WRITE_ONCE, AccessMode.READ_WRITE_ONCE_POD] },
  ],
  'GoldenImageProps.bindImmediately': [{ to: false, when: isRefreshed }],
  'GoldenImageProps.priorityClassName': badName(),
  'GoldenImageProps.serviceAccountName': badName(),
  'GoldenImageProps.importsToKeep': [{ to: 1 }, { to: 2.5 }, { to: 3, when: once }],
  'GoldenImageProps.defaultInstancetype': [{ to: NO_NAME }],
  'GoldenImageProps.defaultPreference': [{ to: NO_NAME }],
  'GoldenImageProps.labels': [
    ...badLabels(),
    { to: { 'cdi.kubevirt.io/dataImportCron': 'x' }, says: /labels holds "cdi/ },
  ],
  'GoldenImageProps.annotations': badKeys(/annotations/),
  'GoldenImageProps.overrides': [
    { to: { pvc: {} }, says: /pvc/ },
    { to: { unknown: 1 }, says: /unknown/ },
    { to: { contentType: 'archive' }, says: /contentType/ },
  ],
  'ImageNamespaceProps.namespaceName': badLabel(),
  'ImageNamespaceProps.labels': badLabels(),
  'RefreshOptions.refresh': [
    '',
    '0 3 * *',
    '@reboot',
    '60 * * * *',
    '0 0 31 2 *',
    'TZ=UTC 0 3 * * *',
    '0 3 * * 7',
    '0 3 * * *x',
  ].map((to) => ({ to })),
  'HttpSourceOptions.checksum': [{ to: 'sha256:abc' }, { to: 'crc:1' }],
  'HttpSourceOptions.certConfigMap': badName(),
  'HttpSourceOptions.secretRef': badName(),
  'HttpSourceOptions.extraHeaders': [{ to: ['no colon'] }, { to: ['Authorization: Bearer x'] }],
  'HttpSourceOptions.secretExtraHeaders': badNames,
  'RegistryPlatformOptions.architecture': [{ to: 'ARM64' }, { to: 'x86_64' }],
  'RegistrySourceOptions.secretRef': badName(),
  'RegistrySourceOptions.certConfigMap': badName(),
  'S3SourceOptions.secretRef': badName(),
  'S3SourceOptions.certConfigMap': badName(),
  'GcsSourceOptions.secretRef': badName(),
  'VolumeSourceOptions.namespace': badLabel(),
};
