import { Weight } from '../change';
import type { Editor } from '../editor';
import { configVarAt } from './config-var';

/** The guides of KKP 2.21 also show `affinity` a level too high, where the provider's strict reader refuses it. */
export function moveAffinity(editor: Editor, value: string, provider: string): void {
  editor.move(`${value}.affinity`, `${provider}.affinity`, 'machine-controller reads it in cloudProviderSpec alone');
}

const HOST = 'kubernetes.io/hostname';

/** How strict a spread is for each form of the preset, which is written in any case. */
const SPREAD: ReadonlyMap<string, string> = new Map([['soft', 'ScheduleAnyway'], ['hard', 'DoNotSchedule']]);

/**
 * The presets about pods do nothing since machine-controller v1.56. Anti-affinity becomes a spread over nodes, and
 * nothing replaces co-location.
 */
export function replacePodPresets(editor: Editor, provider: string): void {
  const affinity = `${provider}.affinity`;
  const apart = presetAt(editor, `${affinity}.podAntiAffinityPreset`);
  const together = presetAt(editor, `${affinity}.podAffinityPreset`);
  const onNodes = `${affinity}.nodeAffinityPreset`;
  const isMapping = typeof (editor.get(onNodes) ?? {}) === 'object';
  const towards = presetAt(editor, isMapping ? `${onNodes}.type` : onNodes);
  if (apart !== undefined && apart !== '') spread(editor, provider, apart);
  if (apart !== undefined) {
    editor.remove(`${affinity}.podAntiAffinityPreset`, 'machine-controller ignores it since v1.56');
  }
  if (together !== undefined && together !== '') {
    editor.remove(`${affinity}.podAffinityPreset`, 'machine-controller ignores it since v1.56, and has no other way to '
      + 'run machines on one node. A VirtualMachinePool can', Weight.WARNING);
  }
  if (together === '') {
    editor.remove(`${affinity}.podAffinityPreset`, 'machine-controller ignores it since v1.56');
  }
  if (towards === '') editor.remove(onNodes, 'without a type it does nothing');
  if (editor.has(affinity) && editor.keys(affinity).length === 0) editor.remove(affinity, 'it is empty');
}

function spread(editor: Editor, provider: string, preset: string): void {
  const whenUnsatisfiable = SPREAD.get(preset);
  const path = `${provider}.topologySpreadConstraints`;
  if (whenUnsatisfiable === undefined) {
    editor.remove(`${provider}.affinity.podAntiAffinityPreset`, 'machine-controller ignores it since v1.56, and it is '
      + 'neither "soft" nor "hard", so nothing replaces it', Weight.WARNING);
    return;
  }
  const isSpread = editor.items(path).some((item) => editor.get([...item, 'topologyKey']) === HOST);
  if (isSpread) {
    editor.warn(`${path} states a spread over nodes already, which stays as it is`);
    return;
  }
  const constraint = { maxSkew: '1', topologyKey: HOST, whenUnsatisfiable };
  editor.set(path, [...editor.get(path) ?? [], constraint],
    'a spread over nodes replaces podAntiAffinityPreset since machine-controller v1.56');
  editor.keepComments(`${provider}.affinity.podAntiAffinityPreset`, path);
}

/** A preset, which machine-controller takes in any case; empty if there is none, undefined if it cannot be read. */
function presetAt(editor: Editor, path: string): string | undefined {
  const preset = configVarAt(editor, path);
  if (preset === undefined) {
    editor.fail(`${path} cannot be carried over: it is neither a text nor a mapping with a text in \`value\`, so `
      + 'nobody can tell what it means. Write "soft" or "hard", or remove it.');
  }
  return preset?.toLowerCase();
}
