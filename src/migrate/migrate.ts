import { updateApiVersions } from './api-versions';
import { Change, Weight } from './change';
import { splitDataSources } from './data-sources';
import { updateDataVolumes } from './data-volumes';
import { updateKubeVirt } from './kubevirt';
import { moveConfiguration } from './kubevirt-config';
import { leakIn } from './leaks';
import { updateMachineDeployments } from './machine-deployments/machine-deployments';
import { updateMachines } from './machines';
import { Migration, Target } from './migration';
import { makePoolsSafe } from './pools';
import { convertPresets } from './presets';
import { stillWrong } from './remaining';
import { removeSecretComments } from './secret-comments';
import { leaveOutSecrets } from './secrets';
import { removeServerFields } from './server-fields';
import { updateStorageClasses } from './storage-classes';
import { Manifests, readManifests } from '../manifests/read';

/** The text of a file, with its name for messages. */
export interface InputFile {
  readonly name: string;
  readonly text: string;
}

/** The result of a migration. */
export interface Migrated {
  /** The objects as they are now; undefined if a file cannot be read. */
  readonly migration?: Migration;
  readonly changes: readonly Change[];
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
 * Brings the objects of files to the forms of today. What the rules say against the result is among the changes, and
 * objects in which they find secrets are left out.
 */
export function migrate(
  files: readonly InputFile[],
  target: Target,
): Migrated {
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
  const { changes, leaking } = stillWrong(migration);
  for (const manifest of leaking) {
    migration.drop(manifest, `${leakIn(manifest) ?? 'it'} holds a secret, which is not repeated`, Weight.ERROR);
  }
  removeSecretComments(migration);
  return { migration, changes: [...migration.changes, ...changes] };
}
