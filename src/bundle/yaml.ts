import { DEFAULT_SCALAR_STYLE_RULES as DEFAULT, dump, DumpOptions, SCALAR_STYLE, ScalarLayout } from 'js-yaml';

/** Line breaks, invisible characters and spaces at an end: what js-yaml's rules about blocks and double quotes look for. */
const NEEDS_CARE = /[^\x21-\x7e ]|^ | $/;

// Go's YAML readers take for an integer what Go's own syntax takes for one, `0O17` with a capital O included, which no YAML version names.
const GO_OCTAL = /^[+-]?0O[0-7_]+$/;

/** js-yaml's own rules; the costly ones are asked only of strings that they can concern. */
function style(layout: ScalarLayout): void {
  const text = layout.node.value;
  if (NEEDS_CARE.test(text)) {
    DEFAULT.doubleQuoteForInvisibles(layout);
    DEFAULT.doubleQuoteWhitespaceOnly(layout);
    DEFAULT.tryLongOrMultilineAsBlock(layout);
  } else if (GO_OCTAL.test(text)) {
    layout.style = SCALAR_STYLE.SINGLE_QUOTED;
  }
  DEFAULT.quoteInvalidPlain(layout);
  DEFAULT.fallbackToDoubleQuoted(layout);
}

const OPTIONS: DumpOptions = { noRefs: true, lineWidth: -1, seqNoIndent: true, scalarStyleRules: [style] };

/**
 * One object as a YAML document. Strings that YAML 1.1 and 1.2 readers disagree about (`yes`, `0o17`, `12:30:45`) are quoted, so that
 * Go's readers give back what was put in.
 */
export function toYaml(object: unknown): string {
  return dump(object, OPTIONS);
}
