import { Layer } from '../../../src';
import { folderOf } from '../../../src/delivery/model/shards';

const FILES = Array.from({ length: 300 }, (_each, index) => `pool-${index}`);
const PLACE = { cluster: 'infra', layer: Layer.WORKLOADS, tenant: 'acme' };

function shardsOf(files: readonly string[], shards: number): (string | undefined)[] {
  return files.map((file) => folderOf({ ...PLACE, file }, [{ ...PLACE, shards }])!.shard);
}

test('every shard gets its part', () => {
  const found = shardsOf(FILES, 4);
  for (const shard of ['shard-1', 'shard-2', 'shard-3', 'shard-4']) {
    expect(found.filter((each) => each === shard).length).toBeGreaterThan(50);
  }
});

test('a new file moves no other', () => {
  expect(shardsOf([...FILES, 'new'], 4).slice(0, FILES.length)).toEqual(shardsOf(FILES, 4));
});

test('a new shard moves only the files that it gets', () => {
  const [before, after] = [shardsOf(FILES, 4), shardsOf(FILES, 5)];
  const moved = after.filter((shard, index) => shard !== before[index]);
  expect(new Set(moved)).toEqual(new Set(['shard-5']));
  expect(moved.length).toBeLessThan(100);
});

test('other folders are not split', () => {
  const split = { ...PLACE, shards: 4 };
  for (const other of [{ tenant: 'other' }, { layer: Layer.TENANTS }, { cluster: 'b' }, { tenant: undefined }]) {
    expect(folderOf({ ...PLACE, ...other }, [split])!.shard).toBeUndefined();
  }
  expect(folderOf({}, [split])).toBeUndefined();
});

test('what has no layer and no file is written where such objects are', () => {
  expect(folderOf({ cluster: 'infra' }, [])!.path).toBe('clusters/infra/20-platform');
});

test('a path keeps what the parts of a placement say, so that it is judged', () => {
  expect(folderOf({ ...PLACE, tenant: '..' }, [])!.path).toBe('clusters/infra/60-workloads/..');
});
