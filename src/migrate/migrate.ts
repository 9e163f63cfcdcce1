import { updateApiVersions } from './api-versions';
import { Change, Weight } from './change';
import { splitDataSources } from './data-sources';
import { updateDataVolumes } from './data-volumes';
import { updateKubeVirt } from './kubevirt';
import { moveConfiguration } from './kubevirt-config';
import { updateMachineDeployments } from './machine-deployments/machine-deployments';
import { updateMachines } from './machines';
import { Migration, Target } from './migration';
import { makePoolsSafe } from './pools';
import { convertPresets } from './presets';
import { stillWrong } from './remaining';
import { leaveOutSecrets } from './secrets';
import { removeServerFields } from './server-fields';
import { updateStorageClasses } from './storage-classes';
import { Manifests, readManifests } from '../manifests/read';

/** The text of a file, with its name for messages. */
export interface InputFile {
  readonly name: string;
  readonly text: string;
}

/** The forms, in the order in which they are brought up to date: those that others look at come first. */
const FORMS: readonly ((migration: Migration) => void)[] = [
  leaveOutSecrets,
  removeServerFields,
  updateApiVersions,
  convertPresets,
  updateMachines,
  makePoolsSafe,
  updateDataVolumes,
  splitDataSources,
  moveConfiguration,
  updateKubeVirt,
  updateMachineDeployments,
  updateStorageClasses,
];

/**
 * Brings the objects of files to the forms of today. What the rules say against the result is among the changes.
 * @returns undefined in place of the objects if a file cannot be read
 */
export function migrate(
  files: readonly InputFile[],
  target: Target,
): { readonly migration?: Migration; readonly changes: readonly Change[] } {
  const given: Manifests[] = [];
  const unreadable: Change[] = [];
  for (const { name, text } of files) {
    const read = readManifests(name, text);
    if ('objects' in read) given.push(read);
    else unreadable.push(...read.map(({ where, problem }) => ({ weight: Weight.ERROR, where, text: problem })));
  }
  if (unreadable.length > 0) return { changes: unreadable };
  const migration = new Migration(given, target);
  for (const update of FORMS) update(migration);
  return { migration, changes: [...migration.changes, ...stillWrong(migration)] };
}
