import { DEFAULT_SCALAR_STYLE_RULES, dump, DumpOptions, SCALAR_STYLE, ScalarLayout } from 'js-yaml';

// Go's YAML readers take any text that Go's own integer syntax takes, `0O17` with a capital O included, which no YAML version names.
const GO_OCTAL = /^[+-]?0O[0-7_]+$/;

function quoteGoOctal(layout: ScalarLayout): void {
  if (layout.style === SCALAR_STYLE.PLAIN && layout.node.tag === 'tag:yaml.org,2002:str' && GO_OCTAL.test(layout.node.value)) layout.style = SCALAR_STYLE.SINGLE_QUOTED;
}

const OPTIONS: DumpOptions = {
  noRefs: true,
  lineWidth: -1,
  seqNoIndent: true,
  scalarStyleRules: [...Object.values(DEFAULT_SCALAR_STYLE_RULES), quoteGoOctal],
};

/**
 * One object as a YAML document. Strings that YAML 1.1 and 1.2 readers disagree about (`yes`, `0o17`, `12:30:45`) are quoted, so that
 * Go's readers give back what was put in.
 */
export function toYaml(object: unknown): string {
  return dump(object, OPTIONS);
}
