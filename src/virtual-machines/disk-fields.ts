import { table } from '../toolkit/table';

const STORED: { readonly [field: string]: string } = table({
  'accessModes': 'accessModes',
  'resources.requests.storage': 'capacity',
  'storageClassName': 'storageClassName',
  'volumeMode': 'volumeMode',
});

/** The prop of a disk that a field of one of its objects came from; undefined if no prop corresponds to it. */
export function diskPropOf(field: string): string | undefined {
  if (field === 'metadata.name') return 'name';
  if (/^metadata\.(labels|annotations)/.test(field)) return field.replace('metadata.', '');
  const path = field.replace(/^spec\.(storage\.)?/, '');
  const stored = Object.keys(STORED).find((each) => path === each || path.startsWith(`${each}[`));
  if (stored !== undefined) return `${STORED[stored]}${path.slice(stored.length)}`;
  if (field === 'spec.source.registry.platform.architecture') return 'source architecture';
  return /^spec\.source\.\w+\.(url|imageStream)$/.test(field) ? 'source url' : undefined;
}
