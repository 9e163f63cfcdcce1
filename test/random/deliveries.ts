import * as fc from 'fast-check';
import type { Described } from './description';
import { props } from './props';
import { label } from './texts';
import { ArgoCdCluster, ArgoCdForm, ArgoCdIgnoredField, ArgoCdOptions, DeliverySplit, Layer } from '../../src';

/** What a random program asks of its delivery. The names of clusters are filled in later. */
export interface RawDeliveries {
  readonly argoCd?: Described<ArgoCdOptions>;
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

const split = props<DeliverySplit>({
  cluster: fc.constant(''),
  layer: fc.constantFrom(Layer.OPERATORS, Layer.PLATFORM),
  tenant: fc.constant(undefined),
  shards: fc.integer({ min: 1, max: 64 }),
}, ['cluster', 'layer', 'shards']);

/** Most programs are delivered by nobody. */
export const deliveries: fc.Arbitrary<RawDeliveries> = fc.record({
  argoCd: fc.option(argoCdOptions, { nil: undefined, freq: 3 }),
  split: fc.option(split, { nil: undefined, freq: 3 }),
}).chain((drawn) => fc.nat(2).map((one) => (one === 0 ? drawn : {})));

/** Clusters by their names, as far as the bundle surely has objects for them. */
export function withClusters<T extends { readonly clusters?: readonly object[] }>(options: T, names: string[]): T {
  if (options.clusters === undefined) return options;
  return { ...options, clusters: names.flatMap((name) => options.clusters!.map((each) => ({ ...each, name }))) };
}
