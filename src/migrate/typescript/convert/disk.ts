import { importOf, sizeIn, storedAs } from './boot';
import type { Place } from './place';
import { defined } from '../../../toolkit/shape';
import { call, Code, Props } from '../code';
import type { Loose } from '../same/loose';

/** The props that make a disk of a DataVolume, as far as there are typed props. */
export function persistentDiskProps({ spec }: Loose, place: Place): Props {
  const { accessModes, storageClassName, volumeMode } = storedAs({ spec });
  return defined<Props>({
    capacity: sizeIn({ spec }),
    content: contentOf(spec, place),
    storageClassName,
    accessModes,
    volumeMode,
    preallocation: spec.preallocation,
    dataVolume: true,
  });
}

function contentOf({ source, sourceRef, contentType }: Loose, { tenant, id }: Place): Code {
  if (sourceRef !== undefined) {
    const { name: dataSourceName, namespace: namespaceName } = sourceRef;
    const props = defined({ dataSourceName, namespaceName, cloneableFrom: true });
    return call('DiskContent.image', call('GoldenImage.existing', tenant, `${id}-image`, props));
  }
  const read = importOf(source ?? {});
  if (read === undefined) return undefined;
  return call(contentType === 'archive' ? 'DiskContent.archive' : 'DiskContent.imported', read);
}
