import type { CDISpec } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { hasField } from '../../releases/field';
import type { CdiRelease } from '../../releases/release';
import { didYouMean } from '../../toolkit/nearest';
import { texts } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { cdi } from '../sources';

/**
 * CDI's gates in `config.featureGates`. CDI v1.65.0 pkg/feature-gates/feature-gates.go; CDI itself does not check the
 * names.
 */
export const CDI_GATES = ['HonorWaitForFirstConsumer', 'DataVolumeClaimAdoption', 'WebhookPvcRendering'];

/** Up to v1.65 a gate, from v1.66 the field `config.webhookPvcRendering`. */
export function renderingIsField(release: CdiRelease): boolean {
  return hasField(release._facts, 'CDI', ['spec', 'config', 'webhookPvcRendering']);
}

const FIELD = 'spec.config.featureGates';

export const CDI_GATE: ObjectRule = {
  id: 'CDI001',
  name: 'cluster/cdi-gate',
  on: 'object',
  kinds: ['cdi.kubevirt.io/CDI'],
  severity: Severity.WARNING,
  title: 'CDI knows every feature gate that is listed',
  why: 'CDI ignores a gate that it does not know.',
  remedy: 'Choose one of CDI\'s gates, or the field that took its place.',
  source: cdi('pkg/feature-gates/feature-gates.go'),
  acceptable: true,

  *check({ spec }: { spec: CDISpec }, { cluster }: Entry) {
    const release = cluster?.facts.cdi;
    for (const gate of texts(spec.config?.featureGates)) {
      if (gate === 'WebhookPvcRendering' && release !== undefined && renderingIsField(release)) {
        yield fault(FIELD,
          `names "${gate}", which is the field config.webhookPvcRendering in ${release}`,
          'Set cdiConfig.webhookPvcRendering instead.');
      } else if (!CDI_GATES.includes(gate)) {
        yield fault(FIELD,
          `names "${gate}", which is not a feature gate of CDI, so CDI would ignore it silently`,
          `${didYouMean(gate, CDI_GATES)} Known are ${CDI_GATES.join(', ')}.`.trimStart());
      }
    }
  },
};
