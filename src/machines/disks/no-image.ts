import type { BootImage } from './boot-image';

type Parts = 'dataSourceName' | 'namespaceName' | '_size' | '_storageClassName' | '_claim' | '_mayBeSnapshot'
  | '_cloneFor';

/** The stand-in for the image of a machine that has none. Nothing is written then. */
export const NO_IMAGE = {
  dataSourceName: 'image',
  namespaceName: 'images',
  _size: undefined,
  _storageClassName: undefined,
  _claim: undefined,
  _mayBeSnapshot: false,
  _cloneFor: () => {},
} as Pick<BootImage, Parts> as BootImage;
