import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { MachineFeatures } from '../../machines/guest/features';
import type { Firmware } from '../../machines/guest/firmware';
import type { PropRule } from '../rule';
import { kubevirt } from '../sources';

export const PREFERENCE_PARTS: PropRule = {
  id: 'SIZE001',
  name: 'instancetypes/preference-parts',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A preference has only what the API of preferences has',
  why: 'The API has neither a kernel nor the passthrough of Hyper-V for preferences.',
  remedy: 'Write it into the machines.',
  source: kubevirt('staging/src/kubevirt.io/api/instancetype/v1beta1/types.go: FirmwarePreferences, '
    + 'FeaturePreferences'),
  acceptable: false,
};

interface Given {
  readonly firmware?: Firmware;
  readonly features?: MachineFeatures;
}

/** Reports parts of a machine that a preference cannot have. */
export function* preferencePartFaults({ firmware, features }: Given): Iterable<Fault> {
  if (firmware?._spec.kernelBoot !== undefined) {
    yield fault('firmware', 'is a kernel, which a preference cannot have', 'Write it into the machines.');
  }
  if (features?.hyperVPassthrough === true) {
    yield fault('features.hyperVPassthrough', 'is true, which a preference cannot have',
      'Write it into the machines, or write single features as hyperV.');
  }
}
