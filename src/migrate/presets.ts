import { below, Editor, Path } from './editor';
import type { Migration } from './migration';

/** The label by which machines of KKP chose a preset. */
const SELECTOR = 'spec.selector.matchLabels';

/** What a preset that became an instancetype offers. */
interface Converted {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, unknown>>;
}

/**
 * Presets become instancetypes, which KubeVirt has in their place. A preset that says more than a size stays, with a
 * warning: an instancetype has no such fields, and a preset is deprecated but works.
 */
export function convertPresets(migration: Migration): void {
  const converted: Converted[] = [];
  for (const editor of migration.of('kubevirt.io', 'VirtualMachineInstancePreset')) {
    const { manifest } = editor;
    const size = sizeOf(editor);
    if (size === undefined) {
      editor.warn('stays a preset, which is deprecated: it does not state both CPU and memory, or states more than a '
        + 'size. Write a VirtualMachineInstancetype and a VirtualMachinePreference.');
      continue;
    }
    const namespace = migration.namespaceOf(manifest);
    converted.push({ name: manifest.name, namespace, labels: editor.get(SELECTOR) ?? {} });
    toInstancetype(editor, size);
  }
  if (converted.length > 0) chooseInstancetypes(migration, converted);
}

interface SizeOfPreset {
  readonly cpu: number;
  readonly memory: string | number;
  readonly hasLimits: boolean;
}

/** The size in a preset; undefined if it does not state all of it, or states something else too. */
function sizeOf(editor: Editor): SizeOfPreset | undefined {
  const { cpu = {}, memory = {}, resources = {}, ...others } = editor.get('spec.domain') ?? {};
  const { requests = {}, limits } = resources;
  const guest = memory.guest ?? requests.memory;
  const cores = cpu.cores ?? requests.cpu;
  const isSize = Object.keys(others).length === 0 && Object.keys(cpu).every((key) => key === 'cores');
  const count = Number(cores);
  if (!isSize || guest === undefined || !Number.isInteger(count) || count < 1) return undefined;
  return { cpu: count, memory: guest, hasLimits: limits !== undefined };
}

function toInstancetype(editor: Editor, { cpu, memory, hasLimits }: SizeOfPreset): void {
  const lost = hasLimits ? '. KubeVirt never applied the limits of a preset, and an instancetype has none' : '';
  editor.set('kind', 'VirtualMachineInstancetype', 'KubeVirt deprecates presets, and instancetypes have replaced them');
  editor.write('apiVersion', 'instancetype.kubevirt.io/v1beta1');
  editor.set('spec', { cpu: { guest: cpu }, memory: { guest: memory } },
    `an instancetype states what the guest gets${lost}`);
}

/** Machines choose an instancetype by name, where they had the labels that a preset selects. */
function chooseInstancetypes(migration: Migration, converted: readonly Converted[]): void {
  const machines: readonly (readonly [Editor, Path])[] = [
    ...migration.of('kubevirt.io', 'VirtualMachine').map((each) => [each, 'spec'] as const),
    ...migration.of('pool.kubevirt.io', 'VirtualMachinePool')
      .map((each) => [each, 'spec.virtualMachineTemplate.spec'] as const),
  ];
  for (const [editor, spec] of machines) {
    const namespace = migration.namespaceOf(editor.manifest);
    choose(editor, spec, converted.filter((preset) => preset.namespace === namespace));
  }
}

function choose(editor: Editor, spec: Path, presets: readonly Converted[]): void {
  const labels = editor.get(below(spec, 'template.metadata.labels')) ?? {};
  const chosen = presets.filter((preset) => selects(preset, labels));
  if (chosen.length === 0 || editor.has(below(spec, 'instancetype'))) return;
  if (chosen.length > 1 || hasOwnSize(editor, below(spec, 'template.spec.domain'))) {
    editor.warn(`chose the preset ${chosen[0].name} by its labels, and states a size of its own, or has several `
      + 'presets. KubeVirt refuses an instancetype beside a size. Write one of both.');
    return;
  }
  const matcher = { kind: 'VirtualMachineInstancetype', name: chosen[0].name };
  editor.set(below(spec, 'instancetype'), matcher, 'its labels chose the preset, which is an instancetype now');
}

function selects({ labels }: Converted, given: Readonly<Record<string, unknown>>): boolean {
  const wanted = Object.entries(labels);
  return wanted.length > 0 && wanted.every(([key, value]) => given[key] === value);
}

function hasOwnSize(editor: Editor, domain: Path): boolean {
  return ['cpu', 'memory', 'resources'].some((field) => editor.has(below(domain, field)));
}
