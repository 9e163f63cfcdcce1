import type { Affinity, TopologySpreadConstraint } from '../../../imports/kubevirt.io';
import { defined, items } from '../../toolkit/shape';
import { textOf } from '../config-var';
import { mapIn } from '../parts';
import type { CloudProviderSpec, ProviderAffinity } from '../provider-spec';

type Preset = NonNullable<ProviderAffinity['nodeAffinityPreset']>;

/** The affinity of a machine, to nodes alone (machine-controller, `provider.go: getAffinity`). */
export function affinityOf({ affinity }: CloudProviderSpec): Affinity {
  const { type, key, values } = mapIn<Preset>(mapIn<ProviderAffinity>(affinity).nodeAffinityPreset);
  const texts = (Array.isArray(values) ? values : []).map((each) => textOf(each) ?? '');
  const expression = texts.length === 0 ? { operator: 'Exists' } : { operator: 'In', values: texts };
  const term = { matchExpressions: [{ key: textOf(key) ?? '', ...expression }] };
  switch (textOf(type)?.toLowerCase()) {
    case 'hard':
      return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } } };
    case 'soft':
      return { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: term }] } };
    default:
      return {};
  }
}

const BY_DEFAULT = [{ maxSkew: '1', topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' }];

/**
 * How the machines of a MachineDeployment are spread (machine-controller, `provider.go:
 * getTopologySpreadConstraints`).
 */
export function spreadOf({ topologySpreadConstraints }: CloudProviderSpec, deployment: string): Spread {
  const written = items(topologySpreadConstraints);
  const labelSelector = { matchLabels: { md: deployment } };
  return (written.length === 0 ? BY_DEFAULT : written).map(({ maxSkew, topologyKey, whenUnsatisfiable }) => defined({
    maxSkew: Number(textOf(maxSkew)),
    topologyKey: textOf(topologyKey),
    whenUnsatisfiable: textOf(whenUnsatisfiable),
    labelSelector,
  })) as Spread;
}

type Spread = readonly TopologySpreadConstraint[];
