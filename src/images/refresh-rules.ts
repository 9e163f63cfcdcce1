import type { GoldenImageProps } from './golden-image-props';
import { schedule } from './schedule';
import type { SourceRules } from './source-rules';
import type { DataVolumeSpec } from '../../imports/cdi.kubevirt.io';
import type { Sentence } from '../toolkit/problems';

const KEPT_MINIMUM = 2;

/** Whether CDI can look for a newer image: CDI v1.65.0, pkg/apiserver/webhooks/dataimportcron-validate.go: "Missing source" for all but these. */
export function isRefreshable(rules: SourceRules): boolean {
  return rules.kind === 'registry' || rules.kind === 'pvc';
}

/** What cannot be said of an image that is imported once. */
export function importedOnceProblems(props: GoldenImageProps, rules: SourceRules): Sentence[] {
  return [
    rules.refresh === undefined ? undefined : `refresh "${rules.refresh}" cannot be had for a source of kind ${rules.kind}: CDI's DataImportCron takes container registries and PersistentVolumeClaims only. Leave refresh out and name another file for each version of the image, or publish it as a containerDisk and use ImageSource.registry(…).`,
    props.importsToKeep === undefined ? undefined : `importsToKeep ${props.importsToKeep} has no meaning for an image that is imported once. Leave it out, or give the source a refresh.`,
    props.followDefaultStorageClass === true ? 'followDefaultStorageClass has no meaning for an image that is imported once: its volume stays where it is. Leave it out, or give the source a refresh.' : undefined,
  ];
}

/** What cannot be said of an image that is refreshed. */
export function refreshProblems(props: GoldenImageProps, refresh: string, spec: DataVolumeSpec): Sentence[] {
  const classed = (spec.storage ?? spec.pvc)?.storageClassName;
  return [
    schedule('refresh', refresh),
    templateProblem(spec),
    props.importsToKeep === undefined ? undefined : importsToKeep(props.importsToKeep),
    classed !== undefined || props.followDefaultStorageClass === true ? undefined : 'is refreshed but has no storageClassName: as soon as another class becomes the cluster\'s default, CDI deletes the current image before it imports it anew, and no machine can be cloned until then. Write storageClassName, or followDefaultStorageClass: true where that may happen.',
    // CDI v1.65.0, pkg/controller/dataimportcron-controller.go: newSourceDataVolume always asks for immediate binding.
    props.bindImmediately === false ? 'bindImmediately: false cannot be had for an image that is refreshed: CDI binds its imports at once in any case. Leave it out.' : undefined,
  ];
}

/** What CDI's webhook would refuse in the template of a DataImportCron beyond what it refuses in a DataVolume (CDI v1.65.0, dataimportcron-validate.go). */
function templateProblem(spec: DataVolumeSpec): Sentence {
  const unsettable = (['contentType', 'checkpoints', 'finalCheckpoint'] as const).filter((field) => spec[field] !== undefined);
  return unsettable.length === 0 ? undefined : `${unsettable.join(' and ')} cannot be set for an image that is refreshed: CDI refuses the DataImportCron. Leave it out.`;
}

function importsToKeep(count: number): Sentence {
  if (Number.isInteger(count) && count >= KEPT_MINIMUM) return undefined;
  // CDI v1.65.0, garbageCollectOldImports: 0 deletes the import that was just made, and 1 the one that clones may still read.
  return `importsToKeep ${count} is too few: CDI deletes what is beyond it right after each import, even from under a clone that still reads it, and with 0 the new image itself. Write a whole number of at least ${KEPT_MINIMUM}.`;
}
