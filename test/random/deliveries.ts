import * as fc from 'fast-check';
import type { Described } from './description';
import { ForEach, props } from './props';
import { label } from './texts';
import {
  ArgoCdCluster, ArgoCdForm, ArgoCdIgnoredField, ArgoCdOptions, DeliverySplit, FluxCluster, FluxIdentity, FluxOptions,
  FluxVerification, Layer,
} from '../../src';

/** What a random program asks of its delivery. The names of clusters are filled in later. */
export interface RawDeliveries {
  readonly argoCd?: Described<ArgoCdOptions>;
  readonly flux?: Described<FluxOptions>;
  readonly split?: Described<DeliverySplit>;
}

const COMMON = {
  repositoryUrl: fc.constantFrom('https://git.example.org/clusters.git', 'ssh://git@git.example.org/clusters.git'),
  revision: fc.constantFrom('main', 'v1.2', 'production'),
  path: fc.constantFrom('', 'dist', 'teams/a/dist'),
  namePrefix: fc.constantFrom('', 'a-', 'team-'),
};

/** Both controllers name the same stage for a cluster. */
const STAGE = fc.constant('canary');

const argoCdOptions = props<ArgoCdOptions>({
  ...COMMON,
  clusters: fc.array(props<ArgoCdCluster>(
    { name: fc.constant(''), stage: STAGE, destination: label() }, ['name'],
  ), { minLength: 1, maxLength: 1 }),
  namespace: label(),
  form: fc.constantFrom(...Object.values(ArgoCdForm)),
  prune: fc.boolean(),
  selfHeal: fc.boolean(),
  cascade: fc.boolean(),
  ignoredFields: fc.array(props<ArgoCdIgnoredField>(
    { group: fc.constant('kubevirt.io'), kind: fc.constant('VirtualMachine'), jsonPointers: fc.constant(['/spec/a']) },
    ['kind', 'jsonPointers'],
  ), { maxLength: 1 }),
}, ['repositoryUrl']);

const seconds = fc.integer({ min: 60, max: 3600 }).map((count) => ({ $seconds: count }));

/** Options of Flux, for one kind of source. */
function flux(source: Pick<ForEach<FluxOptions>, 'repositoryUrl' | 'verification'>) {
  return props<FluxOptions>({
    ...COMMON,
    ...source,
    clusters: fc.array(props<FluxCluster>(
      { name: fc.constant(''), stage: STAGE, fluxIn: label(20), kubeConfigSecretName: label() }, ['name'],
    ), { minLength: 1, maxLength: 1 }),
    namespace: label(),
    sourceSecretName: label(),
    sourceInterval: seconds,
    interval: seconds,
    retryInterval: seconds,
    prune: fc.boolean(),
    cascade: fc.boolean(),
    waitForMachines: fc.boolean(),
    tenantAccounts: fc.boolean(),
    serviceAccountName: label(),
  }, ['repositoryUrl']);
}

const identity = props<FluxIdentity>(
  { issuer: fc.constant('^https://issuer.example.org$'), subject: fc.constant('^https://git.example.org/a/.*$') },
  ['issuer', 'subject'],
);

const fluxOptions = fc.oneof(
  flux({
    repositoryUrl: COMMON.repositoryUrl,
    verification: props<FluxVerification>({ secretName: label(), identities: fc.constant(undefined) }, ['secretName']),
  }),
  flux({
    repositoryUrl: fc.constant('oci://registry.example.org/clusters'),
    verification: props<FluxVerification>(
      { secretName: fc.constant(undefined), identities: fc.array(identity, { minLength: 1, maxLength: 1 }) },
      ['identities'],
    ),
  }),
);

const split = props<DeliverySplit>({
  cluster: fc.constant(''),
  layer: fc.constantFrom(Layer.OPERATORS, Layer.PLATFORM),
  tenant: fc.constant(undefined),
  shards: fc.integer({ min: 1, max: 64 }),
}, ['cluster', 'layer', 'shards']);

/** Most programs are delivered by nobody. */
export const deliveries: fc.Arbitrary<RawDeliveries> = fc.record({
  argoCd: fc.option(argoCdOptions, { nil: undefined, freq: 3 }),
  flux: fc.option(fluxOptions, { nil: undefined, freq: 3 }),
  split: fc.option(split, { nil: undefined, freq: 3 }),
}).chain((drawn) => fc.nat(2).map((one) => (one === 0 ? drawn : {})));

/** Clusters by their names, as far as the bundle surely has objects for them. */
export function withClusters<T extends { readonly clusters?: readonly object[] }>(options: T, names: string[]): T {
  if (options.clusters === undefined) return options;
  return { ...options, clusters: names.flatMap((name) => options.clusters!.map((each) => ({ ...each, name }))) };
}
