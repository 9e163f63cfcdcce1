import { configVarAt } from './config-var';
import { Weight } from '../change';
import type { Editor } from '../editor';
import type { Migration } from '../migration';

/** The preset that KKP 2.21 made for every cluster: 2 CPUs and 8 GiB. */
const STANDARD = 'kubermatic-standard';

/** The instancetype of the same size that KKP makes in its place. */
const STANDARD_NOW = 'standard-2';

/** Fields of the template that machine-controller ignores beside an instancetype. */
const SIZES = ['cpus', 'memory', 'vcpus'];

/** A flavor was the name of a preset. Instancetypes have replaced both. */
export function replaceFlavor(migration: Migration, editor: Editor, provider: string): void {
  const machine = `${provider}.virtualMachine`;
  const isMapping = typeof (editor.get(`${machine}.flavor`) ?? {}) === 'object';
  const name = isMapping ? configVarAt(editor, `${machine}.flavor.name`) : undefined;
  if (name === undefined) {
    editor.fail(`${machine}.flavor cannot be carried over: its name cannot be read, which is a text, or a mapping with `
      + 'a text in `value`. Write the name of an instancetype, in virtualMachine.instancetype.');
    return;
  }
  const isReplaced = name !== '' && !editor.has(`${machine}.instancetype`);
  if (isReplaced) {
    const namespaces = migration.of('instancetype.kubevirt.io', 'VirtualMachineInstancetype')
      .filter(({ manifest }) => manifest.name === name)
      .map(({ manifest }) => migration.namespaceOf(manifest));
    const isHere = namespaces.length > 0;
    const now = name === STANDARD && !isHere ? STANDARD_NOW : name;
    const matcher = { name: now, kind: 'VirtualMachineInstancetype' };
    editor.set(`${machine}.instancetype`, matcher, 'instancetypes have replaced flavors since KKP 2.22');
    editor.keepComments(`${machine}.flavor`, `${machine}.instancetype`);
    // No file says which namespace machine-controller makes the machines in.
    editor.warn(`the VirtualMachineInstancetype ${now} must exist in the namespace of the machines. ${isHere
      ? `These files have it in ${namespaces.join(' and ')}. If the machines are in another namespace, change that of `
        + 'the instancetype.'
      : `These files do not hold it${now === STANDARD_NOW ? ', but KKP makes it with the same size' : ''}.`}`);
  }
  editor.remove(`${machine}.flavor`, 'machine-controller ignores it since v1.56');
  if (!editor.has(`${machine}.instancetype`)) return;
  for (const size of SIZES) {
    const path = `${machine}.template.${size}`;
    if (isReplaced) {
      editor.remove(path, `the instancetype that replaces the flavor decides the size, which was ${
        JSON.stringify(editor.get(path))} here. Choose one of the size that the nodes should have`, Weight.WARNING);
    }
    editor.remove(path, 'machine-controller ignores it beside an instancetype');
  }
}
