import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as constructs from 'constructs';
import * as ts from 'typescript';
import { firstLost, filesShownOn } from './shown';
import * as library from '../../src';
import { filesIn, temporaryDirectory } from '../directory';
import { ROOT } from '../sources';

const directory = temporaryDirectory();

const PAGES = [
  'adopt-a-running-installation', 'air-gap', 'deliver-with-argo-cd', 'deliver-with-flux', 'remove-something',
  'render-in-ci',
];

/** A complete program of a page, and what the page shows of the files that it writes. */
interface Shown {
  readonly program: string;
  /** Each begins with the path of a file; `# …` stands for lines that are left out. */
  readonly files: readonly string[];
}

/** The programs of a page, each with the files that are shown after it. */
function shownOn(page: string): Shown[] {
  const text = readFileSync(join(ROOT, 'docs/how-to', `${page}.md`), 'utf8');
  const [, ...parts] = text.split(/^(?=```ts\nimport )/m);
  return parts.map((part) => ({
    program: /^```ts\n([^]*?)^```$/m.exec(part)![1],
    files: filesShownOn(part),
  }));
}

/** Runs a program as a user would, but for the directory to which it writes; a warning is an error. */
function run(program: string, outdir: string): void {
  class App extends library.BundleApp {
    constructor(props?: library.BundleAppProps) {
      super({ ...props, outdir, noticesAsErrors: true });
    }
  }
  const modules: { readonly [name: string]: object } = {
    cdk8s, constructs, 'cdk8s-kubevirt': { ...library, BundleApp: App },
  };
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  new Function('require', 'exports', outputText)((name: string) => modules[name], {});
}

test.each(PAGES)('docs/how-to/%s has programs that run, and shows what they write', (page) => {
  const shown = shownOn(page);
  expect(shown).not.toEqual([]);
  for (const [index, { program, files }] of shown.entries()) {
    const outdir = join(directory(), String(index));
    run(program, outdir);
    const written = filesIn(outdir);
    expect(files.map((file) => firstLost(file, written)).filter((lost) => lost !== undefined)).toEqual([]);
  }
});
