import type { VolumeSourceOptions } from './image-source-options';
import { ClonedVolume, namespaceOf, SourceRules, SourceTarget } from './source-rules';
import type { Sentence } from '../toolkit/problems';
import { dnsLabel, dnsSubdomain } from '../toolkit/sentences';

/** A PersistentVolumeClaim that is there already. */
export function pvcSource(name: string, options: VolumeSourceOptions): SourceRules {
  const cloned: ClonedVolume = { kind: 'PersistentVolumeClaim', name, namespace: options.namespace };
  return {
    kind: 'pvc',
    refresh: options.refresh,
    cloned,
    source: (target) => ({ pvc: { name, namespace: namespaceOf(cloned, target) } }),
    problems: () => volumeProblems(cloned),
    // A schedule gets its own right from us; a single clone is authorised as the user who creates it.
    notices: (target) => (options.refresh === undefined ? rightNotices(cloned, target) : []),
  };
}

/** A VolumeSnapshot that is there already. */
export function snapshotSource(name: string, options: VolumeSourceOptions): SourceRules {
  const cloned: ClonedVolume = { kind: 'VolumeSnapshot', name, namespace: options.namespace };
  return {
    kind: 'snapshot',
    refresh: options.refresh,
    cloned,
    source: (target) => ({ snapshot: { name, namespace: namespaceOf(cloned, target) } }),
    problems: () => volumeProblems(cloned),
    notices: (target) => rightNotices(cloned, target),
  };
}

/** A disk image that somebody sends with virtctl. */
export function uploadSource(): SourceRules {
  return { kind: 'upload', source: () => ({ upload: {} }), problems: () => [], notices: () => [] };
}

function volumeProblems(cloned: ClonedVolume): Sentence[] {
  return [
    dnsSubdomain(`source ${cloned.kind}`, cloned.name),
    cloned.namespace === undefined ? undefined : dnsLabel('namespace of the source', cloned.namespace),
  ];
}

// CDI v1.65.0, pkg/apiserver/webhooks/datavolume-mutate.go: AuthorizeUser, at each create and update of the DataVolume.
function rightNotices(cloned: ClonedVolume, target: SourceTarget): string[] {
  const from = namespaceOf(cloned, target);
  return from === target.namespace ? [] : [`clones ${cloned.kind} "${cloned.name}" of namespace "${from}", which CDI allows only to who may create datavolumes/source there. See that whoever applies the bundle has that right.`];
}
