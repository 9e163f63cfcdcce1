import { placementProblems } from './node-placement';
import type { CertificateRotateStrategy, CustomizeComponentsPatch, KubeVirtConfiguration, KubeVirtSpec, TlsConfiguration } from '../../imports/kubevirt.io';
import { goSeconds } from '../validation/go-duration';
import { didYouMean } from '../validation/nearest';
import type { Sentence } from '../validation/problems';
import { byteSize, Quantity } from '../validation/quantity';

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
    ...durations(spec),
    port(spec.synchronizationPort),
  ];
}

/** What is allowed but has consequences that are easily overlooked. */
export function kubevirtSpecNotices(spec: KubeVirtSpec, version: string): string[] {
  const notices: Sentence[] = [
    spec.workloadUpdateStrategy?.workloadUpdateMethods?.includes('Evict')
      // KubeVirt v1.9.0 pkg/virt-controller/watch/workload-updater/workload-updater.go.
      ? 'workloadUpdateMethods holds "Evict": machines that cannot be moved are shut down after every upgrade, and when cores or memory are added to their spec. Remove it unless all machines may be stopped at any time.'
      : undefined,
    // KubeVirt v1.9.0 pkg/virt-operator/util/config.go, GetTargetConfigFromKV.
    spec.imageTag !== undefined && spec.imageTag !== '' && spec.imageTag !== version
      ? `imageTag "${spec.imageTag}" makes the operator install other components than those of ${version}, whose rights and CRDs it has. Choose that release instead.`
      : undefined,
    // KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go: the eviction is refused and only marked on the machine.
    spec.configuration?.evictionStrategy === 'External'
      ? 'configuration.evictionStrategy is "External": a drain waits for ever unless a controller of your own moves every machine away. Set it on the machines that have such a controller instead.' : undefined,
    spec.uninstallStrategy === 'RemoveWorkloads' ? 'uninstallStrategy is "RemoveWorkloads": removing the KubeVirt custom resource deletes every machine of the cluster.' : undefined,
    spec.configuration?.architectureConfiguration?.ppc64le !== undefined
      ? 'configuration.architectureConfiguration.ppc64le is no longer supported by KubeVirt. Remove it.' : undefined,
  ];
  return notices.filter((sentence) => sentence !== undefined);
}

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];

/** Closed sets that the CRD does not close: KubeVirt api v1.9.0 core/v1/types.go. */
function values(spec: KubeVirtSpec, configuration: KubeVirtConfiguration): Sentence[] {
  return [
    oneOf('uninstallStrategy', spec.uninstallStrategy, ['', 'RemoveWorkloads', 'BlockUninstallIfWorkloadsExist']),
    oneOf('imagePullPolicy', spec.imagePullPolicy, PULL_POLICIES),
    oneOf('configuration.imagePullPolicy', configuration.imagePullPolicy, PULL_POLICIES),
    oneOf('configuration.evictionStrategy', configuration.evictionStrategy, ['None', 'LiveMigrate', 'LiveMigrateIfPossible', 'External']),
    oneOf('configuration.network.defaultNetworkInterface', configuration.network?.defaultNetworkInterface, ['bridge', 'masquerade']),
    ...(spec.workloadUpdateStrategy?.workloadUpdateMethods ?? []).map((method) => oneOf('workloadUpdateStrategy.workloadUpdateMethods', method, ['LiveMigrate', 'Evict'])),
    ...(spec.customizeComponents?.patches ?? []).map((patch) => oneOf(`customizeComponents.patches of ${patch.resourceName}: type`, patch.type, ['json', 'merge', 'strategic'])),
  ];
}

