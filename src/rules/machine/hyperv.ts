import type { Hyperv } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { HYPER_V_PROPS } from '../../machines/guest/guest-fields';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DOMAIN } from './paths';

const HYPERV = `${DOMAIN}.features.hyperv`;

/** What features need. What is not said is turned on by KubeVirt itself. */
const NEEDED: readonly (readonly [needed: keyof Hyperv, features: readonly (keyof Hyperv)[]])[] = [
  ['vapic', ['evmcs']],
  ['vpindex', ['ipi', 'synic', 'tlbflush']],
  ['synic', ['synictimer']],
];

export const HYPER_V: MachineRule = {
  id: 'VM136',
  name: 'machines/hyper-v',
  on: 'machine',
  concerns: ['domain.features.hyperv'],
  severity: Severity.ERROR,
  title: 'Features of Hyper-V have what they need, and are stated once',
  why: 'KubeVirt refuses an instance whose features need others that are off, or that has single features beside '
    + 'hypervPassthrough. It turns on what is not said.',
  remedy: 'Turn on what the feature needs, or leave it out.',
  source: kubevirt('pkg/virt-api/webhooks/hyperv.go: ValidateVirtualMachineInstanceHyperv; '
    + 'pkg/defaults/hyperv.go: SetHypervFeatureDependencies'),
  acceptable: false,

  *check({ vmi }) {
    const { hyperv, hypervPassthrough } = vmi.domain?.features ?? {};
    if (!hyperv) return;
    if (hypervPassthrough) {
      yield fault(HYPERV, 'has single features, but hypervPassthrough stands for all of them',
        'Leave one of the two out.');
    }
    for (const [needed, features] of NEEDED) {
      if (hyperv[needed]?.enabled !== false) continue;
      const lacking = features.filter((feature) => isOn(hyperv[feature]));
      if (lacking.length > 0) yield lackOf(needed, lacking);
    }
  },
};

/** One feature that is off and that others need is one mistake. */
function lackOf(needed: string, features: readonly string[]): Fault {
  if (features.length === 1) {
    const [feature] = features;
    return fault(`${HYPERV}.${feature}`, `needs ${needed}, which is off`, `Turn ${needed} on, or ${feature} off.`,
      `Turn ${propOf(needed)} on, or ${propOf(feature)} off.`);
  }
  return fault(`${HYPERV}.${needed}`, `is off, but ${joined(features)} need it`,
    `Turn it on, or ${joined(features)} off.`, `Turn it on, or ${joined(features.map(propOf))} off.`);
}

function joined(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function propOf(field: string): string {
  return HYPER_V_PROPS[field] ?? field;
}

/** A feature without `enabled` is on. */
function isOn(feature: { readonly enabled?: boolean } | undefined): boolean {
  return feature !== undefined && feature !== null && feature.enabled !== false;
}
