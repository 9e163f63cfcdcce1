import type { WorkerPoolProps } from '../../src';
import type { PoolProps } from '../../src/workers/pool-writer';
import { Sayable, unsayable } from '../../src/workers/sayable';

interface Props {
  readonly name?: string;
  readonly volumes?: readonly string[];
  readonly dns?: { readonly policy?: string };
}

const NONE = { why: 'it has none', remedy: 'Leave it out.' };
const TABLE: Sayable<Props> = { name: true, volumes: NONE, dns: NONE };

const found = (props: Props): string[] => [...unsayable('Sketch', TABLE, props)].map(({ field }) => field!);

test('a prop that cannot be said is a fault with its reason', () => {
  expect([...unsayable('Sketch', TABLE, { name: 'a', volumes: ['b'] }, 'machine.')]).toEqual([
    { field: 'machine.volumes', problem: 'is given, which a Sketch cannot say: it has none', remedy: 'Leave it out.' },
  ]);
});

test('what is empty says nothing', () => {
  expect(found({ volumes: [], dns: {} })).toEqual([]);
  expect(found({ volumes: undefined, dns: { policy: 'None' } })).toEqual(['dns']);
});

test('a backend gets every prop of a pool but its backend', () => {
  type Missing = Exclude<keyof WorkerPoolProps, keyof PoolProps | 'backend'>;
  type Further = Exclude<keyof PoolProps, keyof WorkerPoolProps>;
  const none: [Missing, Further][] = [];
  expect(none).toEqual([]);
});

test('a table cannot leave a prop out', () => {
  // @ts-expect-error dns is missing
  const table: Sayable<Props> = { name: true, volumes: NONE };
  expect(Object.keys(table)).toEqual(['name', 'volumes']);
});
