import { Call, Description, isMaking, Verb } from './description';
import type { Prop, Surface } from './surface';

/** An object in a description that stands for one of an exported interface. */
export interface Place {
  readonly interface: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** The step that it is in. */
  readonly step: number;
  /** Where in the step. */
  readonly path: readonly (string | number)[];
  /** What the step makes; undefined for a call. */
  readonly make?: string;
}

/** What a description uses of the public API. */
export interface Uses {
  readonly places: readonly Place[];
  /** `Enum.MEMBER` and `Class.method`. */
  readonly others: readonly string[];
}

const PARAMETERS: { readonly [verb in Verb]?: readonly (string | undefined)[] } = {
  'BundleApp.place': ['FilePlacement'],
  'Delivery.argoCd': ['ArgoCdOptions'],
  'Delivery.flux': ['FluxOptions'],
  'Delivery.split': ['DeliverySplit'],
  'expose': [undefined, 'ExposeOptions'],
};

/** Goes over a description with the types of what it is made of. */
export function usesOf(description: Description, api: Surface): Uses {
  const places: Place[] = [];
  const others: string[] = [];
  const makes = description.steps.map((step) => (isMaking(step) ? step.make : undefined));

  const visit = (value: unknown, names: readonly string[], step: number, path: readonly (string | number)[]): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => visit(item, names, step, [...path, index]));
    } else if (typeof value === 'string') {
      others.push(
        ...names.flatMap((name) =>
          [...(api.enums.get(name) ?? [])].filter(([, each]) => each === value).map(([member]) => `${name}.${member}`),
        ),
      );
    } else if (isCall(value)) {
      visitCall(value, step, path);
    } else if (typeof value === 'object' && value !== null && !isTagged(value)) {
      for (const name of names) if (api.interfaces.has(name)) visitObject(value as Place['value'], name, step, path);
    }
  };
  const visitCall = (value: Call, step: number, path: readonly (string | number)[]): void => {
    others.push(value.$call);
    const parameters = api.factories.get(value.$call) ?? [];
    value.with.forEach((arg, index) =>
      visit(arg, parameters[index] === undefined ? [] : [parameters[index]], step, [...path, 'with', index]),
    );
  };
  const visitObject = (value: Place['value'], name: string, step: number, path: readonly (string | number)[]): void => {
    places.push({ interface: name, value, step, path, make: makes[step] });
    for (const [prop, { mentions, isMap }] of propsOf(name, api)) {
      const given = value[prop];
      if (!isMap || typeof given !== 'object' || given === null) visit(given, mentions, step, [...path, prop]);
      else for (const [key, each] of Object.entries(given)) visit(each, mentions, step, [...path, prop, key]);
    }
  };

  visit(description.app ?? {}, ['BundleAppProps'], -1, []);
  description.steps.forEach((step, index) => {
    if (!isMaking(step)) {
      others.push(step.call);
      step.with.forEach((arg, position) =>
        visit(
          arg,
          PARAMETERS[step.call]?.slice(position, position + 1).filter((name) => name !== undefined) ?? [],
          index,
          ['with', position],
        ),
      );
      return;
    }
    others.push(step.make);
    const props = step.make.includes('.')
      ? api.factories.get(step.make)?.find((name) => name?.endsWith('Props'))
      : api.constructors.get(step.make);
    if (props !== undefined) visit(step.props, [props], index, ['props']);
  });
  return { places, others };
}

/** The props of an interface and of its bases. */
export function propsOf(name: string, { interfaces }: Surface): [string, Prop][] {
  const found = interfaces.get(name);
  return found === undefined
    ? []
    : [...found.bases.flatMap((base) => propsOf(base, { interfaces } as Surface)), ...found.props];
}

/** The interface that declares a prop. */
export function declaring(name: string, prop: string, api: Surface): string | undefined {
  const found = api.interfaces.get(name);
  if (found === undefined) return undefined;
  return found.props.has(prop)
    ? name
    : found.bases.map((base) => declaring(base, prop, api)).find((each) => each !== undefined);
}

function isCall(value: unknown): value is Call {
  return typeof value === 'object' && value !== null && '$call' in value;
}

function isTagged(value: object): boolean {
  return Object.keys(value)[0]?.startsWith('$') ?? false;
}
