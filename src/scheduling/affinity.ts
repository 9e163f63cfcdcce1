import { NodeAffinityPreset, Preset } from './preset';
import type { Affinity, NodeAffinity, NodeSelectorTerm, PodAffinity, PodAffinityTerm } from '../../imports/kubevirt.io';

/** The presets of a policy, with their topology key. */
export interface AffinityPresets {
  readonly podAffinityPreset?: Preset;
  readonly podAntiAffinityPreset?: Preset;
  readonly nodeAffinityPreset?: NodeAffinityPreset;
  readonly topologyKey: string;
}

// The weight (1 to 100) of a preferred term matters only beside other terms. machine-controller v1.54 wrote 1 too.
const WEIGHT = 1;

/** The affinity for the presets. The members of one pool are the pods that attract or repel each other. */
export function affinityOf(presets: AffinityPresets, members: Labels): Affinity | undefined {
  const term: PodAffinityTerm = { labelSelector: { matchLabels: members }, topologyKey: presets.topologyKey };
  const affinity: Affinity = {
    ...(presets.nodeAffinityPreset && { nodeAffinity: nodeAffinity(presets.nodeAffinityPreset) }),
    ...(presets.podAffinityPreset && { podAffinity: podAffinity(presets.podAffinityPreset, term) }),
    ...(presets.podAntiAffinityPreset && { podAntiAffinity: podAffinity(presets.podAntiAffinityPreset, term) }),
  };
  return Object.keys(affinity).length === 0 ? undefined : affinity;
}

/** Labels that identify the members of one pool. */
export interface Labels {
  readonly [key: string]: string;
}

function podAffinity(preset: Preset, term: PodAffinityTerm): PodAffinity {
  if (preset === Preset.HARD) return { requiredDuringSchedulingIgnoredDuringExecution: [term] };
  return { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: WEIGHT, podAffinityTerm: term }] };
}

function nodeAffinity(preset: NodeAffinityPreset): NodeAffinity {
  const values = preset.values ?? [];
  const expression =
    values.length === 0 ? { key: preset.key, operator: 'Exists' } : { key: preset.key, operator: 'In', values };
  const term: NodeSelectorTerm = { matchExpressions: [expression] };
  if (preset.type === Preset.HARD) {
    return { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } };
  }
  return { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: WEIGHT, preference: term }] };
}
