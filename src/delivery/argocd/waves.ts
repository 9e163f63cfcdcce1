import type { DeliveredCluster } from '../model/unit';

/**
 * The wave of each unit of a cluster, by its name: as many as units of this cluster must be ready before, one after the
 * other. What other clusters must have done before is not waited for: their Applications are in other ones, and a
 * cluster that fails must not keep another from a change.
 */
export function wavesOf({ units }: DeliveredCluster): ReadonlyMap<string, number> {
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  const waves = new Map<string, number>();
  const waveOf = (name: string): number => {
    const known = waves.get(name);
    if (known !== undefined) return known;
    const before = byName.get(name)!.dependsOn.filter((each) => byName.has(each));
    const wave = before.length === 0 ? 0 : Math.max(...before.map(waveOf)) + 1;
    waves.set(name, wave);
    return wave;
  };
  for (const { name } of units) waveOf(name);
  return waves;
}
