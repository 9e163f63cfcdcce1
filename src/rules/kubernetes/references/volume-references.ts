import {
  clonedOf, credentials, Holds, holdsClaim, holdsConfigMap, holdsDataSource, holdsPriorityClass, holdsSecret,
  holdsStorageClass, missing, Reference, REMEDY, Unheld, unheldBy,
} from './held';
import type { VolumeCloneSourceSpec } from '../../../../imports/cdi.kubevirt.io';
import type { DataVolumeTemplateSpec } from '../../../../imports/kubevirt.io';
import { Severity } from '../../../findings/finding';
import type { Entry } from '../../../inventory/entry';
import { DiskSource, volumeSources } from '../../../machines/disks/clone-sources';
import { isPlain } from '../../../toolkit/merge';
import { table } from '../../../toolkit/table';
import type { ObjectRule } from '../../rule';
import { cdi, kubernetes } from '../../sources';

/** A kind that says how a claim is filled, and where its objects say it. */
const VOLUMES: { readonly [kind: string]: string } = table({
  'cdi.kubevirt.io/DataVolume': 'spec',
  'cdi.kubevirt.io/DataImportCron': 'spec.template.spec',
  'cdi.kubevirt.io/VolumeImportSource': 'spec',
  'cdi.kubevirt.io/VolumeCloneSource': 'spec',
});
const KINDS = ['cdi.kubevirt.io/DataVolume', 'cdi.kubevirt.io/DataImportCron'];
const IMPORTS = [...KINDS, 'cdi.kubevirt.io/VolumeImportSource'];
const CLONES = [...KINDS, 'cdi.kubevirt.io/VolumeCloneSource'];
const CLAIM = '/PersistentVolumeClaim';

type Find = (spec: any, at: string, namespace: string, entry: Entry) => Iterable<Reference>;

/** A rule about what volumes refer to. */
export interface VolumeReferenceRule extends ObjectRule {
  /** The references of an object, of one of the rule's kinds, to what the bundle does not hold. */
  unheld(object: any, entry: Entry): Iterable<Unheld>;
}

type Held = Pick<VolumeReferenceRule, 'check' | 'unheld'>;

/** Checks that a complete bundle holds what the findings of `unheld` name. */
function held(unheld: VolumeReferenceRule['unheld']): Held {
  return { unheld, check: (object, entry) => missing(entry, () => unheld(object, entry)) };
}

/** The references of what CDI fills. */
function ofVolumes(what: string, find: Find, holds: Holds): Held {
  return held((object, entry) => {
    const at = VOLUMES[`${entry.group}/${entry.kind}`];
    const spec = at === 'spec' ? object.spec : object.spec?.template?.spec;
    if (!isPlain(spec) || !entry.hasShape) return [];
    return unheldBy(what, entry, (namespace) => find(spec, at, namespace, entry), holds);
  });
}

const COMMON = { on: 'object', severity: Severity.ERROR, remedy: REMEDY, acceptable: true } as const;

export const VOLUME_DATA_SOURCE: VolumeReferenceRule = {
  ...COMMON,
  id: 'K8S062',
  name: 'references/volume-data-source',
  kinds: KINDS,
  title: 'A complete bundle holds the DataSources that DataVolumes are cloned from',
  why: 'CDI waits for the DataSource, and the volume stays empty.',
  source: cdi('pkg/controller/datavolume/controller-base.go: getSourceRefOp', 'v1.65.0'),
  ...ofVolumes('DataSource', (spec, at, own) => clonedOf(volumeSources(spec, at), 'DataSource', own),
    holdsDataSource),
};

export const VOLUME_CLAIM: VolumeReferenceRule = {
  ...COMMON,
  id: 'K8S063',
  name: 'references/volume-claim',
  kinds: CLONES,
  title: 'A complete bundle holds the claims that DataVolumes and claims are cloned from',
  why: 'CDI waits for the claim, and the volume stays empty.',
  source: cdi('pkg/controller/datavolume/pvc-clone-controller.go: validateCloneAndSourcePVC', 'v1.65.0'),
  ...ofVolumes('claim or DataVolume',
    (spec, at, own) => clonedOf(sourcesOf(spec, at), 'PersistentVolumeClaim', own), holdsClaim),
};

