import { isDeepStrictEqual } from 'node:util';
import { lineOf } from '../../../src/findings/finding';
import { findingOf } from '../../../src/findings/findings';
import type { Entry } from '../../../src/inventory/entry';
import { EmbeddedMachine, embeddedMachine } from '../../../src/machines/embedded';
import { MACHINE_RULES } from '../../../src/rules/machine/rules';
import type { MachineRule } from '../../../src/rules/rule';
import { ruleOf } from '../../../src/rules/rules';
import { mergeDeep } from '../../../src/toolkit/merge';
import { BASE } from '../../corpus/machine/machine';
import { vmi } from '../../corpus/machine/parts';
import { BROKEN_MACHINES, TAKEN_MACHINES } from '../../corpus/machines';

/** What the rules find in a VirtualMachine, which is the base with some differences. */
function found(overrides: any): string[] {
  return faultsOf(machineOf('VirtualMachine', { spec: mergeDeep<any>(BASE, overrides) }));
}

/** The rules that look at nothing but the machine, its kind and its preference. */
const ALONE = MACHINE_RULES.filter((rule): rule is MachineRule => rule.on === 'machine' && rule.id < 'VM100');

function machineOf(kind: string, parts: object): EmbeddedMachine {
  return embeddedMachine('kubevirt.io', { apiVersion: 'kubevirt.io/v1', kind, metadata: { name: 'a' }, ...parts })!;
}

function faultsOf(machine: EmbeddedMachine): string[] {
  const entry = { kind: 'VirtualMachine', machine, intent: {} } as unknown as Entry;
  return ALONE.flatMap((rule) => {
    const faults = [...rule.check(machine, entry)];
    return faults.map((each) => lineOf(findingOf(rule, each, 'here')));
  });
}

test('a machine without a fault breaks no rule', () => {
  expect(found({})).toEqual([]);
});

// A machine with two faults has two rows.
test.each(BROKEN_MACHINES.map((row) => [`${row.rule}: ${row.case}`, row] as const))('%s', (_title, { overrides }) => {
  const rows = BROKEN_MACHINES.filter((other) => isDeepStrictEqual(other.overrides, overrides));
  expect(found(overrides)).toEqual(rows.map(({ rule, says }) => `${ruleOf(rule)!.severity} ${rule} [here] ${says}`));
});

const takenRows = TAKEN_MACHINES.map((row) => [`${row.rule}: ${row.case}`, row] as const);
test.each(takenRows)('%s breaks no rule', (_title, { overrides }) => {
  expect(found(overrides)).toEqual([]);
});

test.each([
  ['no lists', vmi({ volumes: 'many', networks: 3, domain: { devices: { disks: {}, interfaces: [null] } } })],
  ['no template', { template: null }],
  ['no domain', { template: { spec: { domain: null } } }],
  ['nothing', { template: { spec: null }, dataVolumeTemplates: [null, 4], runStrategy: null }],
])('a spec that does not have the shape of one (%s) stops no rule: its schema says more', (_name, overrides) => {
  expect(() => found(overrides)).not.toThrow();
});

test('the ids are dense, in the order of the list, and the names are unique', () => {
  // From VM100 on, rules also look at what is around the machine.
  const idFrom = (first: number) => (_rule: unknown, index: number) => `VM${String(first + index).padStart(3, '0')}`;
  const alone = MACHINE_RULES.filter(({ id }) => id < 'VM100').map(idFrom(1));
  const others = MACHINE_RULES.slice(alone.length).map(idFrom(100));
  expect(MACHINE_RULES.map(({ id }) => id)).toEqual([...alone, ...others]);
  expect(new Set(MACHINE_RULES.map(({ name }) => name)).size).toBe(MACHINE_RULES.length);
});

describe('an instance without a VirtualMachine around it', () => {
  const { template: { metadata, spec } } = BASE;

  test('needs no runStrategy', () => {
    expect(faultsOf(machineOf('VirtualMachineInstance', { metadata: { name: 'a', ...metadata }, spec }))).toEqual([]);
  });

  test('is not told to write an instancetype, which it cannot have', () => {
    const domain = { ...spec.domain, memory: undefined };
    expect(faultsOf(machineOf('VirtualMachineInstance', { spec: { ...spec, domain } }))).toEqual([
      'error VM018 [here] template.spec.domain does not say how much memory the machine has, so it could never start. '
        + 'Write memory.guest.',
    ]);
  });
});
