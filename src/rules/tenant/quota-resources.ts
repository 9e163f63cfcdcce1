import {
  CPU_KEYS, MACHINE_KEYS, MEMORY_KEYS, POD_KEYS, STORAGE_KEYS, VOLUME_KEYS,
} from './quota-amounts';
import { objectsCounted } from './quota-objects';
import type { Entry } from '../../inventory/entry';
import type { ClaimsDemand, MachinesDemand, NamespaceDemand, PodsDemand } from '../../inventory/namespace-demand';
import type { ClaimSize, FilledClaim } from '../../machines/launcher/demand';
import { ContainerResources, summed } from '../../machines/launcher/pod-resources';
import { Quantity } from '../../toolkit/quantity';
import { table } from '../../toolkit/table';

/** A summand: an amount, its count and its purpose. */
export interface Part {
  readonly count: number;
  readonly amount: Quantity;
  readonly of: string;
}

/** A limited resource, and how the contents of a namespace count against it. */
export interface Resource {
  /** The amount that one machine uses; undefined if unknown. */
  readonly ofMachine: (machines: MachinesDemand) => Quantity | undefined;
  /** The amount that one claim uses; undefined if unknown. */
  readonly ofClaim: (claims: ClaimsDemand) => Quantity | undefined;
  /** The amount that one pod of another workload uses. */
  readonly ofPod: (pods: PodsDemand) => Quantity;
  /** The objects that count besides. */
  readonly objects: (entries: readonly Entry[]) => Part[];
  /** The amount that the target of a live migration of one machine uses; zero if unknown. */
  readonly ofTarget: (machines: MachinesDemand) => Quantity;
  /** The additional amount that must be free. */
  readonly spare: (demand: NamespaceDemand) => Part[];
  readonly text: (amount: Quantity) => string;
}

const ONE = Quantity.parse(1)!;
const MEBIBYTE = Quantity.parse('1Mi')!;
const zero = (): Quantity => Quantity.ZERO;
const alwaysOne = (): Quantity => ONE;

const NOTHING: Omit<Resource, 'text'> = {
  ofMachine: zero, ofClaim: zero, ofPod: zero, ofTarget: zero, objects: () => [], spare: () => [],
};

/** How the contents of a namespace count against a limit; undefined if the program cannot know. */
export function resourceOf(limit: string): Resource | undefined {
  if (POD_KEYS.includes(limit)) return { ...NOTHING, ...eachPod(), text: count };
  if (MACHINE_KEYS.includes(limit)) {
    return { ...NOTHING, ofMachine: ({ isInstance }) => (isInstance ? Quantity.ZERO : ONE), text: count };
  }
  if (limit === 'count/virtualmachineinstances.kubevirt.io') {
    return { ...NOTHING, ofMachine: running(alwaysOne), text: count };
  }
  return claimResource(limit) ?? podResource(limit) ?? objectResource(limit);
}

// Kubernetes v1.35, pkg/quota/v1/evaluator/core/persistent_volume_claims.go.
const BY_CLASS = '.storageclass.storage.k8s.io/';

function claimResource(limit: string): Resource | undefined {
  const [before, after] = limit.split(BY_CLASS);
  const name = after ?? before;
  const storageClass = after === undefined ? undefined : before;
  if (STORAGE_KEYS.includes(name)) return { ...ofClaims(storageClass, ({ size }) => size), text: bytes };
  const counts = storageClass === undefined ? VOLUME_KEYS : VOLUME_KEYS.slice(0, 1);
  if (counts.includes(name)) return { ...ofClaims(storageClass, alwaysOne), text: count };
  if (limit !== 'count/datavolumes.cdi.kubevirt.io') return undefined;
  return {
    ...NOTHING,
    ofMachine: ({ volumes }) => Quantity.parse(volumes),
    ofClaim: ({ isDataVolume }) => (isDataVolume ? ONE : Quantity.ZERO),
    text: count,
  };
}

/** Claims of a class; of all classes if undefined. A claim whose class is not known is not known. */
function ofClaims(
  storageClass: string | undefined, amount: (claim: ClaimSize) => Quantity | undefined,
): Omit<Resource, 'text'> {
  const one = (claim: ClaimSize): Quantity | undefined => {
    if (storageClass === undefined || claim.storageClass === storageClass) return amount(claim);
    return claim.storageClass === undefined ? undefined : Quantity.ZERO;
  };
  const beside = ({ beside: claims }: FilledClaim): Quantity => plus(claims.map((claim) => one(claim)));
  return {
    ...NOTHING,
    ofMachine: ({ disks }) => {
      const amounts = disks.map(one);
      return amounts.includes(undefined) ? undefined : plus(amounts);
    },
    ofClaim: one,
    // Without room for what CDI needs to fill one disk, no disk is ever filled, because all are claimed at once.
    spare: ({ machines, claims }) => {
      const all: readonly FilledClaim[] = [...machines.flatMap(({ disks }) => disks), ...claims];
      const of = 'for what CDI needs beside a disk while it fills it';
      return [{ count: 1, amount: most(all.map(beside)), of }];
    },
  };
}

