import type { CdiImages, KubeVirtImages } from './component-images';
import { imageFor } from './image-references';
import { operatorImage, operatorVariable } from './operator-objects';
import { ImageLock, locked } from '../../layout/image-lock';
import type { CdiRelease, KubeVirtRelease } from '../../releases/release';
import { componentImage } from '../../rules/bundle/pulled-images';
import { CDI_COMPONENTS, Component, KUBEVIRT_COMPONENTS } from '../../rules/kubevirt/components';

/** Props that determine the images of the operators and their components. */
interface ImageProps {
  readonly registry?: string;
  readonly kubevirtImages?: KubeVirtImages;
  readonly cdiImages?: CdiImages;
}

/** The props with the digests of a lock, as whole references. */
export function withLockedImages<P extends ImageProps>(
  props: P, releases: { readonly kubevirt: KubeVirtRelease; readonly cdi: CdiRelease }, lock: ImageLock | undefined,
): P {
  if (lock === undefined) return props;
  return {
    ...props,
    kubevirtImages: kubevirtImages(props, releases.kubevirt, lock),
    cdiImages: cdiImages(props, releases.cdi, lock),
  };
}

/**
 * KubeVirt takes the digest of its operator for that of every component that is not named. So the operator has a digest
 * only if all components have that always run; others without one are then named by their tags.
 */
function kubevirtImages(
  { registry, kubevirtImages: given = {} }: ImageProps, release: KubeVirtRelease, lock: ImageLock,
): KubeVirtImages {
  const operator = imageFor(given.operator, operatorImage(release._facts), registry);
  const components: [string, Component][] = Object.entries(KUBEVIRT_COMPONENTS);
  const images = components
    .filter(([, { since }]) => since === undefined || release._atLeast(since))
    .map(([name, { image, tags, gate }]) => {
      const usual = componentImage(operator, image, tags?.[release.version]);
      const own = locked(imageFor(given[name as keyof KubeVirtImages], usual, undefined), lock);
      return { name, image: own, isLocked: own.includes('@'), alwaysRuns: gate === undefined };
    });
  const isComplete = images.every(({ isLocked, alwaysRuns }) => isLocked || !alwaysRuns);
  const named = images.filter(({ isLocked }) => isLocked || isComplete);
  return {
    ...given,
    ...Object.fromEntries(named.map(({ name, image }) => [name, image])),
    ...(isComplete && { operator: locked(operator, lock) }),
  };
}

function cdiImages({ registry, cdiImages: given = {} }: ImageProps, release: CdiRelease, lock: ImageLock): CdiImages {
  const usual = Object.entries(CDI_COMPONENTS)
    .map(([name, { variable }]): [string, string] => [name, operatorVariable(release._facts, variable)!]);
  const images = [['operator', operatorImage(release._facts)], ...usual]
    .map(([name, image]) => [name, locked(imageFor(given[name as keyof CdiImages], image, registry), lock)])
    .filter(([, image]) => image.includes('@'));
  return { ...given, ...Object.fromEntries(images) };
}
