import type { Hyperv } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DOMAIN } from './paths';

const HYPERV = `${DOMAIN}.features.hyperv`;

/** What a feature needs. What is not said is turned on by KubeVirt itself. */
const NEEDS: readonly (readonly [feature: keyof Hyperv, needed: keyof Hyperv])[] = [
  ['evmcs', 'vapic'],
  ['ipi', 'vpindex'],
  ['tlbflush', 'vpindex'],
  ['synictimer', 'synic'],
  ['synic', 'vpindex'],
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
    for (const [feature, needed] of NEEDS) {
      if (!isOn(hyperv[feature]) || hyperv[needed]?.enabled !== false) continue;
      yield fault(`${HYPERV}.${feature}`, `needs ${needed}, which is off`, `Turn ${needed} on, or ${feature} off.`);
    }
  },
};

/** A feature without `enabled` is on. */
function isOn(feature: { readonly enabled?: boolean } | undefined): boolean {
  return feature !== undefined && feature !== null && feature.enabled !== false;
}
