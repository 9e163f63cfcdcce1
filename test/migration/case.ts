import type { ApiObjectProps } from 'cdk8s';
import { MigrationVerdict } from '../../src';

/** What a cluster shows of an instance that runs, where the program does not tell it. */
export interface Outcome {
  readonly status?: object;
  readonly configuration?: object;
  /** What KubeVirt adds to the instance. */
  readonly added?: Partial<MigrationCase>;
}

/** A machine, with what the program and the cluster know about it. */
export interface MigrationCase {
  readonly name: string;
  readonly verdict: MigrationVerdict;
  /** The reasons in KubeVirt's words, those that the bundle does not tell behind the others. */
  readonly reasons: readonly string[];
  /** The first release of KubeVirt that has the fields of the case, such as `1.9.0`; undefined for all. */
  readonly since?: string;
  readonly annotations?: { readonly [key: string]: string };
  readonly architecture?: string;
  readonly domain?: object;
  readonly devices?: object;
  readonly interfaces: readonly object[];
  readonly networks: readonly object[];
  readonly volumes: readonly object[];
  readonly templates?: readonly object[];
  readonly instancetype?: object;
  readonly preference?: object;
  /** What the bundle holds beside the machine and its claims; an object without a namespace is cluster-wide. */
  readonly objects?: readonly ApiObjectProps[];
  /** The access modes of claims, by name. */
  readonly claims: { readonly [name: string]: readonly string[] };
  /** Whether the bundle holds neither the claims nor the KubeVirt custom resource. */
  readonly isBare?: boolean;
  readonly gates?: readonly string[];
  readonly configuration?: object;
  /** What the cluster may show; one of them if the program tells everything. */
  readonly outcomes: readonly Outcome[];
}

/** The verdict about a machine of which everything is known. */
export function verdictOf(reasons: readonly string[]): MigrationVerdict {
  return reasons.length === 0 ? MigrationVerdict.YES : MigrationVerdict.NO;
}

type Rest = Partial<Omit<MigrationCase, 'name' | 'reasons'>>;

/** A machine with masquerade and a container disk, and something else. */
export function plain(name: string, reasons: readonly string[], rest: Rest): MigrationCase {
  return {
    name,
    reasons,
    verdict: verdictOf(reasons),
    interfaces: [{ name: 'default', masquerade: {} }],
    networks: [{ name: 'default', pod: {} }],
    volumes: [{ name: 'root', containerDisk: { image: 'a/b:c' } }],
    claims: {},
    outcomes: [{}],
    ...rest,
  };
}

/** What KubeVirt writes into an instance about its claims. */
export function volumeStatus(claims: MigrationCase['claims']): Outcome {
  return {
    status: {
      volumeStatus: Object.entries(claims).map(([name, accessModes]) => ({
        name, target: '', persistentVolumeClaimInfo: { claimName: name, accessModes },
      })),
    },
  };
}
