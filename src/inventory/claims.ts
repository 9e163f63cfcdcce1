import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { add } from '../toolkit/lists';
import { isPlain } from '../toolkit/merge';
import { Quantity } from '../toolkit/quantity';

/** How a claim is stored, as its object says: the spec of a claim, or a stanza of a DataVolume. */
export interface ClaimStanza {
  readonly accessModes?: readonly string[];
  readonly resources?: { readonly requests?: { readonly storage?: string | number } };
  readonly storageClassName?: string;
  readonly volumeMode?: string;
}

/** A claim by its name. */
export interface ClaimReference {
  readonly name: string;
  readonly namespace: string | undefined;
}

const NONE: readonly Entry[] = [];
const KINDS = [['cdi.kubevirt.io', 'DataVolume'], ['', 'PersistentVolumeClaim']] as const;

/** The claims and DataVolumes of a bundle that have a name in a namespace: more than one if they collide. */
export function claimsNamed(
  cluster: ClusterView | undefined, name: string, namespace: string | undefined,
): readonly Entry[] {
  return indexOf(cluster, namespace)?.names.get(name) ?? NONE;
}

/** The same with the number of a pool's member behind the name. */
function claimsNumbered(
  cluster: ClusterView | undefined, stem: string, namespace: string | undefined,
): readonly Entry[] {
  return indexOf(cluster, namespace)?.stems.get(stem) ?? NONE;
}

/** The claims and DataVolumes that a machine adopts because its DataVolume template has their name. */
export function claimsAdopted({ cluster, kind, namespace }: Entry, template: string): readonly Entry[] {
  const find = kind === 'VirtualMachinePool' ? claimsNumbered : claimsNamed;
  return find(cluster, template, namespace);
}

/** How the claim of a name is stored; undefined if the bundle does not tell. */
export function storedClaim(
  cluster: ClusterView | undefined, name: string, namespace: string | undefined,
): ClaimStanza | undefined {
  const [found] = claimsNamed(cluster, name, namespace);
  return found === undefined ? undefined : stanzaIn(found);
}

/** How the claim of an object is stored, which is a claim or a DataVolume. */
export function stanzaIn({ isReadable, object }: Entry): ClaimStanza | undefined {
  const spec = object?.spec;
  if (!isReadable || !isPlain(spec)) return undefined;
  const stanza = spec.storage ?? spec.pvc ?? spec;
  return isPlain(stanza) ? stanza : undefined;
}

/** The size that a claim states; undefined if it states none. */
export function claimSize(stanza: ClaimStanza | undefined): Quantity | undefined {
  const { storage } = stanza?.resources?.requests ?? {};
  return storage === undefined ? undefined : Quantity.parse(storage);
}

/** The name without its last number: `workers-boot` for `workers-boot-0`. Undefined if the name has no number. */
export function withoutNumber(name: string): string | undefined {
  return NUMBERED.exec(name)?.[1];
}

const NUMBERED = /^(.+)-(?:0|[1-9]\d*)$/;

interface Index {
  readonly names: ReadonlyMap<string, readonly Entry[]>;
  readonly stems: ReadonlyMap<string, readonly Entry[]>;
}

const KNOWN = new WeakMap<ClusterView, Map<string, Index>>();

function indexOf(cluster: ClusterView | undefined, namespace: string | undefined): Index | undefined {
  if (cluster === undefined || namespace === undefined) return undefined;
  const known = KNOWN.get(cluster) ?? new Map<string, Index>();
  KNOWN.set(cluster, known);
  let index = known.get(namespace);
  if (index === undefined) known.set(namespace, index = indexed(cluster, namespace));
  return index;
}

function indexed(cluster: ClusterView, namespace: string): Index {
  const names = new Map<string, Entry[]>();
  const stems = new Map<string, Entry[]>();
  for (const entry of KINDS.flatMap(([group, kind]) => cluster.ofIn(group, kind, namespace))) {
    const name: unknown = entry.object?.metadata.name;
    if (typeof name !== 'string') continue;
    add(names, name, entry);
    const stem = withoutNumber(name);
    if (stem !== undefined) add(stems, stem, entry);
  }
  return { names, stems };
}
