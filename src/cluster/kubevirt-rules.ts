import { certificates, duration } from './certificate-rules';
import { ImagePullPolicy, UninstallStrategy, WorkloadUpdateMethod } from './kubevirt-config';
import { placementProblems } from './node-placement';
import { tls } from './tls-rules';
import type { CustomizeComponentsPatch, KubeVirtConfiguration, KubeVirtSpec } from '../../imports/kubevirt.io';
import { PodNetworkBinding } from '../machines/network';
import { EvictionStrategy } from '../machines/strategies';
import { isJson } from '../toolkit/json';
import type { Sentence } from '../toolkit/problems';
import { Quantity } from '../toolkit/quantity';
import { byteSize, oneOf } from '../toolkit/sentences';

/**
 * What KubeVirt refuses in the spec of its custom resource, or would silently not do, beyond what the CRD's schema says.
 *
 * KubeVirt's webhook looks only at updates (v1.9.0 pkg/virt-operator/webhooks/kubevirt-update-admitter.go), so without these rules a
 * wrong first custom resource is accepted and cannot be corrected piece by piece later.
 */
export function kubevirtSpecProblems(spec: KubeVirtSpec): Sentence[] {
  const configuration = spec.configuration ?? {};
  return [
    ...values(spec, configuration),
    ...replicas(spec),
    ...counts(spec),
    bandwidth(configuration.migrations?.bandwidthPerMigration),
    ...placementProblems('infra.nodePlacement', spec.infra?.nodePlacement),
    ...placementProblems('workloads.nodePlacement', spec.workloads?.nodePlacement),
    ...certificates(spec.certificateRotateStrategy),
    ...patches(spec.customizeComponents?.patches ?? []),
    overheadRatio(configuration.additionalGuestMemoryOverheadRatio),
    ...tls(configuration.tlsConfiguration),
    ...seccomp(configuration.seccompConfiguration),
    duration('workloadUpdateStrategy.batchEvictionInterval', spec.workloadUpdateStrategy?.batchEvictionInterval),
    port(spec.synchronizationPort),
  ];
}

/** What is allowed but has consequences that are easily overlooked. */
export function kubevirtSpecNotices(spec: KubeVirtSpec, version: string): string[] {
  const notices: Sentence[] = [
    spec.workloadUpdateStrategy?.workloadUpdateMethods?.includes(WorkloadUpdateMethod.EVICT)
      // KubeVirt v1.9.0 pkg/virt-controller/watch/workload-updater/workload-updater.go.
      ? 'workloadUpdateMethods holds "Evict": machines that cannot be moved are shut down after every upgrade, and when cores or memory are added to their spec. Remove it unless all machines may be stopped at any time.'
      : undefined,
    // KubeVirt v1.9.0 pkg/virt-operator/util/config.go, GetTargetConfigFromKV.
    spec.imageTag !== undefined && spec.imageTag !== '' && spec.imageTag !== version
      ? `imageTag "${spec.imageTag}" makes the operator install other components than those of ${version}, whose rights and CRDs it has. Choose that release instead.`
      : undefined,
    // KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go: the eviction is refused and only marked on the machine.
    spec.configuration?.evictionStrategy === EvictionStrategy.EXTERNAL
      ? 'configuration.evictionStrategy is "External": a drain waits for ever unless a controller of your own moves every machine away. Set it on the machines that have such a controller instead.' : undefined,
    spec.uninstallStrategy === UninstallStrategy.REMOVE_WORKLOADS ? 'uninstallStrategy is "RemoveWorkloads": removing the KubeVirt custom resource deletes every machine of the cluster.' : undefined,
    spec.configuration?.architectureConfiguration?.ppc64le !== undefined
      ? 'configuration.architectureConfiguration.ppc64le is no longer supported by KubeVirt. Remove it.' : undefined,
  ];
  return notices.filter((sentence) => sentence !== undefined);
}

const PULL_POLICIES = Object.values(ImagePullPolicy);
const BINDINGS = [PodNetworkBinding.BRIDGE, PodNetworkBinding.MASQUERADE];

