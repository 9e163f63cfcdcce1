import * as fc from 'fast-check';
import { call, Call, Described, SizeOf } from './description';
import { props, Setting, stated } from './props';
import { annotations, className, label, labels, labelValue, oneOf, several, subdomain } from './texts';
import {
  AccessMode,
  CdiRelease,
  ClaimModes,
  CloneStrategy,
  ExistingImageProps,
  GcsSourceOptions,
  GoldenImageProps,
  HttpSourceOptions,
  ImageNamespaceProps,
  ImportFormat,
  InstancetypeKind,
  PreferenceKind,
  RegistryPlatformOptions,
  RegistryPullMethod,
  RegistrySourceOptions,
  S3SourceOptions,
  StorageProfileProps,
  VolumeMode,
  VolumeSourceOptions,
} from '../../src';
import { hasField } from '../../src/releases/field';

/** What a random image is, before it is known what else there is: who may clone it comes later. */
export interface RawImage {
  readonly existing: boolean;
  readonly id: string;
  /** Whether it stands in an ImageNamespace, and whether it is below a tenant, where there is one. */
  readonly inNamespace: boolean;
  readonly inTenant: boolean;
  readonly props: Described<GoldenImageProps>;
  readonly existingProps: Described<ExistingImageProps>;
  readonly restricted: boolean;
  readonly asNames: boolean;
  readonly granted: boolean;
  readonly allowed: readonly (string | undefined)[];
}

export function image(setting: Setting): fc.Arbitrary<RawImage> {
  return fc.record({
    existing: fc.boolean(),
    id: label(54),
    inNamespace: fc.boolean(),
    inTenant: fc.boolean(),
    props: goldenImageProps(setting.cdi),
    existingProps: props<ExistingImageProps>(
      { dataSourceName: subdomain(), namespaceName: label(), capacity: size, cloneableFrom: fc.boolean() },
      ['dataSourceName', 'namespaceName'],
    ),
    restricted: fc.boolean(),
    asNames: fc.boolean(),
    granted: fc.boolean(),
    allowed: fc.oneof(fc.constant([]), fc.tuple(label(), fc.option(subdomain(), { nil: undefined, freq: 2 }))),
  });
}

/** What is said of a StorageClass; each profile says something. */
export const storageProfileProps = props<StorageProfileProps>(
  {
    storageClassName: subdomain(),
    modes: fc.array(
      props<ClaimModes>({ accessModes: fc.constant([AccessMode.READ_WRITE_MANY]), volumeMode: oneOf(VolumeMode) }, [
        'accessModes',
        'volumeMode',
      ]),
      { minLength: 1, maxLength: 2 },
    ),
    cloneStrategy: oneOf(CloneStrategy),
    snapshotClassName: subdomain(),
    importFormat: oneOf(ImportFormat),
  },
  ['modes'],
);

export const imageNamespaceProps = props<ImageNamespaceProps>({ namespaceName: label(), labels });

/**
 * From 2 MiB to 64 GiB, in every way that a quantity can be written. For less on a file system, CDI makes scratch space
 * without a size, which a LimitRange with a minimum does not allow.
 */
export const size: fc.Arbitrary<SizeOf | string> = fc.oneof(
  fc.integer({ min: 1, max: 64 }).map((gibibytes) => ({ $gibibytes: gibibytes })),
  fc.integer({ min: 2, max: 65_536 }).map((mebibytes) => ({ $mebibytes: mebibytes })),
  fc.constantFrom('10Gi', '2Mi', '2097153', '5e9', '1E10', '1.5Gi', '2G', '0.5Gi', '16777216Ki', '+3Gi'),
);

/** A schedule that fires. */
const schedule = fc.oneof(
  fc.constantFrom(
    '@daily',
    '@hourly',
    '@midnight',
    '0 3 * * *',
    '*/5 * * * *',
    '0 0 29 2 *',
    '0 0 1 jan-MAR sun',
    '59 23 31 12 6',
    '0-30/10,45 ? * * ?',
    ' 0 3  * * * ',
    '1,2,3 4 5 6 0',
  ),
  fc
    .tuple(fc.nat(59), fc.nat(23), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 }), fc.nat(6))
    .map((fields) => fields.join(' ')),
);

