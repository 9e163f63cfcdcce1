import { Document, isCollection, isMap, isSeq, LineCounter, parseAllDocuments, visit, YAMLMap } from 'yaml';
import { Manifest, Source } from './manifest';
import { YAML_OPTIONS } from './yaml-options';

/** The content of a file: its documents, and the objects in them, both in the order of the file. */
export interface Manifests {
  readonly sources: readonly Source[];
  readonly objects: readonly Manifest[];
}

/** A place in a file that cannot be read, and why. */
export interface Unreadable {
  readonly where: string;
  readonly problem: string;
}

/** The maximum number of copies that aliases may stand for, so that a small file cannot fill the memory. */
const MOST_ALIASES = 100;

/**
 * Reads a stream of YAML documents as Kubernetes' own reader does, which takes YAML 1.1 without timestamps.
 * @param file the name of the file, for messages
 * @returns the objects; or what cannot be read, if there is anything
 */
export function readManifests(file: string, text: string): Manifests | readonly Unreadable[] {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { ...YAML_OPTIONS, lineCounter: lines });
  const documents = Array.isArray(parsed) ? parsed : [];
  const placeAt = (offset: number): string => `${file}:${lines.linePos(offset).line}`;
  const faults = documents.flatMap(({ errors }) => errors)
    .map(({ pos, message }) => ({ where: placeAt(pos[0]), problem: `${firstLine(message)}${hintAbout(text)}` }));
  if (faults.length > 0) return faults;

  const unreadable: Unreadable[] = [];
  const sources: Source[] = [];
  const objects: Manifest[] = [];
  let end = 0;
  for (const each of documents) {
    const start = end;
    end = each.range[2];
    const [begin] = each.contents?.range ?? [start];
    if (hasCollectionAsKey(each)) {
      unreadable.push({ where: placeAt(begin), problem: `has a mapping or a list as a key${hintAbout(text)}` });
      continue;
    }
    const document = withoutAliases(each);
    if (document === undefined) {
      unreadable.push({ where: placeAt(begin), problem: 'has aliases that stand for too much, or for themselves' });
      continue;
    }
    const source = { file, text: text.slice(start, end), document };
    sources.push(source);
    for (const node of objectsIn(document)) {
      if (isMap(node)) objects.push(new Manifest(source, node, lines.linePos(node.range?.[0] ?? begin).line));
      else unreadable.push({ where: placeAt(begin), problem: 'is not a Kubernetes object, which is a mapping' });
    }
  }
  return unreadable.length > 0 ? unreadable : { sources, objects };
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0].replace(/ at line \d+, column \d+:?$/, '');
}

function hintAbout(text: string): string {
  return text.includes('{{') ? ': it looks like a template, which must be rendered first' : '';
}

/** `name: {{ .Values.name }}` of a template is YAML, but no Kubernetes object has such a key. */
function hasCollectionAsKey(document: Document): boolean {
  let isFound = false;
  visit(document, {
    Pair: (_key, { key }) => {
      isFound ||= isCollection(key);
      return isFound ? visit.BREAK : undefined;
    },
  });
  return isFound;
}

/** The document with its aliases written out; undefined if they stand for too much. */
function withoutAliases(document: Document): Document | undefined {
  let hasAliases = false;
  visit(document, {
    Alias: () => {
      hasAliases = true;
      return visit.BREAK;
    },
  });
  if (!hasAliases) return document;
  try {
    const plain = document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
    const written = new Document(JSON.parse(JSON.stringify(plain)), YAML_OPTIONS);
    written.directives!.docStart = document.directives?.docStart ?? null;
    return written;
  } catch {
    return undefined;
  }
}

/** The objects of a document: none if it is empty, several if it is a list. */
function objectsIn({ contents }: Document): readonly unknown[] {
  if (contents === null || (!isMap(contents) && !isSeq(contents) && isEmpty(contents))) return [];
  if (!isMap(contents)) return [contents];
  const items = isListKind(contents) ? contents.get('items') : undefined;
  return isSeq(items) ? items.items : [contents];
}

function isEmpty(contents: unknown): boolean {
  return (contents as { readonly value?: unknown }).value === null;
}

function isListKind(contents: YAMLMap): boolean {
  return contents.get('kind') === 'List' && contents.get('apiVersion') === 'v1';
}
