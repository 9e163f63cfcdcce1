import { DEFAULT_SCALAR_STYLE_RULES as DEFAULT, DUMP_SCHEMA, SCALAR_STYLE, ScalarLayout } from 'js-yaml';

/**
 * Line breaks, invisible characters, and spaces at the start or end: what js-yaml's rules for blocks and double quotes
 * check.
 */
const NEEDS_CARE = /[^\x21-\x7e ]|^ | $/;

// Go's YAML readers also accept Go's own number syntax, with capitals (`0X1F`, `0O17`, `0B1`) and underscores anywhere,
// and times with single digits (go-yaml v2 and v3, resolve.go). No version of YAML defines all of these, so js-yaml
// does not know them.
const GO_NUMBER = /^[-+]?(0[BOXbox][\dA-Fa-f]+|(\d+\.?\d*|\.\d+)([Ee][-+]?\d+)?)$/;
const GO_TIME = /^\d{4}-\d\d?-\d\d?([Tt ]|$)/;

/** What ends or begins a document at the beginning of a line, where keys of the outermost mapping are. */
const MARKER = /^(---|\.\.\.)(\s|$)/;

const STRING = DUMP_SCHEMA.defaultScalarTag.tagName;

/** js-yaml's own rules. The expensive ones are applied only to strings that they may affect. */
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

/**
 * How js-yaml writes the documents. Strings that YAML 1.1 and 1.2 readers interpret differently (`yes`, `0o17`,
 * `12:30:45`) are quoted, so that Go's readers return the same string.
 */
export const PRESENTATION = { schema: DUMP_SCHEMA, lineWidth: -1, seqNoIndent: true, scalarStyleRules: [style] };
