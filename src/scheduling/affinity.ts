import { NodeAffinityPreset, Preset } from './preset';
import type { Affinity, NodeAffinity, NodeSelectorTerm, PodAffinity, PodAffinityTerm } from '../../imports/kubevirt.io';

/** The presets of a policy, with the topology that pods are counted in. */
export interface AffinityPresets {
  readonly podAffinityPreset?: Preset;
  readonly podAntiAffinityPreset?: Preset;
  readonly nodeAffinityPreset?: NodeAffinityPreset;
  readonly topologyKey: string;
}

// A single preferred term decides by being there; only beside others would its weight (1 to 100) matter.
// machine-controller v1.54 wrote 1 too.
const WEIGHT = 1;

/** The affinity that presets stand for, with the members of one pool as the pods that are sought or shunned. */
export function affinityOf(presets: AffinityPresets, members: Labels): Affinity | undefined {
  const term: PodAffinityTerm = { labelSelector: { matchLabels: members }, topologyKey: presets.topologyKey };
  const affinity: Affinity = {
    ...(presets.nodeAffinityPreset && { nodeAffinity: nodeAffinity(presets.nodeAffinityPreset) }),
    ...(presets.podAffinityPreset && { podAffinity: podAffinity(presets.podAffinityPreset, term) }),
    ...(presets.podAntiAffinityPreset && { podAntiAffinity: podAffinity(presets.podAntiAffinityPreset, term) }),
  };
  return Object.keys(affinity).length === 0 ? undefined : affinity;
}

/** Labels by which the members of one pool are known. */
export interface Labels {
  readonly [key: string]: string;
}

function podAffinity(preset: Preset, term: PodAffinityTerm): PodAffinity {
  if (preset === Preset.HARD) return { requiredDuringSchedulingIgnoredDuringExecution: [term] };
  return { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: WEIGHT, podAffinityTerm: term }] };
}

function nodeAffinity(preset: NodeAffinityPreset): NodeAffinity {
  const values = preset.values ?? [];
  const expression = values.length === 0 ? { key: preset.key, operator: 'Exists' } : { key: preset.key, operator: 'In', values };
  const term: NodeSelectorTerm = { matchExpressions: [expression] };
  if (preset.type === Preset.HARD) return { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } };
  return { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: WEIGHT, preference: term }] };
}
