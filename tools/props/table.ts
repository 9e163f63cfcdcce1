import type { Assembly, AssemblyCallable, AssemblyDeclaration, AssemblyMember, AssemblyType } from './assembly';
import type { Sources } from './sources';

/** Props that take a `Lazy` beside their type: they reach the YAML as they are, and nothing asks for them before. */
const LAZY: ReadonlySet<string> = new Set(['WorkerPoolProps.replicas']);

/** The table, as it will be written. */
export interface Table {
  /** By struct, its props and those that it inherits, each as `name: type` or `name?: type`. */
  readonly structs: ReadonlyMap<string, readonly string[]>;
  /** By enum, its values by member. */
  readonly enums: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By `Class`, `Class.staticMethod` or `Class#method`, its parameters in the same notation. */
  readonly calls: ReadonlyMap<string, readonly string[]>;
}

/** Makes the table of what the assembly knows, and of what only the sources know. */
export function tableOf(assembly: Assembly, sources: Sources): Table {
  const declarations = Object.values(assembly.types);
  const structs = new Map<string, readonly string[]>();
  // What an interface promises beyond data is asked of the object; a struct that jsii ignores is not in the assembly.
  const isStruct = (name: string): boolean => assembly.types[`${assembly.name}.${name}`]?.datatype !== undefined
    || assembly.types[`${assembly.name}.${name}`] === undefined;
  for (const name of [...sources.interfaces.keys()].filter(isStruct).sort()) {
    structs.set(name, propsOf(name, assembly, sources));
  }

  const missing = declarations.filter(({ name, datatype }) => datatype === true && !structs.has(name));
  if (missing.length > 0) throw new Error(`The sources do not export ${missing.map(({ name }) => name).join(', ')}.`);
  const calls = declarations.filter(({ kind }) => kind === 'class').flatMap(callsOf);
  return { structs, enums: new Map(sorted([...sources.enums])), calls: new Map(sorted(calls)) };
}

/** The props of a struct by name: its own and inherited ones, those that jsii ignores among them. */
function propsOf(struct: string, assembly: Assembly, sources: Sources): string[] {
  const props = new Map<string, string>();
  const add = (name: string): void => {
    const own = sources.interfaces.get(name);
    if (own === undefined) throw new Error(`${struct} extends ${name}, which is not an interface of this library.`);
    for (const base of sources.bases.get(name) ?? []) add(base);
    for (const [prop, text] of own) props.set(prop, text);
    const members = assembly.types[`${assembly.name}.${name}`]?.properties ?? [];
    for (const member of members) props.set(member.name, textOf(member, name));
  };
  add(struct);
  return sorted([...props]).map(([, text]) => text);
}

function callsOf(declaration: AssemblyDeclaration): [string, string[]][] {
  const parameters = ({ parameters: all = [] }: AssemblyCallable) => all.map((each) => textOf(each));
  const calls: [string, string[]][] = (declaration.methods ?? [])
    .filter((method) => (method.parameters ?? []).length > 0)
    .map((method) => [`${declaration.name}${method.static === true ? '.' : '#'}${method.name}`, parameters(method)]);
  const made = declaration.initializer === undefined ? [] : parameters(declaration.initializer);
  return made.length === 0 ? calls : [[declaration.name, made], ...calls];
}

function sorted<T>(entries: readonly [string, T][]): [string, T][] {
  return [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
}

function textOf({ name, type, optional, variadic }: AssemblyMember, struct = ''): string {
  if (variadic === true) throw new Error(`The table has no notation for ${name}, which takes any number of arguments.`);
  const lazy = LAZY.has(`${struct}.${name}`) ? ' | lazy' : '';
  return `${name}${optional === true ? '?' : ''}: ${typeText(type)}${lazy}`;
}

/** The type as TypeScript would write it, but for maps: `{ string }` is a map of texts. */
function typeText(type: AssemblyType): string {
  if (type.primitive !== undefined) return type.primitive === 'any' ? 'json' : type.primitive;
  if (type.fqn !== undefined) return type.fqn.slice(type.fqn.lastIndexOf('.') + 1);
  if (type.union !== undefined) return type.union.types.map(typeText).join(' | ');
  if (type.collection === undefined) throw new Error(`The type ${JSON.stringify(type)} has no notation.`);
  const item = typeText(type.collection.elementtype);
  if (type.collection.kind === 'map') return `{ ${item} }`;
  return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
}
