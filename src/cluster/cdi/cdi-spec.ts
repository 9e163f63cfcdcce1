import type { CdiConfig } from './cdi-config';
import type { CDIConfigSpec, CDISpec } from '../../../imports/cdi.kubevirt.io';
import { CDI_POD_RESOURCES } from '../../inventory/importer';
import type { CdiRelease } from '../../releases/release';
import { CDI_GATES, renderingIsField } from '../../rules/cdi/gates';
import { resolveLazy } from '../../toolkit/lazy';
import { DeepPartial, mergeDeep } from '../../toolkit/merge';
import { defined, unlessEmpty } from '../../toolkit/shape';
import { UninstallStrategy } from '../kubevirt/kubevirt-config';
import { lifetime } from '../kubevirt/kubevirt-spec';
import { nodePlacement } from '../operators/node-placement';
import { cdiWrittenOut } from '../written-out';

/** Everything that the spec of the CDI custom resource is made from. */
export interface CdiSpecParts {
  readonly release: CdiRelease;
  readonly config: CdiConfig;
  readonly pullSecrets: readonly string[];
  /** The user's overrides, merged last. */
  readonly overrides?: DeepPartial<CDISpec>;
}

/**
 * The spec of the CDI custom resource. Merged in this order: upstream's own, safe defaults, the user's configuration,
 * the user's overrides.
 */
export function cdiSpec(parts: CdiSpecParts): CDISpec {
  const { config, release } = parts;
  const usual = release._facts.customResource.spec as CDISpec;
  const configured = defined<CDISpec>({
    uninstallStrategy: config.uninstallStrategy ?? UninstallStrategy.BLOCK_UNINSTALL_IF_WORKLOADS_EXIST,
    cloneStrategyOverride: config.cloneStrategy,
    imagePullPolicy: config.imagePullPolicy,
    infra: defined({
      ...(config.infraPlacement === undefined ? {} : nodePlacement(config.infraPlacement)),
      deploymentReplicas: config.deploymentReplicas,
      apiServerReplicas: config.apiServerReplicas,
      uploadProxyReplicas: config.uploadProxyReplicas,
    }),
    workload: config.workloadPlacement && nodePlacement(config.workloadPlacement),
    certConfig: config.certificates && unlessEmpty(defined({
      ca: lifetime(config.certificates.ca),
      server: lifetime(config.certificates.server),
      client: lifetime(config.certificates.client),
    })),
    config: transferConfig(parts),
  });
  return cdiWrittenOut(mergeDeep(mergeDeep(usual, configured as DeepPartial<CDISpec>), resolveLazy(parts.overrides)));
}

function transferConfig({ config, release, pullSecrets }: CdiSpecParts): CDIConfigSpec {
  const rendering = config.webhookPvcRendering ?? true ? 'Enabled' : 'Disabled';
  return defined<CDIConfigSpec>({
    featureGates: gates(config, release),
    webhookPvcRendering: renderingIsField(release) ? rendering : undefined,
    podResourceRequirements: mergeDeep<object>(CDI_POD_RESOURCES, config.podResources),
    imagePullSecrets: pullSecrets.length === 0 ? undefined : pullSecrets.map((name) => ({ name })),
    scratchSpaceStorageClass: config.scratchSpaceStorageClass,
    filesystemOverhead: unlessEmpty(defined({
      global: config.filesystemOverhead,
      storageClass: unlessEmpty(config.filesystemOverheadByStorageClass),
    })),
    preallocation: config.preallocation,
    insecureRegistries: config.insecureRegistries,
    importProxy: config.importProxy && unlessEmpty(defined({
      HTTPProxy: config.importProxy.http,
      HTTPSProxy: config.importProxy.https,
      noProxy: config.importProxy.noProxy?.join(','),
      trustedCAProxy: config.importProxy.trustedCaConfigMap,
    })),
    uploadProxyURLOverride: config.uploadProxyUrl,
  });
}

function gates(config: CdiConfig, release: CdiRelease): string[] {
  const on: { readonly [gate: string]: boolean } = {
    HonorWaitForFirstConsumer: config.honorWaitForFirstConsumer ?? true,
    DataVolumeClaimAdoption: config.claimAdoption ?? false,
    WebhookPvcRendering: !renderingIsField(release) && (config.webhookPvcRendering ?? true),
  };
  return CDI_GATES.filter((gate) => on[gate]);
}
