import * as fc from 'fast-check';
import { ODD } from './odd';
import { argumentFaults, CallName, usableArguments } from '../../src/props/arguments';
import { propFaults, StructName, usableProps } from '../../src/props/check';
import { CALLS, STRUCTS } from '../../src/props/table';
import { propOf } from '../../src/props/type';
import { SEED } from '../random/runs';

const RUNS = 100;
const STRUCT_NAMES = Object.keys(STRUCTS) as StructName[];
const CALL_NAMES = Object.keys(CALLS) as CallName[];

/** A value made of draws, since fast-check would look into those that it made itself. */
function odd(draw: fc.GeneratorValue, names: readonly string[], depth = 2): unknown {
  const shape = depth === 0 ? 0 : draw(fc.nat, { max: 3 });
  if (shape === 1) return Array.from({ length: draw(fc.nat, { max: 3 }) }, () => odd(draw, names, depth - 1));
  if (shape === 2) return hostile(draw, names, depth - 1);
  return ODD[draw(fc.nat, { max: ODD.length - 1 })];
}

/** An object with keys, most of them known. */
function hostile(draw: fc.GeneratorValue, names: readonly string[], depth = 2): object {
  const keys = [...names, ...names, '__proto__', 'constructor', '', '[0]', 'a.b', draw(fc.string)];
  const count = draw(fc.nat, { max: 6 });
  const chosen = Array.from({ length: count }, () => keys[draw(fc.nat, { max: keys.length - 1 })]);
  return Object.fromEntries(chosen.map((key) => [key, odd(draw, names, depth)]));
}

test.each(STRUCT_NAMES)('%s is judged and made usable whatever is given', (struct) => {
  const names = STRUCTS[struct].map((text) => propOf(text).name);
  fc.assert(fc.property(fc.gen(), fc.boolean(), fc.boolean(), (draw, open, whole) => {
    const given = whole ? odd(draw, names) : hostile(draw, names);
    const faults = propFaults(struct, given, { open });
    const usable = usableProps(struct, given as object, { open });
    expect(usable.faults).toEqual(faults);
    for (const { prop, says, remedy } of faults) {
      expect(prop).not.toBe('');
      expect(says).not.toMatch(/\.$/);
      expect(remedy).toMatch(/^(Write .*\.|Leave it out.*\.|Did you mean .*\?)$/s);
    }
    if (given !== undefined) expect(usable.props === given).toBe(faults.length === 0);
    const left = propFaults(struct, usable.props, { open }).map(({ prop }) => prop);
    expect(left.sort()).toEqual([...usable.unusable].sort());
  }), { numRuns: RUNS, seed: SEED });
});

test.each(CALL_NAMES)('%s is judged and made usable whatever is given', (call) => {
  fc.assert(fc.property(fc.gen(), (draw) => {
    const args = Array.from({ length: draw(fc.nat, { max: 4 }) }, () => odd(draw, ['cpu', 'name', 'refresh']));
    argumentFaults(call, args);
    const usable = usableArguments(call, args);
    expect(argumentFaults(call, usable.args).map(({ prop }) => prop)).toEqual(usable.unusable);
  }), { numRuns: RUNS, seed: SEED });
});

test('no fault is told beneath another', () => {
  const names = [...STRUCTS.TenantNamespaceProps, ...STRUCTS.TenantQuota].map((text) => propOf(text).name);
  fc.assert(fc.property(fc.gen(), (draw) => {
    const paths = propFaults('TenantNamespaceProps', hostile(draw, names)).map(({ prop }) => prop);
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) {
      expect(paths.filter((other) => other.startsWith(`${path}.`) || other.startsWith(`${path}[`))).toEqual([]);
    }
  }), { numRuns: 1000, seed: SEED });
});
