import { DEFAULT_SCALAR_STYLE_RULES as DEFAULT, DUMP_SCHEMA, SCALAR_STYLE, ScalarLayout } from 'js-yaml';

/** Line breaks, invisible characters and spaces at an end: what js-yaml's rules about blocks and double quotes look for. */
const NEEDS_CARE = /[^\x21-\x7e ]|^ | $/;

// Go's YAML readers take for a number what Go's own syntax takes for one, with capitals (`0X1F`, `0O17`, `0B1`) and
// underscores anywhere, and for a time also one with single digits (go-yaml v2 and v3, resolve.go). No version of YAML
// names all of these, so js-yaml does not know them.
const GO_NUMBER = /^[-+]?(0[BOXbox][\dA-Fa-f]+|(\d+\.?\d*|\.\d+)([Ee][-+]?\d+)?)$/;
const GO_TIME = /^\d{4}-\d\d?-\d\d?([Tt ]|$)/;

/** What ends or begins a document where it stands at the beginning of a line, as a key of the outermost mapping does. */
const MARKER = /^(---|\.\.\.)(\s|$)/;

const STRING = DUMP_SCHEMA.defaultScalarTag.tagName;

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

/**
 * How js-yaml writes the documents. Strings that YAML 1.1 and 1.2 readers disagree about (`yes`, `0o17`, `12:30:45`)
 * are quoted, so that Go's readers give back what was put in.
 */
export const PRESENTATION = { schema: DUMP_SCHEMA, lineWidth: -1, seqNoIndent: true, scalarStyleRules: [style] };
