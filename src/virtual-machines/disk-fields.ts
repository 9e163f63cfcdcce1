import { table } from '../toolkit/table';

const STORED: { readonly [field: string]: string } = table({
  'accessModes': 'accessModes',
  'resources.requests.storage': 'capacity',
  'storageClassName': 'storageClassName',
  'volumeMode': 'volumeMode',
});

/** The options of a source, which have the names of their fields. */
const OPTIONS: readonly string[] = [
  'secretRef', 'certConfigMap', 'checksum', 'extraHeaders', 'secretExtraHeaders', 'insecureSkipVerify', 'pullMethod',
];

/** The prop of a disk that a field of one of its objects came from; undefined if no prop corresponds to it. */
export function diskPropOf(field: string): string | undefined {
  if (field === 'metadata.name') return 'name';
  if (/^metadata\.(labels|annotations)/.test(field)) return field.replace('metadata.', '');
  if (field === 'spec.contentType') return 'content';
  const path = field.replace(/^spec\.(storage\.)?/, '');
  const stored = Object.keys(STORED).find((each) => path === each || path.startsWith(`${each}[`));
  if (stored !== undefined) return `${STORED[stored]}${path.slice(stored.length)}`;
  if (field === 'spec.source.registry.platform.architecture') return 'source architecture';
  const [, option] = /^spec\.source\.\w+\.(\w+)(?:\[\d+\])?$/.exec(field) ?? [];
  if (option === 'url' || option === 'imageStream') return 'source url';
  return OPTIONS.includes(option) ? option : undefined;
}
