import { importOf } from './boot';
import { preferenceOf } from './machine';
import type { Place } from './place';
import { OPERATING_SYSTEM_PROFILE } from '../../../machine-controller/types';
import { defined, unlessEmpty } from '../../../toolkit/shape';
import { table } from '../../../toolkit/table';
import { MEMBER_LABEL } from '../../../workers/machine-deployment/deployment';
import { call, Code, construct, Props, Variable } from '../code';
import { listOf, Loose } from '../same/loose';

/**
 * The props that make a pool of nodes of a MachineDeployment, as far as there are typed props. No manifest names the
 * handler of evictions, so the program names none either, and its synthesis asks for one.
 * @param cluster the variable of the tenant's cluster
 */
export function deploymentProps({ metadata, spec }: Loose, place: Place, cluster: Variable): Props {
  const { template: { metadata: { labels = {}, annotations } = {} as Loose, spec: machine } } = spec;
  const { cloudProviderSpec: cloud } = machine.providerSpec.value;
  const { virtualMachine = {} as Loose } = cloud;
  const { template = {} as Loose, evictionStrategy = 'External', dnsPolicy, dnsConfig } = virtualMachine;
  const { primaryDisk = {} as Loose, secondaryDisks } = template;
  // machine-controller writes the label itself
  const { [MEMBER_LABEL]: _member, ...others } = labels;
  return defined<Props>({
    replicas: spec.replicas,
    size: sizeOf(virtualMachine),
    preference: preferenceOf(virtualMachine.preference),
    boot: bootOf(primaryDisk),
    bootDisk: {
      storageClassName: primaryDisk.storageClassName,
      accessModes: primaryDisk.storageAccessType && [primaryDisk.storageAccessType],
    },
    extraDisks: listOf(secondaryDisks).map(({ size, storageClassName }, index) => (
      { name: `disk-${index + 1}`, capacity: size, storageClassName })),
    networkInterfaceMultiqueue: virtualMachine.enableNetworkMultiQueue,
    dns: unlessEmpty(defined({ policy: dnsPolicy, ...dnsConfig })),
    evictionStrategy,
    scheduling: schedulingOf(cloud, place),
    labels: others,
    annotations,
    backend: call('PoolBackend.machineDeployment', optionsOf({ metadata, spec }, cluster)),
  });
}

function optionsOf({ metadata, spec }: Loose, cluster: Variable): Props {
  const { template: { spec: machine }, strategy } = spec;
  const { value } = machine.providerSpec;
  const { virtualMachine: { providerNetwork, location, template } = {} as Loose, ...cloud } = value.cloudProviderSpec;
  return defined<Props>({
    cluster,
    operatingSystem: systemOf(value),
    kubelet: machine.versions?.kubelet,
    kubeconfig: kubeconfigOf(cloud.auth?.kubeconfig),
    sshPublicKeys: value.sshPublicKeys,
    taints: machine.taints,
    nodeLabels: machine.metadata?.labels,
    nodeAnnotations: machine.metadata?.annotations,
    profile: metadata.annotations?.[OPERATING_SYSTEM_PROFILE],
    maxSurge: strategy?.rollingUpdate?.maxSurge,
    maxUnavailable: strategy?.rollingUpdate?.maxUnavailable,
    paused: spec.paused,
    minReadySeconds: spec.minReadySeconds,
    revisionHistoryLimit: spec.revisionHistoryLimit,
    location,
    providerNetwork: providerNetwork && defined({
      vpc: providerNetwork.vpc?.name, subnet: providerNetwork.vpc?.subnet?.name,
    }),
    storageTarget: template?.primaryDisk?.storageTarget,
    projectId: cloud.projectID,
  });
}

function sizeOf({ instancetype, template = {} }: Loose): Code {
  if (instancetype !== undefined) {
    const { kind, name } = instancetype;
    const isLocal = kind === 'VirtualMachineInstancetype';
    return call(isLocal ? 'MachineSize.instancetype' : 'MachineSize.clusterInstancetype', name);
  }
  const { cpus, vcpus, memory } = template;
  if (vcpus !== undefined) return call('MachineSize.of', { cores: vcpus.cores, memory });
  return call('MachineSize.of', { cores: Number(cpus), memory, guaranteed: true });
}

function bootOf({ source, osImage, size, pullMethod, extraHeaders, dataVolumeSecretRef: secretRef }: Loose): Code {
  const [namespace, name] = String(osImage).split('/');
  const read = importOf({
    http: source === 'http' ? defined({ url: osImage, secretRef, extraHeaders }) : undefined,
    registry: source === 'registry' ? defined({ url: osImage, pullMethod }) : undefined,
    pvc: source === 'pvc' ? { namespace, name } : undefined,
  });
  return read && call('Boot.imported', read, { capacity: size });
}

function schedulingOf(cloud: Loose, { tenant, id }: Place): Code {
  const props = unlessEmpty(defined({
    nodeAffinityPreset: cloud.affinity?.nodeAffinityPreset,
    topologySpread: cloud.topologySpreadConstraints && listOf(cloud.topologySpreadConstraints)
      .map(({ maxSkew, ...spread }) => ({ ...spread, maxSkew: Number(maxSkew) })),
  }));
  return props && construct('SchedulingPolicy', tenant, `${id}-scheduling`, props as Props);
}

function kubeconfigOf(kubeconfig: Loose | undefined): Code {
  const { secretKeyRef, configMapKeyRef } = kubeconfig ?? {};
  const { name, namespace, key } = secretKeyRef ?? configMapKeyRef ?? {};
  if (name === undefined) return undefined;
  const from = secretKeyRef === undefined ? 'InfraKubeconfig.fromConfigMap' : 'InfraKubeconfig.fromSecret';
  return call(from, name, defined({ key, namespace }));
}

const SYSTEMS: { readonly [system: string]: string } = table({
  ubuntu: 'ubuntu', rockylinux: 'rockyLinux', rhel: 'rhel', flatcar: 'flatcar',
});

function systemOf({ operatingSystem, operatingSystemSpec }: Loose): Code {
  const method = SYSTEMS[operatingSystem];
  return method && call(`NodeOperatingSystem.${method}`, operatingSystemSpec);
}
