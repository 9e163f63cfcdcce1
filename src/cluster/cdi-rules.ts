import { CDI_GATES, renderingIsField } from './cdi-spec';
import { duration } from './certificate-rules';
import { UninstallStrategy } from './kubevirt-config';
import { placementProblems } from './node-placement';
import type { ContainerResources } from './operator-options';
import { containerResources } from './operator-rules';
import type { CDISpec } from '../../imports/cdi.kubevirt.io';
import type { CdiRelease } from '../releases/release';
import { goSeconds } from '../toolkit/go-duration';
import { didYouMean } from '../toolkit/nearest';
import type { Sentence } from '../toolkit/problems';

/** What CDI refuses in the spec of its custom resource, or would silently not do, beyond what the CRD's schema says. */
export function cdiSpecProblems(spec: CDISpec, release: CdiRelease): Sentence[] {
  const config = spec.config ?? {};
  return [
    ...(config.featureGates ?? []).map((gate) => cdiGate(gate, release)),
    ...containerResources('config.podResourceRequirements', asTexts(config.podResourceRequirements)),
    quotaReady(asTexts(config.podResourceRequirements)),
    ...certificates(spec),
    ...replicas(spec),
    ...placementProblems('infra', spec.infra),
    ...placementProblems('workload', spec.workload),
    ...[['HTTPProxy', config.importProxy?.HTTPProxy], ['HTTPSProxy', config.importProxy?.HTTPSProxy]].map(([field, url]) => proxy(`config.importProxy.${field}`, url)),
    ...(config.insecureRegistries ?? []).map(insecureRegistry),
    // CDI v1.62.0 release notes: the time to live of finished DataVolumes was removed; the field is read by nothing.
    config.dataVolumeTTLSeconds === undefined ? undefined : `config.dataVolumeTTLSeconds is ${config.dataVolumeTTLSeconds}, which CDI has ignored since v1.62. Remove it.`,
  ];
}

/** What is allowed but has consequences that are easily overlooked. */
export function cdiSpecNotices(spec: CDISpec): string[] {
  return spec.uninstallStrategy === UninstallStrategy.REMOVE_WORKLOADS ? ['uninstallStrategy is "RemoveWorkloads": removing the CDI custom resource deletes every DataVolume of the cluster and the disk behind it.'] : [];
}

function cdiGate(gate: string, release: CdiRelease): Sentence {
  if (gate === 'WebhookPvcRendering' && renderingIsField(release)) return `config.featureGates names "${gate}", which is the field config.webhookPvcRendering in ${release}. Set cdiConfig.webhookPvcRendering instead.`;
  if (CDI_GATES.includes(gate)) return undefined;
  return `config.featureGates names "${gate}", which is no feature gate of CDI, so CDI would ignore it without a word.${didYouMean(gate, CDI_GATES)} Known are ${CDI_GATES.join(', ')}.`;
}

/** A ResourceQuota on requests or limits turns away pods that lack them (Kubernetes v1.34 plugin/pkg/admission/resourcequota). */
function quotaReady(resources: ContainerResources): Sentence {
  const missing = (['requests', 'limits'] as const).flatMap((kind) => ['cpu', 'memory'].filter((name) => resources[kind]?.[name] === undefined).map((name) => `${kind}.${name}`));
  return missing.length === 0 ? undefined : `config.podResourceRequirements lacks ${missing.join(', ')}, so imports fall back to figures that no quota here counts on. Write all four.`;
}

interface Amounts {
  readonly [name: string]: number | string;
}

function asTexts(resources: { readonly requests?: Amounts; readonly limits?: Amounts } | undefined): ContainerResources {
  const each = (amounts: Amounts = {}) => Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, String(amount)]));
  return { requests: each(resources?.requests), limits: each(resources?.limits) };
}

/** CDI v1.65.0 pkg/operator/api.go, GetCertConfigWithDefaults: a part without both figures is ignored as a whole. */
function certificates(spec: CDISpec): Sentence[] {
  return (['ca', 'server', 'client'] as const).flatMap((name) => {
    const given = spec.certConfig?.[name];
    if (given === undefined) return [];
    if (given.duration === undefined || given.renewBefore === undefined) return [`certConfig.${name} has only one of duration and renewBefore, so CDI would ignore it. Write both.`];
    const [whole, before] = [goSeconds(given.duration), goSeconds(given.renewBefore)];
    const tooEarly = whole !== undefined && before !== undefined && before >= whole;
    return [
      duration(`certConfig.${name}.duration`, given.duration),
      duration(`certConfig.${name}.renewBefore`, given.renewBefore),
      tooEarly ? `certConfig.${name}.renewBefore "${given.renewBefore}" is not less than the duration "${given.duration}", so the certificate would be renewed all the time. Write less.` : undefined,
    ];
  });
}

function replicas(spec: CDISpec): Sentence[] {
  return (['deploymentReplicas', 'apiServerReplicas', 'uploadProxyReplicas'] as const).map((name) => {
    const count = spec.infra?.[name];
    return count === undefined || (Number.isInteger(count) && count > 0) ? undefined : `infra.${name} is ${count}. Write a whole number from 1.`;
  });
}

function proxy(what: string, url: string | undefined): Sentence {
  if (url === undefined) return undefined;
  if (!/^https?:\/\/[^/\s]+/.test(url)) return `${what} "${url}" is no URL of a proxy. Write one such as "http://proxy.example:3128".`;
  if (/^https?:\/\/[^/@]*:[^/@]*@/.test(url)) return `${what} holds a password, which would stand in the manifest for everyone to read. Use a proxy that lets the cluster in without one.`;
  return undefined;
}

function insecureRegistry(value: string): Sentence {
  return /^[\w.-]+(:\d+)?$/.test(value) ? undefined : `config.insecureRegistries holds "${value}", which CDI compares with a host. Write "host" or "host:port", without scheme and path.`;
}