// Kubernetes v1.35, pkg/quota/v1/evaluator/core/pods.go: podComputeUsageHelper.
const REQUESTED: { readonly [limit: string]: string | undefined } = table({
  ...Object.fromEntries(CPU_KEYS.map((key) => [key, 'cpu'])),
  ...Object.fromEntries(MEMORY_KEYS.map((key) => [key, 'memory'])),
  'ephemeral-storage': 'ephemeral-storage',
  'requests.ephemeral-storage': 'ephemeral-storage',
});
const LIMITED = /^limits\.(cpu|memory|ephemeral-storage)$/;
const HUGE_PAGES = /^(?:requests\.)?(hugepages-.+)$/;
const EXTENDED = /^requests\.(.+\/.+)$/;

function podResource(limit: string): Resource | undefined {
  const limited = LIMITED.exec(limit)?.[1];
  const name = REQUESTED[limit] ?? limited ?? HUGE_PAGES.exec(limit)?.[1] ?? EXTENDED.exec(limit)?.[1];
  if (name === undefined) return undefined;
  const part = limited === undefined ? 'requests' : 'limits';
  const used = (containers: readonly ContainerResources[]): Quantity => (
    summed(containers, part).get(name) ?? Quantity.ZERO);
  const isCount = name === 'cpu' || name.includes('/') && !name.startsWith('hugepages-');
  return {
    ...NOTHING,
    ...ofPods(({ containers }) => containers && used(containers), ({ importer }) => used([importer])),
    ofPod: ({ containers }) => used(containers),
    text: isCount ? count : bytes,
  };
}

function eachPod(): Partial<Resource> {
  return { ...ofPods(alwaysOne, alwaysOne), ofPod: alwaysOne };
}

/**
 * During a migration the target counts too (KubeVirt v1.9.0, pkg/virt-controller/watch/migration: the migration waits
 * for quota, and so does the drain of a node), and CDI has pods of its own.
 */
function ofPods(
  ofLauncher: Resource['ofMachine'], importer: (demand: NamespaceDemand) => Quantity,
): Pick<Resource, 'ofMachine' | 'ofTarget' | 'spare'> {
  const ofMachine = running(ofLauncher);
  const launcher = (machines: MachinesDemand): Quantity => ofMachine(machines) ?? Quantity.ZERO;
  return {
    ofMachine,
    ofTarget: launcher,
    spare: (demand) => {
      const { machines, claims } = demand;
      const pod = importer(demand);
      const targets = machines.filter((each) => each.mayMigrate).map(launcher);
      // A disk is filled before its machine runs, so CDI's pod has the room of the launcher, unless a target takes it.
      const isBeside = targets.length > 0 || claims.length > 0
        || machines.some((each) => each.volumes > 0 && launcher(each).isLessThan(pod));
      return [
        { count: 1, amount: most(targets), of: 'for the target of a live migration' },
        { count: 1, amount: isBeside ? pod : Quantity.ZERO, of: 'for an importer pod' },
      ];
    },
  };
}

/** A machine that is halted has neither an instance nor a pod. */
function running(amount: Resource['ofMachine']): Resource['ofMachine'] {
  return (machines) => (machines.isHalted ? Quantity.ZERO : amount(machines));
}

function objectResource(limit: string): Resource | undefined {
  const counted = objectsCounted(limit);
  return counted && {
    ...NOTHING,
    objects: (entries) => [
      ...entries.map((entry) => ({ count: 1, amount: counted.ofObject(entry), of: `of ${entry.where}` })),
      ...counted.made.map((of) => ({ count: 1, amount: ONE, of })),
    ].filter(({ amount }) => !amount.isZero()),
    text: count,
  };
}

function plus(amounts: readonly (Quantity | undefined)[]): Quantity {
  return amounts.reduce<Quantity>((sum, amount = Quantity.ZERO) => sum.plus(amount), Quantity.ZERO);
}

/** The largest of some amounts. */
export function most(amounts: readonly Quantity[]): Quantity {
  return amounts.reduce((largest, amount) => (largest.isLessThan(amount) ? amount : largest), Quantity.ZERO);
}

function count(amount: Quantity): string {
  return amount.toCoresText();
}

/** A sum with an odd number of bytes is easier to read in whole mebibytes. */
function bytes(amount: Quantity): string {
  return amount.roundedUpTo(MEBIBYTE).toBytesText();
}
