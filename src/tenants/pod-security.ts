import type { Sentence } from '../toolkit/problems';
import { oneOf } from '../toolkit/sentences';

/** A level of Kubernetes' Pod Security Standards. */
export enum PodSecurityLevel {
  /** No limits: for machines with host disks or that run as root. */
  PRIVILEGED = 'privileged',
  /** No known privilege escalations: what KubeVirt's launchers need by default. */
  BASELINE = 'baseline',
  /** Hardened: launchers fit in only when the KubeVirt CR gives them a seccomp profile. */
  RESTRICTED = 'restricted',
}

/** How strictly the API server looks at the pods of a tenant, launchers and importers included. */
export interface TenantPodSecurity {
  /**
   * The level beyond which pods are refused.
   * @default PodSecurityLevel.BASELINE - the strictest one that launchers pass without a seccomp profile
   */
  readonly enforce?: PodSecurityLevel;
  /**
   * The level beyond which pods leave an entry in the audit log.
   * @default PodSecurityLevel.RESTRICTED - tells what is in the way of enforcing it
   */
  readonly audit?: PodSecurityLevel;
  /**
   * The level beyond which whoever makes a pod is warned.
   * @default PodSecurityLevel.RESTRICTED - tells what is in the way of enforcing it
   */
  readonly warn?: PodSecurityLevel;
  /**
   * The Kubernetes minor whose definition of the levels holds, such as `v1.35`. Pin it where an upgrade of the infra cluster must
   * not change what is refused, for a refused launcher is a machine that can neither start nor migrate.
   * @default "latest" - that of the cluster's own release
   */
  readonly version?: string;
}

const PREFIX = 'pod-security.kubernetes.io/';

export function podSecurityLabels(security: TenantPodSecurity = {}): { [label: string]: string } {
  const levels = {
    enforce: security.enforce ?? PodSecurityLevel.BASELINE,
    audit: security.audit ?? PodSecurityLevel.RESTRICTED,
    warn: security.warn ?? PodSecurityLevel.RESTRICTED,
  };
  const version = security.version;
  return Object.fromEntries(Object.entries(levels).flatMap(([mode, level]) => [[`${PREFIX}${mode}`, level], ...(version === undefined ? [] : [[`${PREFIX}${mode}-version`, version]])]));
}

export function podSecurityProblems(security: TenantPodSecurity = {}, labels: { readonly [key: string]: string } = {}): Sentence[] {
  // Kubernetes pod-security-admission v0.35, api/helpers.go: ParseVersion.
  const version = security.version === undefined || /^(latest|v1\.(0|[1-9]\d*))$/.test(security.version) ? undefined : `podSecurity.version "${security.version}" is no Kubernetes minor. Write it as "v1.35", or "latest".`;
  const label = Object.keys(labels).find((key) => key.startsWith(PREFIX));
  const levels = (['enforce', 'audit', 'warn'] as const).map((mode) => oneOf(`podSecurity.${mode}`, security[mode], Object.values(PodSecurityLevel)));
  return [...levels, version, label === undefined ? undefined : `label "${label}" would override the level that podSecurity sets. Set podSecurity instead.`];
}

/** What is worth knowing about a level that launchers do not pass by themselves. */
export function podSecurityNotice(security: TenantPodSecurity = {}): Sentence {
  // KubeVirt v1.9.0, pkg/virt-controller/services/template.go: launchers get a seccomp profile only from the KubeVirt CR.
  if (security.enforce !== PodSecurityLevel.RESTRICTED) return undefined;
  return 'enforces the pod security level "restricted", which launchers pass only with a seccomp profile. See that the KubeVirt CR sets configuration.seccompConfiguration.virtualMachineInstanceProfile.customProfile, or no machine of this tenant starts.';
}
