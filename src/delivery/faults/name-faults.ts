import { Fault, wholeFault } from '../../findings/rule';
import { UNIT_ORDER } from '../../rules/gitops/unit-order';
import { Judgement, placed } from '../../rules/judge';
import type { DeliveryModel } from '../model/unit';
import type { DeliveryWriter, Named } from '../model/writer';

/** Faults of names that two units have, or a unit and what a controller needs beside it. */
export function nameFaults(model: DeliveryModel, writers: readonly DeliveryWriter[]): Judgement[] {
  const units = model.clusters.flatMap((cluster) => cluster.units);
  const others = writers.flatMap((writer) => writer.named?.(model) ?? []);
  return namedTwice([...units, ...others]).map((each) => placed(UNIT_ORDER, each));
}

function namedTwice(all: readonly Named[]): Fault[] {
  const known = new Map<string, string>();
  return all.flatMap(({ name, path }) => {
    const other = known.get(name);
    known.set(name, path);
    if (other === undefined) return [];
    return [wholeFault(`${other} and ${path} are both called "${name}"`,
      'Give one of the clusters or tenants another name.')];
  });
}
