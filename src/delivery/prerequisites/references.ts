import type { Find, Need } from './need';
import type { Unheld } from '../../rules/kubernetes/references/held';
import {
  MACHINE_REFERENCES,
} from '../../rules/kubernetes/references/machine-references';
import { VOLUME_REFERENCES } from '../../rules/kubernetes/references/volume-references';

/** The objects that machines name. */
export const ofMachines: Find = function* (entry) {
  const { machine } = entry;
  if (machine === undefined) return;
  for (const rule of MACHINE_REFERENCES) yield* needed(rule.unheld(machine, entry));
};

/** The objects that DataVolumes, claims and images name. */
export const ofVolumes: Find = function* (entry) {
  const kind = `${entry.group}/${entry.kind}`;
  if (!entry.isReadable) return;
  for (const rule of VOLUME_REFERENCES) {
    if (rule.kinds.includes(kind)) yield* needed(rule.unheld(entry.object, entry));
  }
};

function* needed(references: Iterable<Unheld>): Iterable<Need> {
  for (const { what, name, namespace } of references) {
    yield { what, name, namespace: namespace === '' ? undefined : namespace };
  }
}
