import type { PermittedHostDevices } from './host-devices';
import type { ClusterMonitoring } from '../cluster-monitoring';
import {
  CertificateLifetime, KubeVirtConfig, MigrationConfig, UninstallStrategy, WorkloadUpdateMethod,
} from './kubevirt-config';
import type {
  DeveloperConfiguration, KubeVirtConfiguration, KubeVirtSpec, Migrations,
} from '../../../imports/kubevirt.io';
import { EvictionStrategy } from '../../machines/strategies';
import type { KubeVirtRelease } from '../../releases/release';
import { goDuration } from '../../toolkit/go-duration';
import { resolveLazy } from '../../toolkit/lazy';
import { DeepPartial, mergeDeep } from '../../toolkit/merge';
import { sizeText } from '../../toolkit/quantity';
import { defined, unlessEmpty } from '../../toolkit/shape';
import { nodePlacement } from '../operators/node-placement';
import { ComponentPlacement, ControlPlaneNodes } from '../operators/operator-options';
import { kubevirtWrittenOut } from '../written-out';

/** Everything that the spec of the KubeVirt custom resource is made from, except feature gates. */
export interface KubeVirtSpecParts {
  readonly release: KubeVirtRelease;
  readonly config: KubeVirtConfig;
  readonly controlPlaneNodes: ControlPlaneNodes;
  readonly pullSecrets: readonly string[];
  readonly launcherPullSecret?: string;
  readonly monitoring?: ClusterMonitoring;
  /** The user's overrides, merged last. */
  readonly overrides?: DeepPartial<KubeVirtSpec>;
}

/**
 * The spec of the KubeVirt custom resource. Merged in this order: upstream's own, safe defaults, the user's
 * configuration, the user's overrides. It has only those feature gates that the overrides name.
 */
export function kubevirtSpec(parts: KubeVirtSpecParts): KubeVirtSpec {
  const { config } = parts;
  const usual = parts.release._facts.customResource.spec as KubeVirtSpec;
  const configured = defined<KubeVirtSpec>({
    uninstallStrategy: config.uninstallStrategy ?? UninstallStrategy.BLOCK_UNINSTALL_IF_WORKLOADS_EXIST,
    workloadUpdateStrategy: defined({
      workloadUpdateMethods: config.workloadUpdateMethods ?? [WorkloadUpdateMethod.LIVE_MIGRATE],
      batchEvictionSize: config.batchEvictionSize,
      batchEvictionInterval: config.batchEvictionInterval && goDuration(config.batchEvictionInterval),
    }),
    certificateRotateStrategy: selfSigned(config),
    imagePullPolicy: config.imagePullPolicy,
    imagePullSecrets: parts.pullSecrets.length === 0 ? undefined : parts.pullSecrets.map((name) => ({ name })),
    customizeComponents: parts.launcherPullSecret === undefined
      ? undefined
      : { flags: { controller: { 'image-pull-secret': parts.launcherPullSecret } } },
    infra: infra(config, parts.controlPlaneNodes),
    workloads: config.workloadPlacement && { nodePlacement: nodePlacement(config.workloadPlacement) },
    productName: config.productName,
    productVersion: config.productVersion,
    productComponent: config.productComponent,
    monitorNamespace: parts.monitoring?.namespace,
    monitorAccount: parts.monitoring?.serviceAccount,
    serviceMonitorNamespace: parts.monitoring?.serviceMonitorNamespace,
    configuration: configuration(config),
  });
  const own = mergeDeep(usual, configured as DeepPartial<KubeVirtSpec>);
  return kubevirtWrittenOut(mergeDeep(own, resolveLazy(parts.overrides)));
}

function configuration(config: KubeVirtConfig): KubeVirtConfiguration {
  const developerConfiguration = defined<DeveloperConfiguration>({
    useEmulation: config.useEmulation,
    cpuAllocationRatio: config.cpuAllocationRatio,
    memoryOvercommit: config.memoryOvercommit,
  });
  return defined<KubeVirtConfiguration>({
    evictionStrategy: config.evictionStrategy ?? EvictionStrategy.LIVE_MIGRATE_IF_POSSIBLE,
    vmRolloutStrategy: config.vmRolloutStrategy && `${config.vmRolloutStrategy}`,
    migrations: config.migrations && unlessEmpty(migrations(config.migrations)),
    additionalGuestMemoryOverheadRatio: config.additionalGuestMemoryOverheadRatio?.toString(),
    network: config.defaultNetworkInterface && { defaultNetworkInterface: config.defaultNetworkInterface },
    vmStateStorageClass: config.vmStateStorageClass,
    seccompConfiguration: config.seccompProfile === undefined ? undefined : seccomp(config.seccompProfile),
    developerConfiguration: unlessEmpty(developerConfiguration),
    permittedHostDevices: config.permittedHostDevices && permitted(config.permittedHostDevices),
    mediatedDevicesConfiguration: config.mediatedDevices && unlessEmpty(defined(config.mediatedDevices)),
  });
}

/** An object that is emptied later becomes null under server-side apply, which the API server refuses. */
function permitted(devices: PermittedHostDevices): PermittedHostDevices {
  return unlessEmpty(defined(devices)) ?? { pciHostDevices: [] };
}

function migrations(config: MigrationConfig): Migrations {
  const { bandwidthPerMigration: bandwidth } = config;
  return defined<Migrations>({
    parallelMigrationsPerCluster: config.parallelMigrationsPerCluster,
    parallelOutboundMigrationsPerNode: config.parallelOutboundMigrationsPerNode,
    bandwidthPerMigration: bandwidth === undefined ? undefined : sizeText(bandwidth),
    completionTimeoutPerGiB: config.completionTimeoutPerGiB?.toSeconds({ integral: false }),
    progressTimeout: config.progressTimeout?.toSeconds({ integral: false }),
    allowAutoConverge: config.allowAutoConverge,
    allowPostCopy: config.allowPostCopy,
    network: config.network,
    maxDowntimeMs: config.maxDowntime?.toMilliseconds({ integral: false }),
  });
}

/**
 * Any placement here replaces KubeVirt's requirement of control-plane nodes (KubeVirt v1.9.0
 * pkg/virt-operator/resource/placement/placement.go).
 */
function infra(config: KubeVirtConfig, controlPlaneNodes: ControlPlaneNodes): KubeVirtSpec['infra'] {
  const anyNode: ComponentPlacement = { nodeSelector: { 'kubernetes.io/os': 'linux' } };
  const placement = config.infraPlacement ?? (controlPlaneNodes === ControlPlaneNodes.HIDDEN ? anyNode : undefined);
  if (placement === undefined && config.infraReplicas === undefined) return undefined;
  return defined({ replicas: config.infraReplicas, nodePlacement: placement && nodePlacement(placement) });
}

function selfSigned(config: KubeVirtConfig): KubeVirtSpec['certificateRotateStrategy'] {
  if (config.certificates === undefined) return undefined;
  const { ca, server } = config.certificates;
  return { selfSigned: defined({ ca: lifetime(ca), server: lifetime(server) }) };
}

/** A certificate's lifetime in the form of the KubeVirt and CDI APIs. */
export function lifetime(
  given: CertificateLifetime | undefined,
): { duration: string; renewBefore: string } | undefined {
  return given && { duration: goDuration(given.duration), renewBefore: goDuration(given.renewBefore) };
}

function seccomp(profile: string): KubeVirtConfiguration['seccompConfiguration'] {
  const customProfile = profile === 'RuntimeDefault' ? { runtimeDefaultProfile: true } : { localhostProfile: profile };
  return { virtualMachineInstanceProfile: { customProfile } };
}
