import * as fc from 'fast-check';
import { call, Described } from './description';
import { fitting, withClaims, withOwnClaims } from './fitting-machines';
import { machineModel, required } from './machines';
import { networksOf } from './networks';
import { props, stated } from './props';
import { autoscale, externallyScaled, scaledByOne } from './scaled';
import { label, oneOf } from './texts';
import {
  Architecture, IndexedReferences, ScaleIn, ScaleInStrategy, SortPolicy, StatePreservation, UpdateStrategy,
  VirtualMachinePoolOptions, WorkerPoolProps,
} from '../../src';

/** A pool before it is known which images and policies there are: these are numbers, taken modulo what there is. */
export interface RawPool {
  readonly id: string;
  readonly image: number;
  readonly policy: number | undefined;
  /** Which of the tenant's sizes, where it takes one of those. */
  readonly size: number | undefined;
  readonly props: Described<Omit<WorkerPoolProps, 'image' | 'scheduling'>>;
  readonly annotated: boolean;
}

export function pool(): fc.Arbitrary<RawPool> {
  return fc.record({
    id: label(58),
    image: fc.nat(100),
    policy: fc.option(fc.nat(100), { nil: undefined }),
    size: fc.option(fc.nat(100), { nil: undefined, freq: 2 }),
    props: fc.oneof(...[undefined, ...Object.values(Architecture)].map(poolProps)),
    annotated: fc.boolean(),
  });
}

function poolProps(architecture: Architecture | undefined): fc.Arbitrary<RawPool['props']> {
  return props<Omit<WorkerPoolProps, 'image' | 'scheduling'>>(
    {
      ...machineModel(architecture),
      replicas: fc.nat(50),
      autoscale,
      externallyScaled,
      name: label(58),
      networks: networksOf(fc.constant(undefined)),
      stateless: fc.boolean(),
      pluggedVolumes: fc.boolean(),
      backend: poolOptions.map((options) => call('PoolBackend.virtualMachinePool', options)),
    },
    required(architecture),
  ).chain(withClaims).map((given) => scaledByOne(fitting(keepingPlugged(withOwnClaims(given)))));
}

/** Members that volumes are plugged into keep them. */
function keepingPlugged(given: RawPool['props']): RawPool['props'] {
  const staysAsItIs = [undefined, UpdateStrategy.UNMANAGED].includes(strategyOf(given));
  return stated({ ...given, pluggedVolumes: staysAsItIs ? given.pluggedVolumes : undefined });
}

/** What only a VirtualMachinePool has. */
const poolOptions: fc.Arbitrary<Described<VirtualMachinePoolOptions>> = props<VirtualMachinePoolOptions>({
  indexedReferences: props<IndexedReferences>({ secrets: fc.boolean(), configMaps: fc.boolean() }),
  updateStrategy: oneOf(UpdateStrategy),
  maxUnavailable: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constantFrom('1%', '25%', '100%')),
  scaleIn: props<ScaleIn>({
    strategy: oneOf(ScaleInStrategy),
    statePreservation: oneOf(StatePreservation),
    sortPolicy: oneOf(SortPolicy),
  }),
  overrides: fc.constantFrom<object>(
    {},
    { virtualMachineTemplate: { metadata: { annotations: { yes: '${x}\u2028' } } } },
  ),
});

/** The update strategy that a pool has chosen. */
function strategyOf({ backend }: RawPool['props']): UpdateStrategy | undefined {
  const [options] = (backend?.with ?? []) as [VirtualMachinePoolOptions?];
  return options?.updateStrategy;
}
