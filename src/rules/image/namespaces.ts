import { Severity } from '../../findings/finding';
import { fault, wholeFault } from '../../findings/rule';
import type { ClusterRule } from '../rule';
import { own } from '../sources';

export const CLOSED_BESIDE_REFRESHED: ClusterRule = {
  id: 'IMG053',
  name: 'images/closed-beside-refreshed',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'An image for certain tenants has no refreshed neighbour that others clone',
  why: 'The right to clone a refreshed image holds for its whole namespace, because the names of its volumes are '
    + 'not known beforehand.',
  remedy: 'Create the image below an ImageNamespace of its own.',
  source: own(),
  acceptable: true,

  *check({ images }) {
    for (const image of images) {
      const { namespace, permitted, where } = image;
      if (permitted === undefined) continue;
      for (const other of images.filter((each) => each !== image && each.refreshed && each.namespace === namespace)) {
        const strangers = other.cloners().filter((cloner) => !permitted.has(cloner));
        if (strangers.length === 0) continue;
        const found = fault('tenants', `does not keep out ${strangers.join(', ')}: the right to clone the refreshed `
          + `image "${other.dataSourceName}" holds for all of namespace "${namespace}", because the names of its `
          + 'volumes are not known beforehand',
        'Create this image below an ImageNamespace of its own.');
        yield { ...found, where };
      }
    }
  },
};

export const WIDE_RIGHT: ClusterRule = {
  id: 'IMG054',
  name: 'images/wide-right',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'A refreshed image for certain tenants is in a namespace of its own',
  why: 'Its tenants get the right to clone every volume of its namespace.',
  remedy: 'Keep only images there that all of them may have.',
  source: own(),
  acceptable: true,

  *check({ images }) {
    for (const { namespace, permitted, refreshed, where } of images) {
      if (!refreshed || ![...permitted ?? []].some((tenant) => tenant !== namespace)) continue;
      const found = wholeFault(`gives its tenants the right to clone every volume of namespace "${namespace}", `
        + 'because the volumes of a refreshed '
        + 'image have no name that is known beforehand', 'Keep only images there that all of them may have.');
      yield { ...found, where };
    }
  },
};
