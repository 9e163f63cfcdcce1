import type { StorageProfile } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, fault, wholeFault } from '../../findings/rule';
import { notDnsSubdomain } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { items, repeated } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { cdi } from '../sources';

const CONTROLLER = 'pkg/controller/storageprofile-controller.go';
const STORAGE_PROFILE = 'cdi.kubevirt.io/StorageProfile';
const STRATEGIES = ['copy', 'snapshot', 'csi-clone'];
const FORMATS = ['pvc', 'snapshot'];

export const STORAGE_PROFILE_WORDS: ObjectRule = {
  id: 'IMG061',
  name: 'images/storage-profile',
  on: 'object',
  kinds: [STORAGE_PROFILE],
  severity: Severity.ERROR,
  title: 'A StorageProfile says something that CDI can use',
  why: 'CDI takes any words, and then never clones or imports in the class. With modes that lack access modes it stops '
    + 'to update the profile.',
  remedy: 'Write modes with at least one access mode, and words that CDI knows.',
  source: cdi(`${CONTROLLER}: reconcileStorageProfile`, 'v1.65.0'),
  acceptable: true,

  *check({ spec }: StorageProfile, { hasShape }) {
    if (!hasShape) return;
    const { claimPropertySets, cloneStrategy, dataImportCronSourceFormat, snapshotClass } = spec;
    if (Object.keys(spec).length === 0) {
      yield wholeFault('says nothing about its StorageClass, and CDI makes such a StorageProfile itself',
        'Say something, or leave it out.');
    }
    if (cloneStrategy !== undefined) yield* about('spec.cloneStrategy', notOneOf(cloneStrategy, STRATEGIES));
    if (dataImportCronSourceFormat !== undefined) {
      yield* about('spec.dataImportCronSourceFormat', notOneOf(dataImportCronSourceFormat, FORMATS));
    }
    if (snapshotClass !== undefined) yield* about('spec.snapshotClass', notDnsSubdomain(snapshotClass));
    for (const [index, { accessModes }] of items(claimPropertySets).entries()) {
      const field = `spec.claimPropertySets[${index}].accessModes`;
      if (accessModes.length === 0) {
        yield fault(field, 'is empty, so CDI stops to update the profile', 'Write at least one access mode.');
      }
      for (const mode of repeated(accessModes)) yield fault(field, `holds "${mode}" twice`, 'Write it once.');
    }
  },
};

export const STORAGE_PROFILE_CLASS: ObjectRule = {
  id: 'IMG062',
  name: 'images/storage-profile-class',
  on: 'object',
  kinds: [STORAGE_PROFILE],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the StorageClasses of its StorageProfiles',
  why: 'CDI deletes a StorageProfile whose StorageClass does not exist, and each sync makes it again.',
  remedy: 'Add the StorageClass, correct the name, or set bundleIsComplete of the cluster to false.',
  source: cdi(`${CONTROLLER}: deleteStorageProfile`, 'v1.65.0'),
  acceptable: true,

  *check({ metadata: { name } }: { readonly metadata: { readonly name: string } }, { cluster }) {
    if (!cluster?.facts.isComplete || cluster.find('storage.k8s.io', 'StorageClass', name) !== undefined) return;
    yield fault('metadata.name', `"${name}" names a StorageClass that the bundle does not hold, although it is said to `
      + 'be complete', STORAGE_PROFILE_CLASS.remedy);
  },
};
