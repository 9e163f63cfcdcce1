import * as fc from 'fast-check';
import type { Described } from './description';
import { props } from './props';
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

const REPOSITORY = fc.constantFrom('https://git.example.org/clusters.git', 'git@git.example.org:clusters.git');
const COMMON = {
  repositoryUrl: REPOSITORY,
  revision: fc.constantFrom('main', 'v1.2', 'production'),
  path: fc.constantFrom('', 'dist', 'teams/a/dist'),
  namePrefix: fc.constantFrom('', 'a-', 'team-'),
};

const argoCdOptions = props<ArgoCdOptions>({
  ...COMMON,
  clusters: fc.array(props<ArgoCdCluster>(
    { name: fc.constant(''), stage: label(20), destination: label() }, ['name'],
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

const duration = fc.integer({ min: 1, max: 600 }).map(($seconds) => ({ $seconds }));

/** The name of a Secret verifies both a Git repository and an artifact. */
const verification = props<FluxVerification>({
  secretName: label(), identities: fc.constant(undefined),
}, ['secretName']);

const keyless = props<FluxVerification>({
  secretName: fc.constant(undefined),
  identities: fc.array(props<FluxIdentity>({
    issuer: fc.constant('^https://token.actions.githubusercontent.com$'),
    subject: fc.constant('^https://github.com/a/.*$'),
  }, ['issuer', 'subject']), { minLength: 1, maxLength: 1 }),
}, ['identities']);

const FLUX = {
  ...COMMON,
  clusters: fc.array(props<FluxCluster>({
    name: fc.constant(''), stage: label(20), fluxIn: label(20), kubeConfigSecretName: label(),
  }, ['name']), { minLength: 1, maxLength: 1 }),
  namespace: label(),
  sourceSecretName: label(),
  verification,
  sourceInterval: duration,
  interval: duration,
  retryInterval: duration,
  prune: fc.boolean(),
  cascade: fc.boolean(),
  waitForMachines: fc.boolean(),
  tenantAccounts: fc.boolean(),
  serviceAccountName: label(),
};

const fluxOptions = fc.oneof(
  props<FluxOptions>(FLUX, ['repositoryUrl']),
  props<FluxOptions>({
    ...FLUX, repositoryUrl: fc.constant('oci://registry.example.org/platform'), verification: keyless,
  }, ['repositoryUrl']),
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
