import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';

/** A prop of an exported interface. */
export interface Prop {
  /** The names of the exported interfaces and enums that its type mentions. */
  readonly mentions: readonly string[];
  readonly isList: boolean;
  /** Whether it maps names to what it mentions. */
  readonly isMap: boolean;
}

/** The public API as far as programs are data: what the exported interfaces, enums and classes are made of. */
export interface Surface {
  /** By interface, its own props; those of its bases are in `bases`. */
  readonly interfaces: ReadonlyMap<
    string,
    { readonly props: ReadonlyMap<string, Prop>; readonly bases: readonly string[] }
  >;
  /** By enum, its values by member. */
  readonly enums: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** `Class.method` of public static methods, with the interface of each parameter. */
  readonly factories: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** By class, the interface of its constructor's props. */
  readonly constructors: ReadonlyMap<string, string | undefined>;
}

const SOURCE = join(__dirname, '../../src');

/** Reads it from the sources of what `src/index.ts` exports, so that a new prop is in it by itself. */
export function surface(): Surface {
  const interfaces = new Map<string, { props: Map<string, Prop>; bases: string[] }>();
  const enums = new Map<string, Map<string, string>>();
  const factories = new Map<string, (string | undefined)[]>();
  const constructors = new Map<string, string | undefined>();
  const declarations = exported();
  const names = new Set(declarations.map((each) => each.name.text));
  const mentioned = (node: ts.Node): string[] => {
    const own = ts.isIdentifier(node) && names.has(node.text) ? [node.text] : [];
    return [...own, ...children(node).flatMap(mentioned)];
  };
  const propOf = ({ type }: ts.PropertySignature): Prop => ({
    mentions: type === undefined ? [] : mentioned(type),
    isList: type !== undefined && ts.isArrayTypeNode(type),
    isMap: type !== undefined && ts.isTypeLiteralNode(type) && type.members.some(ts.isIndexSignatureDeclaration),
  });

  for (const each of declarations) {
    if (ts.isInterfaceDeclaration(each)) {
      const props = each.members
        .filter(ts.isPropertySignature)
        .map((member): [string, Prop] => [member.name.getText(), propOf(member)]);
      interfaces.set(each.name.text, { props: new Map(props), bases: (each.heritageClauses ?? []).flatMap(mentioned) });
    } else if (ts.isEnumDeclaration(each)) {
      enums.set(
        each.name.text,
        new Map(each.members.map((member) => [member.name.getText(), (member.initializer as ts.StringLiteral).text])),
      );
    } else {
      for (const method of each.members.filter(ts.isMethodDeclaration).filter(isPublicStatic)) {
        factories.set(
          `${each.name.text}.${method.name.getText()}`,
          method.parameters.map(({ type }) => type && mentioned(type)[0]),
        );
      }
      const parameters = each.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
      constructors.set(
        each.name.text,
        parameters
          .flatMap(({ type }) => (type === undefined ? [] : mentioned(type)))
          .find((name) => name.endsWith('Props')),
      );
    }
  }
  return { interfaces, enums, factories, constructors };
}

type Declaration = (ts.InterfaceDeclaration | ts.EnumDeclaration | ts.ClassDeclaration) & {
  readonly name: ts.Identifier;
};

/** The declarations that the index exports: all of a file, or those that it names. */
function exported(): Declaration[] {
  const index = parse(join(SOURCE, 'index.ts'));
  return index.statements.filter(ts.isExportDeclaration).flatMap((statement) => {
    const file = resolve(SOURCE, `${(statement.moduleSpecifier as ts.StringLiteral).text}.ts`);
    const clause = statement.exportClause;
    const named =
      clause && ts.isNamedExports(clause) ? new Set(clause.elements.map((element) => element.name.text)) : undefined;
    return parse(file)
      .statements.filter(isDeclaration)
      .filter((each) => named === undefined || named.has(each.name.text));
  });
}

function isDeclaration(node: ts.Statement): node is Declaration {
  if (!ts.isInterfaceDeclaration(node) && !ts.isEnumDeclaration(node) && !ts.isClassDeclaration(node)) return false;
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** What is marked `@internal` begins with an underscore. */
function isPublicStatic(method: ts.MethodDeclaration): boolean {
  const kinds = method.modifiers?.map((modifier) => modifier.kind) ?? [];
  return (
    kinds.includes(ts.SyntaxKind.StaticKeyword) &&
    kinds.includes(ts.SyntaxKind.PublicKeyword) &&
    !method.name.getText().startsWith('_')
  );
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
}

function children(node: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  node.forEachChild((child) => void found.push(child));
  return found;
}
