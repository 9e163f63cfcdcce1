import { mostMachines } from './autoscalers';
import { claimsAdopted, claimsNamed, storedClaim, withoutNumber } from './claims';
import type { ClusterView } from './cluster-view';
import type { Entry } from './entry';
import { claimNameOf, isSharedSafely, templateNamed } from '../machines/disks/claim-volumes';
import type { EmbeddedMachine } from '../machines/embedded';
import { VMI } from '../machines/machine';
import { accessModesOf } from '../machines/migration/migration';
import { RunStrategy } from '../machines/strategies';
import { add } from '../toolkit/lists';
import { items, texts } from '../toolkit/shape';

/** The use of a claim by the machines of an entry. */
export interface ClaimUse {
  readonly entry: Entry;
  /** The path of the volume within the object. */
  readonly field: string;
  /** Whether several machines can use the claim in this way: `shareable`, or only reading. */
  readonly isSafe: boolean;
  /** Whether the claim is the same for several machines of the entry. */
  readonly isBySeveral: boolean;
}

/** A claim that more than one machine uses. */
export interface SharedClaim {
  readonly name: string;
  /** The uses in the order of the program; that of the machine that makes the claim comes first. */
  readonly uses: readonly ClaimUse[];
  /** The access modes of the claim; empty if the bundle does not tell. */
  readonly accessModes: readonly string[];
}

/** A claim with the uses by machines that do not make it themselves. */
interface UsedClaim {
  readonly name: string;
  readonly namespace: string;
  readonly uses: ClaimUse[];
  /** Where the use of each object stands in `uses`. */
  readonly places: Map<string, number>;
  /** The machine that makes the claim, with the access modes of its template. */
  owner?: { readonly use: ClaimUse; readonly accessModes: readonly string[] };
}

const KNOWN = new WeakMap<ClusterView, readonly SharedClaim[]>();

/**
 * The claims that several machines of a cluster use. Machines that are not to run use nothing, and claims whose name
 * collides with another one are left to the rules about that.
 */
export function sharedClaims(cluster: ClusterView): readonly SharedClaim[] {
  let shared = KNOWN.get(cluster);
  if (shared === undefined) KNOWN.set(cluster, shared = findShared(cluster));
  return shared;
}

function findShared(cluster: ClusterView): SharedClaim[] {
  const claims = usedClaims(cluster);
  if (claims.size === 0) return [];
  findOwners(cluster, claims);
  return [...claims.values()].flatMap(({ name, namespace, uses, owner }) => {
    const all = owner === undefined ? uses : [owner.use, ...uses];
    const isShared = all.length > 1 || all[0].isBySeveral;
    if (!isShared || claimsNamed(cluster, name, namespace).length > 1) return [];
    const accessModes = owner?.accessModes ?? texts(storedClaim(cluster, name, namespace)?.accessModes);
    return [{ name, uses: all, accessModes }];
  });
}

/** The claims that machines use without making them. */
function usedClaims(cluster: ClusterView): Map<string, UsedClaim> {
  const claims = new Map<string, UsedClaim>();
  for (const entry of cluster.machines) {
    const { machine, namespace } = entry;
    if (machine === undefined || namespace === undefined || isStopped(entry, machine)) continue;
    for (const [index, volume] of items(machine.vmi.volumes).entries()) {
      const name = claimNameOf(volume) ?? volume.ephemeral?.persistentVolumeClaim?.claimName;
      if (name === undefined || templateNamed(name, machine.spec) !== undefined) continue;
      const key = `${namespace}/${name}`;
      const claim = claims.get(key) ?? { name, namespace, uses: [], places: new Map() };
      claims.set(key, claim);
      addUse(claim, useOf(entry, machine, index));
    }
  }
  return claims;
}

/** A machine that uses a claim twice is reported as such. */
function addUse({ uses, places }: UsedClaim, use: ClaimUse): void {
  const user = `${use.entry.kind}/${use.entry.object?.metadata.name}`;
  const place = places.get(user);
  if (place === undefined) places.set(user, uses.push(use) - 1);
  else if (uses[place].isSafe) uses[place] = use;
}

function useOf(entry: Entry, machine: EmbeddedMachine, index: number): ClaimUse {
  const isSafe = isSharedSafely(items(machine.vmi.volumes)[index], machine.spec);
  const isBySeveral = (mostMachines(entry) ?? 2) > 1;
  return { entry, field: machine.fieldIn(`${VMI}.volumes[${index}]`), isSafe, isBySeveral };
}

/** Whether the program says that a machine does not run. */
function isStopped(entry: Entry, { spec, isInstance }: EmbeddedMachine): boolean {
  if (mostMachines(entry) === 0) return true;
  return !isInstance && (spec.runStrategy === RunStrategy.HALTED || spec.running === false);
}

/** Finds the machines that make the used claims. Members of a pool make claims with their numbers behind the name. */
function findOwners(cluster: ClusterView, claims: ReadonlyMap<string, UsedClaim>): void {
  const byStem = new Map<string, UsedClaim[]>();
  for (const claim of claims.values()) {
    const stem = withoutNumber(claim.name);
    if (stem !== undefined) add(byStem, `${claim.namespace}/${stem}`, claim);
  }
  for (const entry of cluster.machines) {
    const { machine, namespace, kind } = entry;
    if (machine === undefined || isStopped(entry, machine)) continue;
    const isPool = kind === 'VirtualMachinePool';
    for (const [index, volume] of items(machine.vmi.volumes).entries()) {
      const template = templateNamed(claimNameOf(volume), machine.spec);
      if (template === undefined) continue;
      const key = `${namespace}/${template.metadata.name}`;
      const claim = claims.get(key);
      const made = isPool ? byStem.get(key) ?? [] : claim === undefined ? [] : [claim];
      if (made.length === 0 || claimsAdopted(entry, template.metadata.name).length > 0) continue;
      const use = { ...useOf(entry, machine, index), isBySeveral: false };
      for (const each of made) each.owner ??= { use, accessModes: texts(accessModesOf(template)) };
    }
  }
}
