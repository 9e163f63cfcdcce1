import * as fc from 'fast-check';
import { stated, Setting } from './props';
import { sizeName } from './sizes';
import { annotations, label, labels, oneOf, subdomain, text } from './texts';
import { Layer } from '../../src';

/** An object of the user's own. */
export interface RawObject {
  readonly id: string;
  /** Whether it stands below a construct that says where it is written. */
  readonly placed: boolean;
  readonly placement: {
    readonly cluster?: boolean;
    readonly layer?: Layer;
    readonly tenant?: string;
    readonly file?: string;
  };
  readonly namespaced: boolean;
  readonly object: { readonly apiVersion: string; readonly kind: string; readonly metadata: object };
}

export function ownObject({ kubevirt }: Setting): fc.Arbitrary<RawObject> {
  const metadata = (namespaced: boolean, name = subdomain()) =>
    fc
      .record({ name, labels, annotations })
      .map((given) => ({ ...given, ...(namespaced && { namespace: '' }) }));
  const instancetypes = kubevirt.apiVersion('instancetype.kubevirt.io', 'VirtualMachineClusterInstancetype');
  const kinds = [
    {
      namespaced: true,
      object: fc.record({
        apiVersion: fc.constant('v1'),
        kind: fc.constant('ServiceAccount'),
        metadata: metadata(true),
      }),
    },
    {
      namespaced: true,
      object: fc.record({
        apiVersion: fc.constant('coordination.k8s.io/v1'),
        kind: fc.constant('Lease'),
        metadata: metadata(true),
        spec: fc.record({ holderIdentity: text.map((each) => each || 'x') }),
      }),
    },
    {
      namespaced: false,
      object: fc.record({
        apiVersion: fc.constant('rbac.authorization.k8s.io/v1'),
        kind: fc.constant('ClusterRole'),
        metadata: metadata(false),
        rules: fc.constant([{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]),
      }),
    },
    {
      namespaced: false,
      object: fc.record({
        apiVersion: fc.constant('migrations.kubevirt.io/v1alpha1'),
        kind: fc.constant('MigrationPolicy'),
        metadata: metadata(false),
        spec: fc.record({ selectors: fc.record({ namespaceSelector: labels }), allowPostCopy: fc.boolean() }),
      }),
    },
    {
      namespaced: false,
      object: fc.record({
        apiVersion: fc.constant(instancetypes ?? 'instancetype.kubevirt.io/v1beta1'),
        kind: fc.constant('VirtualMachineClusterInstancetype'),
        metadata: metadata(false, sizeName),
        spec: fc.record({
          cpu: fc.record({ guest: fc.integer({ min: 1, max: 64 }) }),
          memory: fc.record({ guest: fc.constantFrom('1Gi', '1e9') }),
        }),
      }),
    },
    {
      namespaced: false,
      object: fc.record({
        apiVersion: fc.constant(instancetypes ?? 'instancetype.kubevirt.io/v1beta1'),
        kind: fc.constant('VirtualMachineClusterPreference'),
        metadata: metadata(false, sizeName),
        spec: fc.constant({ devices: { preferredDiskBus: 'virtio' } }),
      }),
    },
  ];
  return fc.oneof(
    ...kinds.map(({ namespaced, object }) =>
      fc.record({
        id: label(),
        placed: fc.boolean(),
        placement: fc
          .record(
            {
              cluster: fc.boolean(),
              layer: oneOf(Layer),
              tenant: label(),
              file: fc.oneof(label(), fc.constantFrom('Storage_Profiles.v1', 'yes', '0o17')),
            },
            { requiredKeys: [] },
          )
          .map(stated),
        namespaced: fc.constant(namespaced),
        object: object as fc.Arbitrary<RawObject['object']>,
      }),
    ),
  );
}
