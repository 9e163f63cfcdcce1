import type { BootImage } from '../images/boot-image';

/** Stands in for the image of a pool that is given none. Nothing is written then. */
export const NO_IMAGE = {
  dataSourceName: 'image',
  namespaceName: 'images',
  _size: undefined,
  _cloneFor: () => {},
} as Pick<BootImage, 'dataSourceName' | 'namespaceName' | '_size' | '_cloneFor'> as BootImage;