function goldenImageProps(cdi: CdiRelease): fc.Arbitrary<Described<GoldenImageProps>> {
  return fc.oneof(
    ...[true, false].map((refreshed) =>
      props<GoldenImageProps>(
        {
          source: refreshed ? refreshedSource() : source(cdi),
          capacity: size,
          name: label(54),
          namespaceName: label(),
          storageClassName: subdomain(),
          followDefaultStorageClass: fc.boolean(),
          accessModes,
          volumeMode: oneOf(VolumeMode),
          bindImmediately: fc.boolean(),
          preallocation: fc.boolean(),
          priorityClassName: className(),
          serviceAccountName: subdomain(),
          importsToKeep: fc.integer({ min: 2, max: 10 }),
          defaultInstancetype: labelValue.map((value) => value || 'u1.medium'),
          defaultInstancetypeKind: oneOf(InstancetypeKind),
          defaultPreference: labelValue.map((value) => value || 'ubuntu'),
          defaultPreferenceKind: oneOf(PreferenceKind),
          tenants: fc.constant(undefined),
          labels,
          annotations,
          overrides: fc.constantFrom(
            {},
            { storage: { volumeMode: 'Block' } },
            { storage: { dataSource: null } },
            { priorityClassName: null },
          ),
        },
        ['source', 'capacity'],
      ).map((given) => fitting(given, refreshed, cdi)),
    ),
  );
}

/** The props without those that have no meaning for such an image, or that the release does not know. */
function fitting(given: Described<GoldenImageProps>, refreshed: boolean, cdi: CdiRelease): Described<GoldenImageProps> {
  const byCron = refreshed && (given.source as Call).$call === 'ImageSource.pvc';
  const account = hasField(cdi._facts, refreshed ? 'DataImportCron' : 'DataVolume', [
    'spec',
    ...(refreshed && !byCron ? ['template', 'spec'] : []),
    'serviceAccountName',
  ]);
  const { storageClassName, followDefaultStorageClass: follows } = given;
  const without = {
    ...given,
    serviceAccountName: account ? given.serviceAccountName : undefined,
    importsToKeep: refreshed ? given.importsToKeep : undefined,
    followDefaultStorageClass: refreshed ? storageClassName === undefined || follows : follows && undefined,
    bindImmediately: refreshed ? given.bindImmediately || undefined : given.bindImmediately,
  };
  return stated(without);
}

/** Some access modes that a claim can have: the one for a single pod never beside others. */
export const accessModes: fc.Arbitrary<AccessMode[]> = fc.oneof(
  several(fc.constantFrom(AccessMode.READ_WRITE_MANY, AccessMode.READ_WRITE_ONCE), 1, 2),
  fc.constantFrom<AccessMode[]>(
    [AccessMode.READ_WRITE_ONCE_POD],
    [AccessMode.READ_WRITE_MANY, AccessMode.READ_ONLY_MANY],
  ),
);

const reference = subdomain();

/** A namespace that no tenant of the program has: a tenant's namespace is in a later layer. */
const elsewhere = label(57).map((name) => `from-${name}`);
const REGISTRIES = [
  'docker://quay.io/containerdisks/ubuntu:24.04',
  'docker://registry.example:5000/a/b__c:1e3',
  'docker://ubuntu',
  'docker://[2001:db8::1]:5000/x:latest',
  'docker://192.0.2.1/a.b-c/d_e',
];

function refreshedSource(): fc.Arbitrary<Call> {
  return fc.oneof(
    fc
      .tuple(fc.constantFrom(...REGISTRIES), registryOptions(true))
      .map(([url, options]) => call('ImageSource.registry', url, options)),
    fc
      .tuple(
        fc.constantFrom('ubuntu', 'ubuntu:24.04', '1e3:yes'),
        props<RegistryPlatformOptions>({ refresh: schedule, architecture }, ['refresh']),
      )
      .map(([name, options]) => call('ImageSource.imageStream', name, options)),
    fc
      .tuple(reference, props<VolumeSourceOptions>({ refresh: schedule, namespace: label() }, ['refresh']))
      .map(([name, options]) => call('ImageSource.pvc', name, options)),
  );
}

