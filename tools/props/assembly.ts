import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A type as jsii writes it down. */
export interface AssemblyType {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: AssemblyType };
  readonly union?: { readonly types: readonly AssemblyType[] };
}

/** A prop of an interface, or a parameter of a method. */
export interface AssemblyMember {
  readonly name: string;
  readonly type: AssemblyType;
  readonly optional?: boolean;
  readonly variadic?: boolean;
}

/** A constructor or a method. */
export interface AssemblyCallable {
  readonly name?: string;
  readonly static?: boolean;
  readonly parameters?: readonly AssemblyMember[];
}

/** An interface, a class or an enum. */
export interface AssemblyDeclaration {
  readonly name: string;
  readonly fqn: string;
  readonly kind: 'interface' | 'class' | 'enum';
  /** Whether an interface is a struct: props that are passed by value. */
  readonly datatype?: boolean;
  readonly interfaces?: readonly string[];
  readonly properties?: readonly AssemblyMember[];
  readonly initializer?: AssemblyCallable;
  readonly methods?: readonly AssemblyCallable[];
}

/** What jsii knows of the library. */
export interface Assembly {
  readonly name: string;
  readonly types: { readonly [fqn: string]: AssemblyDeclaration };
}

/** Reads the assembly that `npm run compile` writes: a file, or one that only names a compressed one beside it. */
export function readAssembly(directory: string): Assembly {
  const file = join(directory, '.jsii');
  if (!existsSync(file)) throw new Error(`${file} is missing. Run "npm run compile" first.`);
  const assembly = JSON.parse(readFileSync(file, 'utf8'));
  if (assembly.schema !== 'jsii/file-redirect') return assembly;
  if (assembly.compression !== 'gzip') throw new Error(`${file} is compressed by ${assembly.compression}.`);
  return JSON.parse(gunzipSync(readFileSync(join(dirname(file), assembly.filename))).toString());
}
