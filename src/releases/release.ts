import * as semver from 'semver';
import { factsOf, GateState, Kind, kubernetesMinorsOf, ReleaseFacts } from './facts';
import { UNKNOWN_RELEASE_INFO } from './unknown-release';
import { refuse } from '../findings/bundle-error';
import { wholeFault } from '../findings/rule';
import { described } from '../props/words';
import { didYouMean } from '../toolkit/nearest';

/**
 * A release of KubeVirt, including the patch, because upstream changes the operator's rights in patches. Its facts
 * (objects, schemas, feature gates) are read from `releases/kubevirt/`.
 */
export class KubeVirtRelease {
  public static readonly V1_7_4 = new KubeVirtRelease('v1.7.4');
  public static readonly V1_8_4 = new KubeVirtRelease('v1.8.4');
  public static readonly V1_9_0 = new KubeVirtRelease('v1.9.0');

  /** All supported releases, oldest first. */
  public static all(): KubeVirtRelease[] {
    return [KubeVirtRelease.V1_7_4, KubeVirtRelease.V1_8_4, KubeVirtRelease.V1_9_0];
  }

  /**
   * The release with a version, such as `v1.9.0`.
   * @throws if the version is not supported; the message lists the supported ones.
   */
  public static of(version: string): KubeVirtRelease {
    return pick('KubeVirt', version, KubeVirtRelease.all());
  }

  private constructor(
    /** The version with its leading `v`, such as `v1.9.0`. */
    public readonly version: string,
  ) {}

  /** The minor version without the patch, such as `1.9`. */
  public get minor(): string {
    return minorOf(this.version);
  }

  /** The minors of Kubernetes that upstream supports the release on, such as `1.36`, oldest first. */
  public get kubernetesMinors(): string[] {
    return [...kubernetesMinorsOf(this.minor)];
  }

  /** The `group/version` in which the release stores a kind, undefined if the release does not serve the kind. */
  public apiVersion(group: string, kind: string): string | undefined {
    return apiVersionOf(this._facts, group, kind);
  }

  /** The stage of a feature gate in this release, undefined if the release does not know the gate. */
  public featureGateState(gate: string): string | undefined {
    return typeof gate === 'string' && Object.hasOwn(this._gates, gate) ? this._gates[gate] : undefined;
  }

  public toString(): string {
    return `KubeVirt ${this.version}`;
  }

  /** @internal */
  public get _facts(): ReleaseFacts {
    return factsOf('kubevirt', this.version);
  }

  /** @internal */
  public get _gates(): { readonly [name: string]: GateState } {
    return this._facts.gates ?? {};
  }

  /** Whether this release is the given version or newer. @internal */
  public _atLeast(version: string): boolean {
    return semver.gte(this.version, version);
  }
}

/**
 * A release of the Containerized Data Importer (CDI), including the patch. Its facts are read from `releases/cdi/`.
 */
export class CdiRelease {
  public static readonly V1_63_1 = new CdiRelease('v1.63.1');
  public static readonly V1_64_0 = new CdiRelease('v1.64.0');
  public static readonly V1_65_0 = new CdiRelease('v1.65.0');
  public static readonly V1_66_0 = new CdiRelease('v1.66.0');

  /** All supported releases, oldest first. */
  public static all(): CdiRelease[] {
    return [CdiRelease.V1_63_1, CdiRelease.V1_64_0, CdiRelease.V1_65_0, CdiRelease.V1_66_0];
  }

  /**
   * The release with a version, such as `v1.66.0`.
   * @throws if the version is not supported; the message lists the supported ones.
   */
  public static of(version: string): CdiRelease {
    return pick('CDI', version, CdiRelease.all());
  }

  private constructor(
    /** The version with its leading `v`, such as `v1.66.0`. */
    public readonly version: string,
  ) {}

  /** The minor version without the patch, such as `1.66`. */
  public get minor(): string {
    return minorOf(this.version);
  }

  /** The `group/version` in which the release stores a kind, undefined if the release does not serve the kind. */
  public apiVersion(group: string, kind: string): string | undefined {
    return apiVersionOf(this._facts, group, kind);
  }

  public toString(): string {
    return `CDI ${this.version}`;
  }

  /** @internal */
  public get _facts(): ReleaseFacts {
    return factsOf('cdi', this.version);
  }

  /** Whether this release is the given version or newer. @internal */
  public _atLeast(version: string): boolean {
    return semver.gte(this.version, version);
  }
}

function pick<T extends { version: string }>(project: string, version: string, all: readonly T[]): T {
  const text = typeof version === 'string' ? version : '';
  const wanted = text.startsWith('v') ? text : `v${text}`;
  const found = all.find((release) => release.version === wanted);
  if (found !== undefined) return found;
  const known = all.map((release) => release.version);
  const named = typeof version === 'string' ? version : described(version);
  const problem = `${project} ${named} is not supported: this package holds no facts of it`;
  const remedy = `${didYouMean(wanted, known)} Use one of ${known.join(', ')}.`.trimStart();
  return refuse(UNKNOWN_RELEASE_INFO, wholeFault(problem, remedy), '');
}

function minorOf(version: string): string {
  return `${semver.major(version)}.${semver.minor(version)}`;
}

function apiVersionOf(facts: ReleaseFacts, group: string, kind: string): string | undefined {
  const found = facts.kinds.find((candidate: Kind) => candidate.group === group && candidate.kind === kind);
  const stored = found?.versions.find((version) => version.storage && version.served);
  return stored === undefined ? undefined : `${group}/${stored.name}`;
}
