import { Severity } from '../../findings/finding';
import { wholeFault } from '../../findings/rule';
import type { ImageFacts, Located } from '../../inventory/known';
import type { ClusterRule } from '../rule';
import { own } from '../sources';

export const IMAGE_TWICE: ClusterRule = {
  id: 'IMG048',
  name: 'images/image-twice',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'No two images of a namespace have the same name',
  why: 'Each of the two would lead the DataSource to its own volume.',
  remedy: 'Give one of them another name, or leave one out.',
  source: own('docs/architecture.md'),
  acceptable: false,

  *check({ images }) {
    const owners = new Map<string, Located<ImageFacts>>();
    for (const image of images.filter(({ imports }) => imports > 0)) {
      const key = `${image.namespace}/${image.dataSourceName}`;
      const owner = owners.get(key);
      if (owner === undefined) {
        owners.set(key, image);
        continue;
      }
      const fault = wholeFault(
        `image "${image.dataSourceName}" of namespace "${image.namespace}" is already made by ${owner.where}, `
        + 'and each of the two would lead the DataSource to its own volume',
        `Give ${image.where} another name, or leave one of them out.`);
      yield { ...fault, where: image.where };
    }
  },
};
