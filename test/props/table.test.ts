import { EXAMPLES } from '../../src/props/remedy';
import { CALLS, ENUMS, STRUCTS } from '../../src/props/table';
import { propOf, Type, typeOf } from '../../src/props/type';
import { surface } from '../random/surface';

const api = surface();

function propsOf(name: string): string[] {
  const { props, bases } = api.interfaces.get(name)!;
  return [...bases.flatMap(propsOf), ...props.keys()];
}

function classesIn(type: Type): string[] {
  if (type.kind === 'class') return [type.name];
  if (type.kind === 'union') return type.of.flatMap(classesIn);
  return type.kind === 'list' || type.kind === 'map' ? classesIn(type.of) : [];
}

test('every public struct is in the table with all of its props', () => {
  // By jsii's convention, the name of an interface that is not plain data begins with an I of its own.
  const structs = [...api.interfaces.keys()].filter((name) => !/^I[A-Z]/.test(name));
  expect(Object.keys(STRUCTS)).toEqual(structs.sort());
  for (const [name, props] of Object.entries(STRUCTS)) {
    expect([name, props.map((text) => propOf(text).name)]).toEqual([name, propsOf(name).sort()]);
  }
});

test('every public enum is in the table with its values', () => {
  const values = [...api.enums].map(([name, members]) => [name, Object.fromEntries(members)]);
  expect(ENUMS).toEqual(Object.fromEntries(values));
});

test('every static method with parameters is in the table', () => {
  const methods = [...api.factories].filter(([, parameters]) => parameters.length > 0).map(([name]) => name);
  expect(Object.keys(CALLS)).toEqual(expect.arrayContaining(methods));
});

test('of every class there is an example', () => {
  const texts: string[] = [...Object.values(STRUCTS), ...Object.values(CALLS)].flat();
  const classes = texts.flatMap((text) => classesIn(propOf(text).type));
  expect(Object.keys(EXAMPLES).sort()).toEqual([...new Set(classes)].sort());
});

test('types are read as the table writes them', () => {
  const tenant = { kind: 'union', of: [{ kind: 'string' }, { kind: 'class', name: 'Tenant' }] };
  expect(propOf('tenants?: boolean | (string | Tenant)[]')).toEqual({
    name: 'tenants',
    required: false,
    type: { kind: 'union', of: [{ kind: 'boolean' }, { kind: 'list', of: tenant }] },
  });
  expect(typeOf('{ string | Size }')).toEqual({
    kind: 'map',
    of: { kind: 'union', of: [{ kind: 'string' }, { kind: 'class', name: 'Size' }] },
  });
  expect(typeOf('AccessMode[]')).toEqual({ kind: 'list', of: { kind: 'enum', name: 'AccessMode' } });
  expect(typeOf('TenantQuota')).toEqual({ kind: 'struct', name: 'TenantQuota' });
});
