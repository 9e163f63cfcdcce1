import type { Code } from './code';
import { copyOf, normalise } from './same/compare';
import { listOf, Loose } from './same/loose';
import { withCommonNames } from './same/names';

/** A change of a made object, as a JSON patch. */
export interface Patch {
  readonly path: string;
  readonly value: Code;
  /** Whether the made object lacks the field. */
  readonly isNew?: boolean;
}

/**
 * The patches that give the DataVolumes of a made machine the names that they have in the original: a machine with
 * other names would get new, empty disks.
 */
export function namePatches(original: Loose, made: Loose): Patch[] {
  const wanted = new Map(commonNames(original).map(({ name, common }) => [common, name]));
  const names = new Map(commonNames(made).map(({ name, common }) => [name, wanted.get(common) ?? name]));
  const changed = (name: string): boolean => names.has(name) && names.get(name) !== name;
  const templates = listOf(made.dataVolumeTemplates).flatMap(({ metadata: { name } }, index) => (
    changed(name) ? [{ path: `/spec/dataVolumeTemplates/${index}/metadata/name`, value: names.get(name)! }] : []));
  const volumes = listOf(made.template.spec.volumes).flatMap(({ dataVolume, persistentVolumeClaim }, index) => {
    const [field, name] = dataVolume === undefined
      ? ['persistentVolumeClaim/claimName', persistentVolumeClaim?.claimName] : ['dataVolume/name', dataVolume.name];
    const path = `/spec/template/spec/volumes/${index}/${field}`;
    return changed(name) ? [{ path, value: names.get(name)! }] : [];
  });
  return [...templates, ...volumes];
}

/** The names of the templates of a machine, with those that comparisons give them. */
function commonNames(spec: Loose): { readonly name: string; readonly common: string }[] {
  const copy = copyOf(spec);
  for (const { metadata } of listOf(copy.dataVolumeTemplates)) metadata.was = metadata.name;
  normalise(copy);
  withCommonNames(copy);
  return listOf(copy.dataVolumeTemplates).map(({ metadata }) => ({ name: metadata.was, common: metadata.name }));
}
