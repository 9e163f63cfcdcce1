import { isDeepStrictEqual } from 'node:util';
import type { ApiObject } from 'cdk8s';
import { withInventory } from '../inventory/inventory';
import { VMI } from '../machines/machine';
import type { MachineScheduling } from '../machines/machine-spec';
import { schedulingIn, schedulingProblems } from '../scheduling/scheduling';
import type { Problems, Sentence } from '../toolkit/problems';

/** Stands for the rules about machines and about scheduling until each of them is a rule on the inventory. */
export function unconvertedRules(
  problems: Problems, apiObject: ApiObject | undefined, scheduling: MachineScheduling,
): void {
  if (apiObject === undefined) return;
  problems.atSynth(() => withInventory(apiObject, ({ entryOf }): Sentence[] => {
    const machine = entryOf(apiObject)?.machine;
    if (machine === undefined) return [];
    const within = (path: string): string => machine.fieldIn(path).replace(/^spec\./, '');
    const written = Object.entries(schedulingIn(machine.vmi));
    const own = schedulingIn(scheduling) as Record<string, unknown>;
    const changed = Object.fromEntries(written.filter(([field, value]) => !isDeepStrictEqual(value, own[field])));
    return [
      ...schedulingProblems(changed, `${within(VMI)}.`),
    ];
  }));
}
