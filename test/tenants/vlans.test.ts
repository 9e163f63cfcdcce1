import { meeting, VlanRanges, vlansOf } from '../../src/rules/tenant/vlans';

const groupsOf = (...all: VlanRanges[]) => (
  meeting(all.map((vlans, index) => ({ vlans, index }))).map((group) => group.map(({ index }) => index)));

test('networks that share no VLAN are apart', () => {
  expect(groupsOf([[7, 7]], [[8, 8]], [[9, 20]])).toEqual([[0], [1], [2]]);
});

test('a trunk is in one group with all networks whose VLANs it holds', () => {
  expect(groupsOf([[5, 5]], [[30, 30]], [[7, 7]], [[5, 9]])).toEqual([[0, 2, 3], [1]]);
});

test('a network in several ranges brings their groups together', () => {
  expect(groupsOf([[1, 1]], [[100, 200]], [[1, 1], [150, 150]], [[300, 300]])).toEqual([[0, 1, 2], [3]]);
});

test('a short range within a long one does not end it', () => {
  expect(groupsOf([[1, 100]], [[2, 3]], [[50, 50]])).toEqual([[0, 1, 2]]);
});

test('the plugin leaves a port in the default VLAN unless it is told otherwise', () => {
  expect(vlansOf({})).toEqual([[1, 1]]);
  expect(vlansOf({ preserveDefaultVlan: false })).toEqual([[1, 1]]);
  expect(vlansOf({ vlan: 7 })).toEqual([[7, 7], [1, 1]]);
  expect(vlansOf({ vlan: 7, preserveDefaultVlan: false })).toEqual([[7, 7]]);
  expect(vlansOf({ vlanTrunk: [{ id: 3, minID: 5, maxID: 9 }, null], preserveDefaultVlan: false })).toEqual([
    [3, 3], [5, 9],
  ]);
});
