import { join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '../..');
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  resolveJsonModule: true,
  types: ['node'],
  paths: { 'cdk8s-kubevirt': [join(ROOT, 'src/index.ts')] },
};

/** What the compiler says against programs. They are checked together, because reading the library takes most time. */
export function typeErrors(programs: readonly string[]): string[] {
  const files = new Map(programs.map((text, index) => [join(ROOT, 'tools/field', `program-${index}.ts`), text]));
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists.call(host, path);
  host.readFile = (path) => files.get(path) ?? readFile.call(host, path);
  host.getSourceFile = (path, version, ...others) => {
    const text = files.get(path);
    return text === undefined ? getSourceFile.call(host, path, version, ...others)
      : ts.createSourceFile(path, text, version);
  };
  const compiled = ts.createProgram([...files.keys()], OPTIONS, host);
  return [...files.keys()].flatMap((path) => {
    const source = compiled.getSourceFile(path);
    return [...compiled.getSyntacticDiagnostics(source), ...compiled.getSemanticDiagnostics(source)]
      .map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
}