/** A sentence when a value is none of a closed set. */
export function oneOf(what: string, value: string | undefined, allowed: readonly string[]): Sentence {
  if (value === undefined || allowed.includes(value)) return undefined;
  return `${what} is "${value}", which means nothing here.${didYouMean(value, allowed)} Write one of ${allowed.filter((each) => each !== '').join(', ')}.`;
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

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function overheadRatio(ratio: string | undefined): Sentence {
  if (ratio === undefined || (/^\d+(\.\d*)?$/.test(ratio) && Number(ratio) >= 1)) return undefined;
  return `additionalGuestMemoryOverheadRatio is "${ratio}", which KubeVirt refuses: it only takes numbers from 1. Write "1.0" or more, such as "1.2".`;
}

// KubeVirt v1.9.0 pkg/virt-operator/resource/apply/certificates.go: what holds where a duration is not given.
const CA_SECONDS = 7 * 24 * 3600;
const SERVER_SECONDS = 24 * 3600;

function certificates(strategy: CertificateRotateStrategy | undefined): Sentence[] {
  const given = strategy?.selfSigned;
  if (given === undefined) return [];
  const old = given.caRotateInterval !== undefined || given.caOverlapInterval !== undefined || given.certRotateInterval !== undefined;
  if (old && (given.ca !== undefined || given.server !== undefined)) return ['certificateRotateStrategy.selfSigned has both ca or server and the deprecated caRotateInterval, caOverlapInterval or certRotateInterval, which KubeVirt refuses. Keep ca and server.'];
  const ca = seconds(given.ca?.duration ?? given.caRotateInterval, CA_SECONDS);
  const server = seconds(given.server?.duration ?? given.certRotateInterval, SERVER_SECONDS);
  if (ca === undefined || server === undefined) return [];
  return [
    renewal('ca', ca, seconds(given.ca?.renewBefore ?? given.caOverlapInterval, ca * 0.2)),
    renewal('server', server, seconds(given.server?.renewBefore, server * 0.2)),
    server > ca ? `certificateRotateStrategy.selfSigned.server.duration is ${server / 3600} hours, longer than the ${ca / 3600} hours of the authority that signs it. Shorten it, or lengthen ca.duration.` : undefined,
  ];
}

function seconds(text: string | undefined, otherwise: number): number | undefined {
  return text === undefined ? otherwise : goSeconds(text);
}

function renewal(what: string, whole: number, before: number | undefined): Sentence {
  if (before === undefined || before <= whole) return undefined;
  return `certificateRotateStrategy.selfSigned.${what}.renewBefore is ${before / 3600} hours, more than the ${whole / 3600} hours of the whole duration. Write less.`;
}

/** Kubernetes apimachinery v0.34 pkg/apis/meta/v1/duration.go: what Go cannot read makes the whole object unreadable to the operator. */
function durations(spec: KubeVirtSpec): Sentence[] {
  const given = spec.certificateRotateStrategy?.selfSigned;
  const fields: [string, string | undefined][] = [
    ['workloadUpdateStrategy.batchEvictionInterval', spec.workloadUpdateStrategy?.batchEvictionInterval],
    ['certificateRotateStrategy.selfSigned.ca.duration', given?.ca?.duration],
    ['certificateRotateStrategy.selfSigned.ca.renewBefore', given?.ca?.renewBefore],
    ['certificateRotateStrategy.selfSigned.server.duration', given?.server?.duration],
    ['certificateRotateStrategy.selfSigned.server.renewBefore', given?.server?.renewBefore],
    ['certificateRotateStrategy.selfSigned.caRotateInterval', given?.caRotateInterval],
    ['certificateRotateStrategy.selfSigned.caOverlapInterval', given?.caOverlapInterval],
    ['certificateRotateStrategy.selfSigned.certRotateInterval', given?.certRotateInterval],
  ];
  return fields.map(([what, text]) => duration(what, text));
}

/** Checks a duration in Go's form. */
export function duration(what: string, text: string | undefined): Sentence {
  const length = text === undefined ? 1 : goSeconds(text);
  if (length === undefined) return `${what} "${text}" is no duration that Go can read. Write numbers with units from hours down, such as "48h" or "1h30m".`;
  return length > 0 ? undefined : `${what} "${text}" must be more than nothing. Write a duration such as "24h".`;
}

// Go 1.26 crypto/tls, CipherSuites and InsecureCipherSuites, all of which pkg/util/tls of KubeVirt v1.9.0 takes by name.
const CIPHERS = [
  'TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256',
  ...['ECDHE_ECDSA', 'ECDHE_RSA'].flatMap((exchange) => ['AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_CBC_SHA256', 'AES_128_GCM_SHA256', 'AES_256_GCM_SHA384', 'CHACHA20_POLY1305_SHA256', 'RC4_128_SHA'].map((cipher) => `TLS_${exchange}_WITH_${cipher}`)),
  'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA',
  ...['RC4_128_SHA', '3DES_EDE_CBC_SHA', 'AES_128_CBC_SHA', 'AES_256_CBC_SHA', 'AES_128_CBC_SHA256', 'AES_128_GCM_SHA256', 'AES_256_GCM_SHA384'].map((cipher) => `TLS_RSA_WITH_${cipher}`),
];

function tls(given: TlsConfiguration | undefined): Sentence[] {
  const ciphers = given?.ciphers ?? [];
  if (ciphers.length === 0) return [];
  const version = given?.minTLSVersion;
  if (version === undefined || version === 'VersionTLS13') return [`configuration.tlsConfiguration.ciphers is given, but KubeVirt takes ciphers only with a minTLSVersion below VersionTLS13 (it is ${version ?? 'not set'}). Set minTLSVersion: VersionTLS12, or leave the ciphers out.`];
  return ciphers.map((cipher) => (CIPHERS.includes(cipher) ? undefined : `configuration.tlsConfiguration.ciphers holds "${cipher}", which KubeVirt does not know.${didYouMean(cipher, CIPHERS)} Use the IANA name of a cipher suite.`));
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
