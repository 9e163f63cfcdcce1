import { isPlain } from '../../toolkit/merge';

/** The kind that defines a network of Multus, as `group/Kind`. */
export const ATTACHMENT = 'k8s.cni.cncf.io/NetworkAttachmentDefinition';

/** The field of a NetworkAttachmentDefinition with the text of its configuration. */
export const CONFIG = 'spec.config';

/** One plugin of a configuration. */
export interface Plugin {
  readonly type: string;
  /** Its fields, with the name and version that a list has for all of its plugins. */
  readonly fields: { readonly [field: string]: unknown };
  /** The path of its fields. */
  readonly at: string;
}

/** A configuration as Multus reads it. */
export interface Configuration {
  /** Its outermost fields; undefined if the text is not an object in JSON. */
  readonly fields?: { readonly [field: string]: unknown };
  /** Its plugins, the one that makes the interface first. */
  readonly plugins: readonly Plugin[];
  /** What is wrong with the text, if Multus cannot read it. */
  readonly problem?: string;
}

const NONE: Configuration = { plugins: [] };

const READ = new WeakMap<object, Configuration>();

/** The configuration of a NetworkAttachmentDefinition. Each is read once: ten thousand machines may use one. */
export function configurationOf(definition: object | undefined): Configuration {
  if (definition === undefined) return NONE;
  let found = READ.get(definition);
  if (found === undefined) {
    const { spec } = definition as { readonly spec?: { readonly config?: unknown } };
    found = readConfiguration(spec?.config);
    READ.set(definition, found);
  }
  return found;
}

/** The plugins of a NetworkAttachmentDefinition that are of some types. */
export function pluginsOf(definition: object | undefined, ...types: readonly string[]): Plugin[] {
  return configurationOf(definition).plugins.filter(({ type }) => types.includes(type));
}

/** A configuration in its text. */
export function readConfiguration(text: unknown): Configuration {
  // without a text, Multus takes the file of that name from the node
  if (text === undefined || text === '') return NONE;
  if (typeof text !== 'string') return { plugins: [], problem: 'is not a text' };
  const fields = parse(text);
  if (fields === undefined) return { plugins: [], problem: 'is not JSON' };
  return isPlain(fields) ? readFields(fields) : { plugins: [], problem: 'is JSON, but not an object' };
}

function readFields(fields: { readonly [field: string]: unknown }): Configuration {
  const { type, plugins, name, cniVersion } = fields;
  if (!Array.isArray(plugins)) {
    if (typeof type === 'string' && type !== '') return { fields, plugins: [{ type, fields, at: CONFIG }] };
    return { fields, plugins: [], problem: 'has neither type nor plugins' };
  }
  const readable = plugins.flatMap((each, index): Plugin[] => {
    const own: unknown = isPlain(each) ? each.type : undefined;
    if (typeof own !== 'string' || own === '') return [];
    return [{ type: own, fields: { ...each, name, cniVersion }, at: `${CONFIG}.plugins[${index}]` }];
  });
  if (plugins.length === 0) return { fields, plugins: [], problem: 'has plugins, but no plugin in it' };
  if (readable.length === plugins.length) return { fields, plugins: readable };
  return { fields, plugins: readable, problem: 'has a plugin without type' };
}

/** The value of a text in JSON; undefined if it is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
