import { isPlain } from '../../toolkit/merge';

/** VLANs, each range with its first and its last. */
export type VlanRanges = readonly (readonly [first: number, last: number])[];

/** The VLAN of a port of a bridge that nobody puts into another one. */
const DEFAULT_VLAN = 1;

/**
 * The VLANs that the plugin bridge puts a pod into. Beside those that are written it is in the default VLAN, unless
 * preserveDefaultVlan is false (CNI plugins v1.7.1 plugins/main/bridge/bridge.go: collectVlanTrunk, setupVeth).
 */
export function vlansOf(fields: { readonly [field: string]: unknown }): VlanRanges {
  const { vlan, vlanTrunk, preserveDefaultVlan } = fields;
  const own = typeof vlan === 'number' && vlan > 0 ? [range(vlan, vlan)] : [];
  const tagged = [...own, ...Array.isArray(vlanTrunk) ? vlanTrunk.flatMap(rangesIn) : []];
  if (tagged.length > 0 && preserveDefaultVlan === false) return tagged;
  return [...tagged, range(DEFAULT_VLAN, DEFAULT_VLAN)];
}

function rangesIn(item: unknown): VlanRanges {
  if (!isPlain(item)) return [];
  const { id, minID, maxID } = item;
  return [
    ...(typeof id === 'number' ? [range(id, id)] : []),
    ...(typeof minID === 'number' && typeof maxID === 'number' ? [range(minID, maxID)] : []),
  ];
}

function range(first: number, last: number): readonly [number, number] {
  return [first, last];
}

/** Those of a bridge in groups: two are in one group if they share a VLAN, or each shares one with a third. */
export function meeting<T extends { readonly vlans?: VlanRanges }>(members: readonly T[]): T[][] {
  const group = members.map((_member, index) => index);
  const root = (index: number): number => {
    let found = index;
    while (group[found] !== found) found = group[found] = group[group[found]];
    return found;
  };
  const ranges = members.flatMap(({ vlans = [] }, index) => vlans.map(([first, last]) => ({ first, last, index })));
  let furthest: typeof ranges[number] | undefined;
  for (const each of ranges.sort((one, other) => one.first - other.first)) {
    if (furthest !== undefined && each.first <= furthest.last) {
      const [low, high] = [root(each.index), root(furthest.index)].sort((one, other) => one - other);
      group[high] = low;
    }
    if (furthest === undefined || each.last > furthest.last) furthest = each;
  }
  const groups = new Map<number, T[]>();
  for (const [index, member] of members.entries()) {
    const found = groups.get(root(index));
    if (found === undefined) groups.set(root(index), [member]);
    else found.push(member);
  }
  return [...groups.values()];
}