const architecture = fc.constantFrom('amd64', 'arm64', 's390x');

function registryOptions(refreshed: boolean): fc.Arbitrary<Described<RegistrySourceOptions>> {
  return props<RegistrySourceOptions>(
    {
      refresh: refreshed ? schedule : fc.constant(undefined),
      architecture,
      pullMethod: oneOf(RegistryPullMethod),
      secretRef: reference,
      certConfigMap: reference,
    },
    refreshed ? ['refresh'] : [],
  ).map((options) => {
    const byNode = options.pullMethod === RegistryPullMethod.NODE;
    return byNode ? stated({ ...options, secretRef: undefined, certConfigMap: undefined }) : options;
  });
}

export function source(cdi: CdiRelease): fc.Arbitrary<Call> {
  const http = ['spec', 'source', 'http'];
  const known = (field: string, value: fc.Arbitrary<any>) =>
    hasField(cdi._facts, 'DataVolume', [...http, field]) ? value : fc.constant(undefined);
  const once = fc.constant(undefined);
  return fc.oneof(
    fc
      .tuple(
        fc.constantFrom(
          'https://images.example.com/ubuntu.qcow2',
          'http://192.0.2.1:8080/?file=a',
          'https://[2001:db8::1]/%20x.img.xz',
          'https://images.example.com/yes/null.raw',
        ),
        props<HttpSourceOptions>({
          refresh: once,
          checksum: known(
            'checksum',
            fc.constantFrom(
              `sha256:${'0a'.repeat(32)}`,
              `md5:${'F'.repeat(32)}`,
              ` SHA1 : ${'1'.repeat(40)} `,
              `sha512:${'e'.repeat(128)}`,
            ),
          ),
          certConfigMap: reference,
          secretRef: reference,
          extraHeaders: several(fc.constantFrom('X-Mirror: eu', 'X-Empty:', 'x!#$%: yes', 'X-Time: 12:30:45 ${x}')),
          secretExtraHeaders: several(reference),
          insecureSkipVerify: known('insecureSkipVerify', fc.boolean()),
        }),
      )
      .map(([url, options]) => call('ImageSource.http', url, options)),
    fc
      .tuple(
        fc.constantFrom(...REGISTRIES, `docker://quay.io/containerdisks/ubuntu@sha256:${'ab'.repeat(32)}`),
        registryOptions(false),
      )
      .map(([url, options]) => call('ImageSource.registry', url, options)),
    fc.constant(call('ImageSource.registry', 'oci-archive://images/ubuntu.tar')),
    fc
      .tuple(fc.constantFrom('ubuntu', 'ubuntu:24.04'), props<RegistryPlatformOptions>({ refresh: once, architecture }))
      .map(([name, options]) => call('ImageSource.imageStream', name, options)),
    fc
      .tuple(reference, props<VolumeSourceOptions>({ refresh: once, namespace: elsewhere }))
      .map(([name, options]) => call('ImageSource.pvc', name, options)),
    fc
      .tuple(reference, props<VolumeSourceOptions>({ refresh: once, namespace: elsewhere }))
      .map(([name, options]) => call('ImageSource.snapshot', name, options)),
    fc.constant(call('ImageSource.upload')),
    fc
      .tuple(
        fc.constantFrom('https://storage.example.com/images/ubuntu.qcow2', 'http://192.0.2.1:9000/b/a/c.img'),
        props<S3SourceOptions>({ refresh: once, secretRef: reference, certConfigMap: reference }),
      )
      .map(([url, options]) => call('ImageSource.s3', url, options)),
    fc
      .tuple(
        fc.constantFrom('gs://images/ubuntu.qcow2', 'https://storage.googleapis.com/images/a/b.raw'),
        props<GcsSourceOptions>({ refresh: once, secretRef: reference }),
      )
      .map(([url, options]) => call('ImageSource.gcs', url, options)),
  );
}
