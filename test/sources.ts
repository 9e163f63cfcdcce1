import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as ts from 'typescript';

/** The repository's folder. */
export const ROOT = join(__dirname, '..');

/** A file of TypeScript with what it imports, types included. */
export interface SourceFile {
  /** The path from the repository's folder. */
  readonly path: string;
  /** The files that it imports, as paths from the repository's folder. */
  readonly files: readonly string[];
  /** The packages that it imports. */
  readonly packages: readonly string[];
}

/** All files of TypeScript below a folder. */
export function sourcesBelow(folder: string): SourceFile[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return entries
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => read(join(folder, path)));
}

function read(path: string): SourceFile {
  const specifiers = importsIn(readFileSync(join(ROOT, path), 'utf8'), path);
  const isFile = (specifier: string): boolean => specifier.startsWith('.');
  return {
    path,
    files: specifiers.filter(isFile).map((specifier) => `${relative(ROOT, join(ROOT, dirname(path), specifier))}.ts`),
    packages: specifiers.filter((specifier) => !isFile(specifier)),
  };
}

/** What a text imports or exports from elsewhere, in statements, in types and in calls. */
export function importsIn(text: string, path: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined && ts.isStringLiteral(specifier)) found.push(specifier.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportEqualsDeclaration(node)) {
    return ts.isExternalModuleReference(node.moduleReference) ? node.moduleReference.expression : undefined;
  }
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const calls = node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require';
  return calls ? node.arguments[0] : undefined;
}
