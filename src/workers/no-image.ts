import type { BootImage } from '../images/boot-image';

/** The stand-in for the image of a pool that has none. Nothing is written then. */
export const NO_IMAGE = {
  dataSourceName: 'image',
  namespaceName: 'images',
  _size: undefined,
  _cloneFor: () => {},
} as Pick<BootImage, 'dataSourceName' | 'namespaceName' | '_size' | '_cloneFor'> as BootImage;
