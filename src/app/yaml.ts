import { COLLECTION_STYLE, DEFAULT_SCALAR_STYLE_RULES as DEFAULT, DUMP_SCHEMA, jsToAst, Node, present, SCALAR_STYLE, ScalarLayout } from 'js-yaml';

/** Line breaks, invisible characters and spaces at an end: what js-yaml's rules about blocks and double quotes look for. */
const NEEDS_CARE = /[^\x21-\x7e ]|^ | $/;

// Go's YAML readers take for a number what Go's own syntax takes for one, with capitals (`0X1F`, `0O17`, `0B1`) and underscores
// anywhere, and for a time also one with single digits (go-yaml v2 and v3, resolve.go). No version of YAML names all of these, so
// js-yaml does not know them.
const GO_NUMBER = /^[-+]?(0[BOXbox][\dA-Fa-f]+|(\d+\.?\d*|\.\d+)([Ee][-+]?\d+)?)$/;
const GO_TIME = /^\d{4}-\d\d?-\d\d?([Tt ]|$)/;

/** What ends or begins a document where it stands at the beginning of a line, as a key of the outermost mapping does. */
const MARKER = /^(---|\.\.\.)(\s|$)/;

/** js-yaml's own rules; the costly ones are asked only of strings that they can concern. */
function style(layout: ScalarLayout): void {
  const text = layout.node.value;
  if (NEEDS_CARE.test(text)) {
    DEFAULT.doubleQuoteForInvisibles(layout);
    DEFAULT.doubleQuoteWhitespaceOnly(layout);
    DEFAULT.tryLongOrMultilineAsBlock(layout);
  } else if (layout.node.tag === STRING && isGoValue(text)) {
    layout.style = SCALAR_STYLE.SINGLE_QUOTED;
  }
  if (layout.style === SCALAR_STYLE.PLAIN && MARKER.test(text)) layout.style = SCALAR_STYLE.SINGLE_QUOTED;
  DEFAULT.quoteInvalidPlain(layout);
  DEFAULT.fallbackToDoubleQuoted(layout);
}

function isGoValue(text: string): boolean {
  return /^[-+.\d]/.test(text) && (GO_NUMBER.test(text.replaceAll('_', '')) || GO_TIME.test(text));
}

/** How the documents are written. */
export const PRESENTATION = { schema: DUMP_SCHEMA, lineWidth: -1, seqNoIndent: true, scalarStyleRules: [style] };

const PLAIN = { tagged: false, style: SCALAR_STYLE.PLAIN } as const;
const BLOCK = { tagged: false, style: COLLECTION_STYLE.BLOCK } as const;
const STRING = DUMP_SCHEMA.defaultScalarTag.tagName;
const SEQUENCE = DUMP_SCHEMA.defaultSequenceTag!.tagName;
const MAPPING = DUMP_SCHEMA.defaultMappingTag!.tagName;

/** The nodes of keys, numbers and truth values, of which a bundle holds few different ones, many times. */
const known = new Map<unknown, Node>();

/**
 * One JSON object as a YAML document. Strings that YAML 1.1 and 1.2 readers disagree about (`yes`, `0o17`, `12:30:45`) are quoted, so
 * that Go's readers give back what was put in.
 */
export function toYaml(object: unknown): string {
  return present([{ contents: toNode(object), directives: [] }], PRESENTATION);
}

/** The tree that js-yaml's `jsToAst` would make, without asking of each value which of YAML's twenty types it might be. */
function toNode(value: unknown): Node {
  if (typeof value === 'string') return { kind: 'scalar', tag: STRING, value, ...PLAIN };
  if (Array.isArray(value)) return { kind: 'sequence', tag: SEQUENCE, items: value.map(toNode), ...BLOCK };
  if (typeof value === 'object' && value !== null) {
    const items = Object.entries(value).map(([key, item]) => ({ key: recurring(key), value: toNode(item) }));
    return { kind: 'mapping', tag: MAPPING, items, ...BLOCK };
  }
  return recurring(value);
}

function recurring(value: unknown): Node {
  if (Object.is(value, -0)) return jsToAst(value, DUMP_SCHEMA)[0].contents!; // a Map takes it for 0, and what was written before must not matter
  let node = known.get(value);
  if (node === undefined) known.set(value, node = jsToAst(value, DUMP_SCHEMA)[0].contents!);
  return node;
}
