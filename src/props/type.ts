import { ENUMS, STRUCTS } from './table';

/** The name of a struct of the table. */
export type StructName = keyof typeof STRUCTS;

/** The type of a prop or a parameter. */
export type Type =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'json' | 'lazy' }
  | { readonly kind: 'struct'; readonly name: StructName }
  | { readonly kind: 'enum' | 'class'; readonly name: string }
  | { readonly kind: 'list' | 'map'; readonly of: Type }
  | { readonly kind: 'union'; readonly of: readonly Type[] };

/** An enum or a class. */
export type NamedType = Extract<Type, { readonly kind: 'enum' | 'class' }>;

/** A prop or a parameter. */
export interface Prop {
  readonly name: string;
  readonly required: boolean;
  readonly type: Type;
}

/** Parses `name: type` or `name?: type`. */
export function propOf(text: string): Prop {
  const colon = text.indexOf(': ');
  const optional = text[colon - 1] === '?';
  const name = text.slice(0, optional ? colon - 1 : colon);
  return { name, required: !optional, type: typeOf(text.slice(colon + 2)) };
}

/** Parses a type in the table's notation. */
export function typeOf(text: string): Type {
  const alternatives = split(text);
  if (alternatives.length > 1) return { kind: 'union', of: alternatives.map(typeOf) };
  if (text.endsWith('[]')) return { kind: 'list', of: typeOf(withoutParentheses(text.slice(0, -2))) };
  if (text.startsWith('{ ')) return { kind: 'map', of: typeOf(text.slice(2, -2)) };
  return named(text);
}

function named(name: string): Type {
  switch (name) {
    case 'string': case 'number': case 'boolean': case 'json': case 'lazy': return { kind: name };
  }
  if (Object.hasOwn(STRUCTS, name)) return { kind: 'struct', name: name as StructName };
  return { kind: Object.hasOwn(ENUMS, name) ? 'enum' : 'class', name };
}

/** The alternatives of a union. None of them is inside of a list or a map. */
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '(' || character === '{') depth++;
    if (character === ')' || character === '}') depth--;
    if (character !== '|' || depth > 0) continue;
    parts.push(text.slice(start, index - 1));
    start = index + 2;
  }
  return [...parts, text.slice(start)];
}

function withoutParentheses(text: string): string {
  return text.startsWith('(') ? text.slice(1, -1) : text;
}
