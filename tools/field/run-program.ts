import * as cdk8s from 'cdk8s';
import * as ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import * as library from '../../src';

/** Runs a program that a migration wrote, and returns the objects that it makes. Nothing is written to files. */
export function runProgram(program: string): Record<string, any>[] {
  let yaml = '';
  /** An app that keeps its bundle to itself. */
  class App extends library.BundleApp {
    public synth(): void {
      yaml = this.synthYaml();
    }
  }
  const modules: { readonly [name: string]: object } = {
    'cdk8s': cdk8s,
    'cdk8s-kubevirt': { ...library, BundleApp: App },
  };
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  new Function('exports', 'require', outputText)({}, (name: string) => modules[name]);
  return parseAllDocuments(yaml, { version: '1.1' })
    .map((each) => each.toJS() as Record<string, any> | null)
    .filter((each): each is Record<string, any> => each !== null);
}
