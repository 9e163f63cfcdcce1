import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { releasesDirectory } from './facts';
import type {
  VirtualMachineInstancetypeSpec, VirtualMachinePreferenceSpec,
} from '../../imports/instancetype.kubevirt.io';

/** What virt-operator installs beside KubeVirt: sizes, and what guests prefer. */
export type CommonNoun = 'Instancetype' | 'Preference';

/** An object that releases of KubeVirt embed. */
interface Common<T> {
  readonly name: string;
  /** The versions of the releases that embed it like this. */
  readonly releases: readonly string[];
  readonly spec: T;
}

interface CommonFacts {
  readonly instancetypes: readonly Common<VirtualMachineInstancetypeSpec>[];
  readonly preferences: readonly Common<VirtualMachinePreferenceSpec>[];
}

type Specs<T> = ReadonlyMap<string, T>;

const byRelease = new Map<string, Specs<unknown>>();
let facts: CommonFacts | undefined;

/** The spec of an instancetype that a release embeds; undefined if it does not. */
export function commonInstancetype(version: string, name: string): VirtualMachineInstancetypeSpec | undefined {
  return specsOf(version, 'Instancetype').get(name) as VirtualMachineInstancetypeSpec | undefined;
}

/**
 * What a preference that a release embeds requires, with its annotations, its topology and the clock of Hyper-V;
 * undefined if the release does not embed it.
 */
export function commonPreference(version: string, name: string): VirtualMachinePreferenceSpec | undefined {
  return specsOf(version, 'Preference').get(name) as VirtualMachinePreferenceSpec | undefined;
}

/** Whether a release embeds an object of a name. */
export function isCommon(version: string, noun: CommonNoun, name: string): boolean {
  return specsOf(version, noun).has(name);
}

/** The names of what a release embeds. */
export function commonNames(version: string, noun: CommonNoun): string[] {
  return [...specsOf(version, noun).keys()];
}

/** The versions of the releases that embed an object of a name, oldest first. */
export function releasesWith(noun: CommonNoun, name: string): string[] {
  return allOf(noun).filter((each) => each.name === name).flatMap(({ releases }) => releases).sort();
}

function specsOf(version: string, noun: CommonNoun): Specs<unknown> {
  const key = `${version} ${noun}`;
  let specs = byRelease.get(key);
  if (specs === undefined) {
    const embedded = allOf(noun).filter(({ releases }) => releases.includes(version));
    byRelease.set(key, specs = new Map(embedded.map(({ name, spec }) => [name, spec])));
  }
  return specs;
}

function allOf(noun: CommonNoun): readonly Common<unknown>[] {
  facts ??= JSON.parse(readFileSync(join(releasesDirectory(), 'common-instancetypes.json'), 'utf8')) as CommonFacts;
  return noun === 'Instancetype' ? facts.instancetypes : facts.preferences;
}
