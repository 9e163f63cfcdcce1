import * as cdk8s from 'cdk8s';
import { Call, Code, isMapping, Variable } from './code';
import { written } from './write';

/** The statements of a program, with what they import. */
export class Statements {
  private readonly texts: string[] = [];
  private readonly names = new Set<string>();

  /** Adds a call, whose result becomes a variable if it has a name. */
  public add(code: Call, variable?: string): void {
    this.collect(code);
    const declared = variable === undefined ? '' : `const ${variable} = `;
    this.texts.push(`${declared}${written(code, 0, declared.length)};`);
  }

  public gap(): void {
    if (this.texts[this.texts.length - 1] !== '') this.texts.push('');
  }

  /** The whole program. */
  public toString(): string {
    const names = [...this.names].sort();
    const ofCdk8s = names.filter((name) => Object.hasOwn(cdk8s, name));
    const ofLibrary = names.filter((name) => !Object.hasOwn(cdk8s, name));
    const imports = [imported(ofCdk8s, 'cdk8s'), imported(ofLibrary, 'cdk8s-kubevirt')].filter((each) => each !== '');
    return `${[...imports, '', ...this.texts].join('\n')}\n`;
  }

  private collect(code: Code): void {
    if (code instanceof Variable) this.name(code.name);
    if (code instanceof Call) this.name(code.callee);
    for (const each of partsOf(code)) this.collect(each);
  }

  /** Classes and enums begin with a capital letter, and variables do not. */
  private name(path: string): void {
    const [first] = path.split('.');
    if (/^[A-Z]/.test(first)) this.names.add(first);
  }
}

/** The parts of a part. */
function partsOf(code: Code): readonly Code[] {
  if (code instanceof Call) return code.args;
  if (Array.isArray(code)) return code as readonly Code[];
  return isMapping(code) ? Object.values(code) : [];
}

function imported(names: readonly string[], from: string): string {
  if (names.length === 0) return '';
  const short = `import { ${names.join(', ')} } from '${from}';`;
  return short.length <= 120 ? short : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${from}';`;
}
