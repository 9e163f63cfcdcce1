import * as fc from 'fast-check';
import type { Described } from './description';
import { CdiRelease, KubeVirtRelease } from '../../src';

/** For what a program is made. */
export interface Setting {
  readonly kubevirt: KubeVirtRelease;
  readonly cdi: CdiRelease;
  /**
   * Whether a server tries the program: then KubeVirt stays in the namespace where the server looks for its custom
   * resource, and in a cluster that is there already nothing needs a gate, for no custom resource of the program turns
   * it on.
   */
  readonly judged: boolean;
}

/** A generator for each prop of an interface: one that is forgotten does not compile. */
export type ForEach<T> = { readonly [K in keyof Required<T>]: fc.Arbitrary<Described<Required<T>[K]> | undefined> };

/** Props, some of them left out. */
export function props<T>(model: ForEach<T>, required: readonly (keyof T)[] = []): fc.Arbitrary<Described<T>> {
  const optional = (each: fc.Arbitrary<unknown>) => fc.option(each, { nil: undefined, freq: 2 });
  const isRequired = (name: string) => required.includes(name as keyof T);
  const entries = Object.entries<fc.Arbitrary<unknown>>(model).map(([name, each]) => [
    name,
    isRequired(name) ? each : optional(each),
  ]);
  return fc
    .record(Object.fromEntries(entries) as Record<string, fc.Arbitrary<unknown>>)
    .map((made) => stated(made) as Described<T>);
}

/** The object without what is undefined. */
export function stated<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
