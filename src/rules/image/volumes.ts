import { Severity } from '../../findings/finding';
import { about, wholeFault } from '../../findings/rule';
import { notDnsLabel, notDnsSubdomain } from '../../toolkit/names';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';
import { cdi } from './cdi';
import { DATA_VOLUME, Filling, ofFilling, ofSources, SOURCE_KINDS } from './filling';

export const CLONED_VOLUME: ObjectRule = {
  id: 'IMG043',
  name: 'images/cloned-volume',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'The claim or snapshot that is cloned has a name that such objects can have',
  why: 'CDI takes any name and waits for what cannot exist; a namespace that cannot exist is refused.',
  remedy: 'Write the name and the namespace of a PersistentVolumeClaim or VolumeSnapshot.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidatePersistentVolumeName'),
  acceptable: false,

  check: ofSources(function* ({ source, at }) {
    for (const kind of ['pvc', 'snapshot'] as const) {
      const cloned = source[kind];
      if (cloned === undefined) continue;
      yield* about(`${at}.source.${kind}.name`, notDnsSubdomain(cloned.name));
      yield* about(`${at}.source.${kind}.namespace`, notDnsLabel(cloned.namespace));
    }
  }),
};

export const CLONED_BY_APPLIER: ObjectRule = {
  id: 'IMG044',
  name: 'images/cloned-by-applier',
  on: 'object',
  kinds: [DATA_VOLUME],
  severity: Severity.INFO,
  title: 'Whoever applies a DataVolume that clones from another namespace has the right to clone',
  why: 'CDI asks at each create and update whether the user may create datavolumes/source where the volume is.',
  remedy: 'Give Argo CD or Flux that right.',
  source: cdi('pkg/apiserver/webhooks/datavolume-mutate.go: AuthorizeUser'),
  acceptable: true,

  check: ofFilling(function* (filling, { namespace }) {
    const cloned = clonedIn(filling);
    if (cloned === undefined || cloned.namespace === namespace) return;
    yield wholeFault(
      `clones ${cloned.kind} "${cloned.name}" of namespace "${cloned.namespace}", which CDI allows only to those `
        + 'who may create '
      + 'datavolumes/source there',
      'Make sure that whoever applies the bundle has that right.');
  }),
};

interface Cloned {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

function clonedIn({ spec: { sourceRef }, source: { pvc, snapshot } }: Filling): Cloned | undefined {
  if (sourceRef?.namespace !== undefined) return { ...sourceRef, namespace: sourceRef.namespace };
  if (pvc !== undefined) return { kind: 'PersistentVolumeClaim', ...pvc };
  return snapshot && { kind: 'VolumeSnapshot', ...snapshot };
}
