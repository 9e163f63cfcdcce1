import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as ts from 'typescript';

/** A place in the source where a sentence is written down, and what sentences of it look like. */
export interface Site {
  /** `folder/file.ts:line`. */
  readonly at: string;
  /** What stands in them in this order, with anything before, between and behind. */
  readonly parts: readonly string[];
}

/** Whether a sentence may have been written down at a site. */
export function comesFrom({ parts }: Site, sentence: string): boolean {
  let from = 0;
  return parts.every((part) => {
    const found = sentence.indexOf(part, from);
    from = found + part.length;
    return found >= 0;
  });
}

/**
 * All places below a directory where an error's sentence, or the name under which a check of src/validation speaks of a value, is
 * written down. Found by their form: a text of three words or more in a row, and the first argument of such a check. Notices are
 * none, nor is what is thrown.
 */
export function sentencesIn(directory: string): Site[] {
  return sources(directory).filter((file) => !SPEAKS_SOFTLY.test(file)).flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const sites: Site[] = [];
    const found = (node: ts.Node, text: string) => sites.push({ at: `${relative(directory, file)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`, parts: text.split(GAP) });
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node) || isSoft(node)) return;
      const text = textOf(node);
      if (text !== undefined && isSentence(text)) found(node, text);
      if (text !== undefined) return;
      const name = nameGiven(node);
      if (name !== undefined) found(node, name);
      ts.forEachChild(node, visit);
    };
    visit(source);
    return sites;
  });
}

const SPEAKS_SOFTLY = /notices?\.ts$/;

/** Stands for what a template fills in. */
const GAP = '\0';

function sources(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? sources(path) : entry.name.endsWith('.ts') ? [path] : [];
  });
}

/** What is thrown, and what belongs to notices by the name of what holds it. */
function isSoft(node: ts.Node): boolean {
  if (ts.isThrowStatement(node)) return true;
  if (ts.isCallExpression(node)) return /notice/i.test(node.expression.getText());
  const named = ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);
  return named && /notice|remark|uncounted|HEADER/i.test(node.name?.getText() ?? '');
}

/** The text of a literal, of a template with gaps, or of several put together; nothing for any other node. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) return node.head.text + node.templateSpans.map((span) => GAP + span.literal.text).join('');
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left !== undefined && right !== undefined ? left + right : undefined;
}

function isSentence(text: string): boolean {
  return /[a-z]+ [a-z]+ [a-z]+/i.test(text.replaceAll(GAP, 'x'));
}

const CHECKS = ['byteSize', 'cidr', 'diskSize', 'dnsLabel', 'dnsSubdomain', 'duration', 'labels', 'labelValue', 'oneOf', 'qualifiedName', 'wholeSeconds'];

/** What a value is called where one of the checks is asked about it, unless the name is handed on. */
function nameGiven(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !CHECKS.includes(node.expression.getText())) return undefined;
  const name = textOf(node.arguments[0]);
  if (name === undefined || name === '' || isSentence(name)) return undefined;
  return node.expression.getText() === 'oneOf' ? `${name} "${GAP}" is unknown` : `${name} `;
}
