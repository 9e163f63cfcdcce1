import { primaryDisk, secondaryDisk } from './boot-disk';
import type { MachineDeploymentOptions } from './options';
import { affinityOf, spreadsOf } from './scheduling';
import type { Annotations } from '../../layout/protection';
import type { CloudProviderSpec, ProviderMachineSpec, ProviderTemplate } from '../../machine-controller/provider-spec';
import type { MachineDeploymentSpec, MachineTemplate } from '../../machine-controller/types';
import { drainAnnotations } from '../../machines/launcher/local-volumes';
import { dnsOf } from '../../machines/networks/machine-dns';
import { EvictionStrategy } from '../../machines/strategies';
import { ON_ROOT_COMPLEX } from '../../machines/user-data/ignition';
import { STAND_IN } from '../../props/usable';
import { sizeText } from '../../toolkit/quantity';
import { defined, unlessEmpty } from '../../toolkit/shape';
import type { PoolParts, PoolProps } from '../pool-writer';

/** The label that machine-controller gives to the machines of a MachineDeployment. Its value is the pool's name. */
export const MEMBER_LABEL = 'md';

/** The spec of a pool's MachineDeployment before the options' overrides. */
export function deploymentSpec(options: MachineDeploymentOptions, pool: PoolParts): MachineDeploymentSpec {
  const { paused, minReadySeconds, revisionHistoryLimit, maxSurge = 1, maxUnavailable = 0 } = options;
  return defined({
    replicas: pool.replicas,
    paused,
    selector: { matchLabels: { [MEMBER_LABEL]: pool.name } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } },
    minReadySeconds,
    revisionHistoryLimit,
    template: templateOf(options, pool),
  });
}

function templateOf(options: MachineDeploymentOptions, pool: PoolParts): MachineTemplate {
  const { cluster, kubelet, nodeLabels, nodeAnnotations, operatingSystem, sshPublicKeys, taints } = options;
  const { labels, annotations, bootDisk, safeToEvictLocalVolumes } = pool.props;
  const flatcar: Annotations = operatingSystem?._name === 'flatcar' ? { [ON_ROOT_COMPLEX]: 'true' } : {};
  return {
    metadata: defined({
      labels: { ...labels, [MEMBER_LABEL]: pool.name },
      annotations: unlessEmpty({
        ...flatcar, ...drainAnnotations(safeToEvictLocalVolumes), ...bootDisk?.annotations, ...annotations,
      }),
    }),
    spec: defined({
      metadata: unlessEmpty(defined({ labels: unlessEmpty(nodeLabels), annotations: unlessEmpty(nodeAnnotations) })),
      taints: unlessEmpty(taints?.map(({ key, value, effect }) => defined({ key, value, effect }))),
      providerSpec: {
        value: {
          cloudProvider: 'kubevirt' as const,
          cloudProviderSpec: cloudProviderSpec(options, pool),
          operatingSystem: operatingSystem?._name ?? 'ubuntu',
          operatingSystemSpec: operatingSystem?._spec ?? {},
          sshPublicKeys: sshPublicKeys ?? [],
        },
      },
      versions: { kubelet: kubelet ?? cluster?.kubernetes ?? STAND_IN },
    }),
  };
}

function cloudProviderSpec(options: MachineDeploymentOptions, pool: PoolParts): CloudProviderSpec {
  const { cluster, kubeconfig, projectId } = options;
  const policy = pool.props.scheduling?._given ?? {};
  return defined({
    clusterName: cluster?.clusterId,
    projectID: projectId,
    auth: unlessEmpty(defined({ kubeconfig: kubeconfig?._reference })),
    virtualMachine: machineOf(options, pool),
    affinity: affinityOf(policy),
    topologySpreadConstraints: unlessEmpty(spreadsOf(policy)),
  });
}

/** The only kind of network that machine-controller knows. */
const KUBE_OVN = 'kubeovn';

function machineOf(options: MachineDeploymentOptions, pool: PoolParts): ProviderMachineSpec {
  const { props } = pool;
  const { location, providerNetwork } = options;
  const { region, zone } = location ?? {};
  return defined({
    instancetype: props.size._spec().instancetype,
    preference: props.preference?._matcher(),
    template: providerTemplate(options, pool),
    ...dnsOf(props.dns),
    location: unlessEmpty(defined({ region, zone })),
    providerNetwork: providerNetwork && {
      name: KUBE_OVN,
      vpc: defined({
        name: providerNetwork.vpc,
        subnet: providerNetwork.subnet === undefined ? undefined : { name: providerNetwork.subnet },
      }),
    },
    enableNetworkMultiQueue: props.networkInterfaceMultiqueue,
    evictionStrategy: evictionStrategyOf(props),
  });
}

/**
 * machine-controller knows two strategies. Someone must act on External, so it is written only if somebody is named.
 */
function evictionStrategyOf({ evictionStrategy, evictionHandler }: PoolProps): string {
  const usual = evictionHandler === undefined ? EvictionStrategy.LIVE_MIGRATE : EvictionStrategy.EXTERNAL;
  return evictionStrategy ?? usual;
}

function providerTemplate(options: MachineDeploymentOptions, pool: PoolParts): ProviderTemplate {
  const { props, tenant, namespace } = pool;
  const primary = primaryDisk(props, { cdi: tenant.cluster.cdi, namespace }, options);
  return defined({
    ...dimensionsOf(props),
    primaryDisk: primary,
    secondaryDisks: unlessEmpty(props.extraDisks?.map((disk) => secondaryDisk(disk, primary))),
  });
}

/** `cpus` are requests and limits; `vcpus` are cores, of which KubeVirt requests a part. */
function dimensionsOf({ size }: PoolProps): ProviderTemplate {
  const dimensions = size._dimensions;
  if (dimensions === undefined) return {};
  const { cores, memory, guaranteed } = dimensions;
  const cpu = guaranteed === true ? { cpus: String(cores) } : { vcpus: { cores } };
  return { ...cpu, memory: sizeText(memory) };
}
