import { POD_SECURITY_PREFIX } from '../rules/tenant/namespace-metadata';

/** A level of Kubernetes' Pod Security Standards. */
export enum PodSecurityLevel {
  /** No restrictions: for machines with host disks, or that run as root. */
  PRIVILEGED = 'privileged',
  /** Prevents known privilege escalations. KubeVirt's launchers pass it by default. */
  BASELINE = 'baseline',
  /** Hardened. Launchers pass it only if the KubeVirt CR gives them a seccomp profile. */
  RESTRICTED = 'restricted',
}

/** The pod security levels of a tenant's namespace. They apply to launchers and importers too. */
export interface TenantPodSecurity {
  /**
   * The level that is enforced: pods that violate it are refused.
   * @default PodSecurityLevel.BASELINE - the strictest one that launchers pass without a seccomp profile
   */
  readonly enforce?: PodSecurityLevel;
  /**
   * The level that is audited: pods that violate it are recorded in the audit log.
   * @default PodSecurityLevel.RESTRICTED - shows what prevents enforcing it
   */
  readonly audit?: PodSecurityLevel;
  /**
   * The level that is warned about: whoever creates a pod that violates it gets a warning.
   * @default PodSecurityLevel.RESTRICTED - shows what prevents enforcing it
   */
  readonly warn?: PodSecurityLevel;
  /**
   * The Kubernetes minor release whose definition of the levels applies, such as `v1.35`. Pin it if an upgrade of the
   * infra cluster must not change what is refused: a machine whose launcher is refused can neither start nor migrate.
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

/** The prop that a pod security label came from. */
export function propOfPodSecurity(label: string): string | undefined {
  if (!label.startsWith(POD_SECURITY_PREFIX)) return undefined;
  const mode = label.slice(POD_SECURITY_PREFIX.length);
  return `podSecurity.${mode.endsWith('-version') ? 'version' : mode}`;
}
