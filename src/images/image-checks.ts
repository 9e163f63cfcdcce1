import type { GoldenImageProps } from './golden-image-props';
import { ROOM_FOR_OWN_NAMESPACE } from './image-namespace';
import { HASH_ROOM } from './image-specs';
import { about, Fault, fault, RuleInfo } from '../findings/rule';
import { notInCdi } from '../releases/field';
import type { CdiRelease } from '../releases/release';
import { IMPORTS_TO_KEEP, tooFewImports } from '../rules/image/cron';
import { IMAGE_NAME, IMAGE_NAMESPACE_NAME } from '../rules/image/names';
import { IMPORTED_ONCE, REFRESHABLE, REFRESHED_BINDING } from '../rules/image/refresh';
import type { SourceRules } from '../sources/source-rules';
import type { Complaint } from '../toolkit/complaint';
import { NameRoom, notDnsLabel, notShortSubdomain } from '../toolkit/names';

/** Why a release does not take the ServiceAccount of an import; undefined if it does. */
export function lacksServiceAccount(cdi: CdiRelease, byCron: boolean, refreshed: boolean): Complaint | undefined {
  const path = ['spec', ...(refreshed && !byCron ? ['template', 'spec'] : []), 'serviceAccountName'];
  return notInCdi(cdi, refreshed ? 'DataImportCron' : 'DataVolume', path);
}

/** A rule with what an image's props have against it. */
type Checked = readonly [rule: RuleInfo, faults: Iterable<Fault>];

/** Whether CDI refreshes an image, and whether it gets a namespace of its own. */
interface Naming {
  readonly refreshed: boolean;
  readonly ownNamespace: boolean;
}

/** The faults of an image's names. */
export function nameFaults(name: string, { namespaceName }: GoldenImageProps, naming: Naming): Checked[] {
  return [
    [IMAGE_NAME, about('image name', notShortSubdomain(name, roomIn(naming)))],
    [IMAGE_NAMESPACE_NAME, namespaceName === undefined ? [] : about('namespaceName', notDnsLabel(namespaceName))],
  ];
}

/** What must stay free in the name of an image for names that are made of it. */
function roomIn({ refreshed, ownNamespace }: Naming): NameRoom | undefined {
  if (!refreshed) return { characters: HASH_ROOM, reason: 'the hash in the name of the DataVolume' };
  return ownNamespace ? ROOM_FOR_OWN_NAMESPACE : undefined;
}

/** The faults of props that have no meaning for an image that is refreshed. */
export function refreshedFaults({ bindImmediately, importsToKeep }: GoldenImageProps): Checked[] {
  const found: Checked[] = [];
  if (bindImmediately === false) {
    const problem = 'cannot be false for an image that is refreshed: CDI binds its imports at once in any case';
    found.push([REFRESHED_BINDING, [fault('bindImmediately', problem, 'Leave it out.')]]);
  }
  if (importsToKeep !== undefined && !Number.isInteger(importsToKeep)) {
    found.push([IMPORTS_TO_KEEP, tooFewImports('importsToKeep', importsToKeep)]);
  }
  return found;
}

const GIVE_REFRESH = 'Leave it out, or give the source a refresh.';

/** The faults of props that have no meaning for an image that is imported once. */
export function importedOnceFaults(props: GoldenImageProps, { refresh, kind }: SourceRules): Checked[] {
  const found: Checked[] = [];
  if (refresh !== undefined) {
    const problem = `"${refresh}" does not work with a source of kind ${kind}: CDI's DataImportCron takes container `
      + 'registries and PersistentVolumeClaims only';
    const remedy = 'Leave refresh out and name another file for each version of the image, or publish it as a '
      + 'containerDisk and use ImageSource.registry(…).';
    found.push([REFRESHABLE, [fault('refresh', problem, remedy)]]);
  }
  if (props.importsToKeep !== undefined) {
    const problem = `${props.importsToKeep} has no meaning for an image that is imported once`;
    found.push([IMPORTED_ONCE, [fault('importsToKeep', problem, GIVE_REFRESH)]]);
  }
  if (props.followDefaultStorageClass === true) {
    const problem = 'has no meaning for an image that is imported once: its volume stays where it is';
    found.push([IMPORTED_ONCE, [fault('followDefaultStorageClass', problem, GIVE_REFRESH)]]);
  }
  return found;
}
