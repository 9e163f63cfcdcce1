import type { Bad } from './bad';
import { BROKEN } from './broken';
import { Description, isMaking } from './description';
import { declaring, Place } from './places';
import { stated } from './props';
import type { Surface } from './surface';
import { UNRULED } from './unruled';

/** A mistake that can be made in some program. */
export interface Mistake {
  readonly prop: string;
  readonly bad: Bad;
}

/** A program with one mistake in it, and what must be said of it. */
export interface Broken extends Mistake {
  readonly description: Description;
  /** The path of the construct that is at fault. */
  readonly at: string;
  readonly says: RegExp;
}

/** All mistakes: those of the table, and for each other prop of a closed set a word that is not in it. */
export function mistakes(api: Surface): Mistake[] {
  const closed = [...api.interfaces].flatMap(([name, { props }]) =>
    [...props]
      .filter(([, { mentions }]) => mentions.some((each) => api.enums.has(each)))
      .map(([prop, { isList }]): Mistake => ({
        prop: `${name}.${prop}`,
        bad: { to: isList ? ['nonsense'] : 'nonsense', says: new RegExp(`${prop}|nonsense`) },
      })),
  );
  const told = closed.filter(({ prop }) => BROKEN[prop] === undefined && !Object.values(UNRULED).flat().includes(prop));
  return [...Object.entries(BROKEN).flatMap(([prop, each]) => each.map((bad) => ({ prop, bad }))), ...told];
}

/** Parts of machines that KubeVirt does not look at in sizes, preferences and presets, until a machine has them. */
const OF_MACHINES = [
  'MachineClock', 'HyperVFeatures', 'MachineFeatures', 'MachineHostDevice', 'MachineGpu', 'CpuFeature', 'WindowsGuest',
];
const SIZES = /^(Instancetype|Preference|VirtualMachineInstancePreset)/;

/** The places of a program where the mistake can be made, given all of its places. */
export function placesFor({ prop, bad }: Mistake, places: readonly Place[], api: Surface): Place[] {
  const [owner, name] = prop.split('.');
  const isSeen = ({ make = '' }: Place) => !OF_MACHINES.includes(owner) || !SIZES.test(make);
  return places.filter(
    (place) => place.step >= 0 && isSeen(place) && declaring(place.interface, name, api) === owner
      && (bad.when?.(place) ?? true),
  );
}

/** The program with the mistake made in one of its places. */
export function mutant(description: Description, { prop, bad }: Mistake, place: Place): Broken {
  const [, name] = prop.split('.');
  return {
    prop,
    bad,
    description: broken(description, place, name, bad),
    at: bad.ofFile === true ? '' : pathOf(description, place.step),
    says: bad.says ?? new RegExp(name),
  };
}

/** The paths of specs that overrides reach, and could hide a mistake by. */
const OVERRIDES = ['overrides', 'backend'];

function broken(description: Description, { step, path }: Place, name: string, bad: Bad): Description {
  const change = (value: any, [first, ...rest]: readonly (string | number)[]): unknown => {
    if (first === undefined) return stated({ ...value, overrides: undefined, ...bad.beside, [name]: bad.to });
    if (Array.isArray(value)) return value.map((item, index) => (index === first ? change(item, rest) : item));
    return { ...value, [first]: change(value[first], rest) };
  };
  const hides = (key: string) =>
    OVERRIDES.includes(key) && !path.includes(key) && key !== name && bad.beside?.[key] === undefined;
  const steps = description.steps.map((each, index) => {
    if (index !== step) return each;
    const changed = change(each, path) as typeof each;
    return isMaking(changed)
      ? { ...changed, props: Object.fromEntries(Object.entries(changed.props).filter(([key]) => !hides(key))) }
      : changed;
  });
  return { ...description, steps };
}

function pathOf({ steps }: Description, index: number): string {
  const step = steps[index];
  return isMaking(step) ? step.at : step.on;
}
