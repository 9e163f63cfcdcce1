import { POD_SECURITY_PREFIX } from '../rules/tenant/namespace-metadata';

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
   * The Kubernetes minor whose definition of the levels holds, such as `v1.35`. Pin it where an upgrade of the infra
   * cluster must not change what is refused, for a refused launcher is a machine that can neither start nor migrate.
   * @default "latest" - that of the cluster's own release
   */
  readonly version?: string;
}

export function podSecurityLabels(security: TenantPodSecurity = {}): { [label: string]: string } {
  const levels = {
    enforce: security.enforce ?? PodSecurityLevel.BASELINE,
    audit: security.audit ?? PodSecurityLevel.RESTRICTED,
    warn: security.warn ?? PodSecurityLevel.RESTRICTED,
  };
  const version = security.version;
  return Object.fromEntries(Object.entries(levels).flatMap(([mode, level]) => {
    const label = `${POD_SECURITY_PREFIX}${mode}`;
    return version === undefined ? [[label, level]] : [[label, level], [`${label}-version`, version]];
  }));
}

/** The prop that a label of pod security came from. */
export function propOfPodSecurity(label: string): string | undefined {
  if (!label.startsWith(POD_SECURITY_PREFIX)) return undefined;
  const mode = label.slice(POD_SECURITY_PREFIX.length);
  return `podSecurity.${mode.endsWith('-version') ? 'version' : mode}`;
}