/** Closed sets that the CRD does not close: KubeVirt api v1.9.0 core/v1/types.go. */
function values(spec: KubeVirtSpec, configuration: KubeVirtConfiguration): Sentence[] {
  return [
    oneOf('uninstallStrategy', spec.uninstallStrategy, ['', ...Object.values(UninstallStrategy)]),
    oneOf('imagePullPolicy', spec.imagePullPolicy, PULL_POLICIES),
    oneOf('configuration.imagePullPolicy', configuration.imagePullPolicy, PULL_POLICIES),
    oneOf('configuration.evictionStrategy', configuration.evictionStrategy, Object.values(EvictionStrategy)),
    oneOf('configuration.network.defaultNetworkInterface', configuration.network?.defaultNetworkInterface, BINDINGS),
    ...(spec.workloadUpdateStrategy?.workloadUpdateMethods ?? []).map((method) => oneOf('workloadUpdateStrategy.workloadUpdateMethods', method, Object.values(WorkloadUpdateMethod))),
    ...(spec.customizeComponents?.patches ?? []).map((patch) => oneOf(`customizeComponents.patches of ${patch.resourceName}: type`, patch.type, ['json', 'merge', 'strategic'])),
  ];
}

/** KubeVirt api v1.9.0 core/v1/types.go: an unsigned byte; the webhook refuses 0. */
function replicas(spec: KubeVirtSpec): Sentence[] {
  const count = spec.infra?.replicas;
  return [count === undefined || (Number.isInteger(count) && count > 0 && count < 256) ? undefined : `infra.replicas is ${count}, which KubeVirt refuses. Write a whole number from 1 to 255.`];
}

/** KubeVirt api v1.9.0 core/v1/types.go: a number that Go's type does not hold makes the whole object unreadable to the operator. */
function counts(spec: KubeVirtSpec): Sentence[] {
  const { migrations, developerConfiguration } = spec.configuration ?? {};
  const fields: [string, number | undefined, number][] = [
    ['workloadUpdateStrategy.batchEvictionSize', spec.workloadUpdateStrategy?.batchEvictionSize, 1],
    ['configuration.developerConfiguration.cpuAllocationRatio', developerConfiguration?.cpuAllocationRatio, 1],
    ['configuration.migrations.parallelMigrationsPerCluster', migrations?.parallelMigrationsPerCluster, 0],
    ['configuration.migrations.parallelOutboundMigrationsPerNode', migrations?.parallelOutboundMigrationsPerNode, 0],
    ['configuration.migrations.completionTimeoutPerGiB', migrations?.completionTimeoutPerGiB, 1],
    ['configuration.migrations.progressTimeout', migrations?.progressTimeout, 1],
  ];
  return fields.map(([what, count, least]) => (count === undefined || count >= least ? undefined : `${what} is ${count}. Write a whole number from ${least}.`));
}

/** 0 stands for no limit. */
function bandwidth(given: number | string | undefined): Sentence {
  const text = String(given);
  if (given === undefined || Quantity.parse(text)?.isZero()) return undefined;
  return byteSize('configuration.migrations.bandwidthPerMigration', text);
}

function patches(given: readonly CustomizeComponentsPatch[]): Sentence[] {
  return given.map((patch) => (isJson(patch.patch) ? undefined : `customizeComponents.patches of ${patch.resourceType} ${patch.resourceName}: patch ${JSON.stringify(patch.patch)} is no JSON, and KubeVirt takes no other form, whatever its type. Write it as JSON.`));
}

function overheadRatio(ratio: string | undefined): Sentence {
  if (ratio === undefined || (/^\d+(\.\d*)?$/.test(ratio) && Number(ratio) >= 1)) return undefined;
  return `additionalGuestMemoryOverheadRatio is "${ratio}", which KubeVirt refuses: it only takes numbers from 1. Write "1.0" or more, such as "1.2".`;
}

function seccomp(given: KubeVirtConfiguration['seccompConfiguration']): Sentence[] {
  const profile = given?.virtualMachineInstanceProfile;
  if (profile === undefined) return [];
  if (profile.customProfile === undefined) return ['configuration.seccompConfiguration.virtualMachineInstanceProfile has no customProfile, which KubeVirt refuses. Write customProfile with runtimeDefaultProfile or localhostProfile.'];
  const { localhostProfile, runtimeDefaultProfile } = profile.customProfile;
  return [localhostProfile !== undefined && runtimeDefaultProfile === true ? 'configuration.seccompConfiguration has both localhostProfile and runtimeDefaultProfile, which KubeVirt refuses. Keep one.' : undefined];
}

/** KubeVirt v1.9.0 pkg/virt-operator/util/config.go, GetSynchronizationPort: what is no number falls back to 9185 with a line in the log. */
function port(value: string | undefined): Sentence {
  const number = Number(value);
  if (value === undefined || (/^\d+$/.test(value) && number > 0 && number < 65536)) return undefined;
  return `synchronizationPort is "${value}", which is no port, so KubeVirt would use 9185. Write a number from 1 to 65535, as a text.`;
}
