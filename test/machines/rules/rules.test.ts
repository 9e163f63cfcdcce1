import { BASE, REFUSED, TAKEN } from './machines';
import { machineProblems } from '../../../src/machines/rules/rules';
import { mergeDeep } from '../../../src/toolkit/merge';

test('a machine without a fault gets no sentence', () => {
  expect(problemsOf({})).toEqual([]);
});

describe.each(Object.entries(REFUSED))('%s', (_rule, machines) => {
  test.each(machines)('%s', (_name, overrides, says) => {
    expect(problemsOf(overrides)).toEqual(says);
  });
});

describe('unusual machines that KubeVirt takes', () => {
  test.each(TAKEN)('%s', (_name, overrides) => {
    expect(problemsOf(overrides)).toEqual([]);
  });
});

test.each([
  ['no lists', { template: { spec: { volumes: 'many', networks: 3, domain: { devices: { disks: {}, interfaces: [null] } } } } }],
  ['no template', { template: null }],
  ['no domain', { template: { spec: { domain: null } } }],
  ['nothing', { template: { spec: null }, dataVolumeTemplates: [null, 4], runStrategy: null }],
])('a spec that has not even the right shape (%s) stops no rule: its schema says more', (_name, overrides) => {
  expect(() => problemsOf(overrides)).not.toThrow();
});

function problemsOf(overrides: any): string[] {
  return machineProblems(mergeDeep<any>(BASE, overrides)).filter((sentence) => sentence !== undefined);
}
