import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as ts from 'typescript';

/** What the sources say and the assembly does not. */
export interface Sources {
  /** By public interface, its own props as `name: type` or `name?: type`, in the table's notation. */
  readonly interfaces: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** By public interface, the interfaces that it extends. */
  readonly bases: ReadonlyMap<string, readonly string[]>;
  /** By public enum, its values by member. */
  readonly enums: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

type Declaration = ts.InterfaceDeclaration | ts.EnumDeclaration;

/** Reads the public interfaces and enums: those that `index.ts` exports. */
export function readSources(directory: string): Sources {
  const interfaces = new Map<string, ReadonlyMap<string, string>>();
  const bases = new Map<string, string[]>();
  const enums = new Map<string, ReadonlyMap<string, string>>();
  const declarations = exported(directory);
  const known = new Set(declarations.map(({ name }) => name.text));

  for (const each of declarations) {
    if (ts.isEnumDeclaration(each)) {
      enums.set(each.name.text, new Map(each.members.map((member) => [member.name.getText(), valueOf(member)])));
      continue;
    }
    const members = each.members.filter(ts.isPropertySignature);
    const props = members.map((member): [string, string] => [member.name.getText(), written(member, known)]);
    interfaces.set(each.name.text, new Map(props));
    const extended = (each.heritageClauses ?? []).flatMap((clause) => clause.types);
    bases.set(each.name.text, extended.map((type) => type.expression.getText()));
  }
  return { interfaces, bases, enums };
}

function valueOf(member: ts.EnumMember): string {
  const value = member.initializer;
  if (value !== undefined && ts.isStringLiteral(value)) return value.text;
  throw new Error(`The enum member ${member.name.getText()} has no text as its value.`);
}

function written(member: ts.PropertySignature, known: ReadonlySet<string>): string {
  const type = member.type === undefined ? 'json' : typeText(member.type, known);
  return `${member.name.getText()}${member.questionToken === undefined ? '' : '?'}: ${type}`;
}

/** The type in the table's notation. What is neither simple nor public, such as a generated spec, is `json`. */
function typeText(type: ts.TypeNode, known: ReadonlySet<string>): string {
  if (ts.isArrayTypeNode(type)) return `${typeText(type.elementType, known)}[]`;
  if (type.kind === ts.SyntaxKind.StringKeyword) return 'string';
  if (type.kind === ts.SyntaxKind.NumberKeyword) return 'number';
  if (type.kind === ts.SyntaxKind.BooleanKeyword) return 'boolean';
  const name = ts.isTypeReferenceNode(type) ? type.typeName.getText() : '';
  return known.has(name) ? name : 'json';
}

function exported(directory: string): Declaration[] {
  const index = join(directory, 'index.ts');
  return parse(index).statements.filter(ts.isExportDeclaration).flatMap((statement) => {
    const file = resolve(dirname(index), `${(statement.moduleSpecifier as ts.StringLiteral).text}.ts`);
    const clause = statement.exportClause;
    const names = clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : undefined;
    const declarations = parse(file).statements.filter(isDeclaration);
    return declarations.filter(({ name }) => names === undefined || names.includes(name.text));
  });
}

function isDeclaration(node: ts.Statement): node is Declaration {
  if (!ts.isInterfaceDeclaration(node) && !ts.isEnumDeclaration(node)) return false;
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) === true;
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
}