export const VOLUME_SECRET: VolumeReferenceRule = {
  ...COMMON,
  id: 'K8S064',
  name: 'references/volume-secret',
  kinds: IMPORTS,
  title: 'A complete bundle holds the Secrets that sources of volumes name',
  why: 'The pod that imports waits for its Secret, and the volume stays empty.',
  source: cdi('pkg/controller/import-controller.go: makeImporterPodSpec', 'v1.65.0'),
  ...ofVolumes('Secret', (spec, at, own) => named(spec, 'secretRef', at, own), holdsSecret),
};

export const VOLUME_CONFIG_MAP: VolumeReferenceRule = {
  ...COMMON,
  id: 'K8S065',
  name: 'references/volume-config-map',
  kinds: IMPORTS,
  title: 'A complete bundle holds the ConfigMaps that sources of volumes name',
  why: 'The pod that imports waits for its ConfigMap, and the volume stays empty.',
  source: cdi('pkg/controller/import-controller.go: makeImporterPodSpec', 'v1.65.0'),
  ...ofVolumes('ConfigMap', (spec, at, own) => named(spec, 'certConfigMap', at, own), holdsConfigMap),
};

export const VOLUME_STORAGE_CLASS: VolumeReferenceRule = {
  ...COMMON,
  id: 'K8S066',
  name: 'references/volume-storage-class',
  kinds: [...KINDS, CLAIM],
  title: 'A complete bundle holds the StorageClasses of images, DataVolumes and claims',
  why: 'A claim of a class that does not exist is never bound.',
  source: kubernetes('pkg/controller/volume/persistentvolume/pv_controller.go: provisionClaim'),
  ...held((object, entry) => {
    if (`${entry.group}/${entry.kind}` !== CLAIM) return OF_CLASSES.unheld(object, entry);
    return unheldBy('StorageClass', entry, () => classIn(object.spec, 'spec'), holdsStorageClass);
  }),
};

const OF_CLASSES = ofVolumes('StorageClass', function* ({ storage, pvc }, at) {
  yield* classIn(storage, `${at}.storage`);
  yield* classIn(pvc, `${at}.pvc`);
}, holdsStorageClass);

export const VOLUME_PRIORITY_CLASS: VolumeReferenceRule = {
  ...COMMON,
  id: 'K8S067',
  name: 'references/volume-priority-class',
  kinds: CLONES,
  title: 'A complete bundle holds the PriorityClasses of images and DataVolumes',
  why: 'The API server refuses the pod that imports.',
  source: kubernetes('plugin/pkg/admission/priority/admission.go: admitPod'),
  ...ofVolumes('PriorityClass', function* ({ priorityClassName }, at) {
    if (!priorityClassName) return;
    yield { field: `${at}.priorityClassName`, name: priorityClassName, namespace: '' };
  }, holdsPriorityClass),
};

/** All rules about what volumes refer to. */
export const VOLUME_REFERENCES: readonly VolumeReferenceRule[] = [
  VOLUME_DATA_SOURCE, VOLUME_CLAIM, VOLUME_SECRET,
  VOLUME_CONFIG_MAP, VOLUME_STORAGE_CLASS, VOLUME_PRIORITY_CLASS,
];

/** What a volume is cloned from: a VolumeCloneSource names one object of its own namespace. */
function sourcesOf(spec: Partial<VolumeCloneSourceSpec>, at: string): readonly DiskSource[] {
  const { kind, name } = spec.source ?? {};
  if (kind === undefined || name === undefined) return volumeSources(spec as DataVolumeTemplateSpec, at);
  return [{ field: `${at}.source`, kind, name }];
}

function* named({ source }: { readonly source?: object }, what: 'secretRef' | 'certConfigMap', at: string,
  namespace: string): Iterable<Reference> {
  for (const [field, name] of credentials(source, what, `${at}.source`)) yield { field, name, namespace };
}

/** The class of a claim that is not bound to a volume by its name. */
function* classIn(claim: unknown, at: string): Iterable<Reference> {
  if (!isPlain(claim) || claim.volumeName) return;
  const { storageClassName: name } = claim;
  if (typeof name === 'string' && name !== '') yield { field: `${at}.storageClassName`, name, namespace: '' };
}
