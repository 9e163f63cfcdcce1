import { dataVolumesOf, Found, secondaryName } from './data-volumes';
import { affinityOf, spreadOf } from './placement';
import type { Domain, VirtualMachineSpec, Volume } from '../../../imports/kubevirt.io';
import { IGNITION, ON_ROOT_COMPLEX } from '../../machines/user-data/ignition';
import type { ObjectMetadata } from '../../releases/facts';
import { defined, items } from '../../toolkit/shape';
import { textOf } from '../config-var';
import { DeploymentParts, mapIn, partsOf } from '../parts';
import type { ProviderNetwork } from '../provider-spec';

/** The volume of the root disk. */
export const BOOT_VOLUME = 'datavolumedisk';

/** The names of a machine, and what its maker finds out. */
export interface MadeMachine extends Found {
  /** The name of the Machine, and so of the VirtualMachine and its root disk. */
  readonly name: string;
  /** The Secret with its user data, whose name ends in a time. */
  readonly userDataSecret: string;
  /** The Ignition data of Flatcar. */
  readonly ignition?: string;
}

/** A VirtualMachine. */
export interface VirtualMachine {
  readonly apiVersion: 'kubevirt.io/v1';
  readonly kind: 'VirtualMachine';
  readonly metadata: ObjectMetadata;
  readonly spec: VirtualMachineSpec;
}

type Texts = { readonly [key: string]: string };

/**
 * The VirtualMachine that KubeVirt's provider makes of a MachineDeployment (machine-controller v1.66.2,
 * `pkg/cloudprovider/provider/kubevirt/provider.go: newVirtualMachine`). What it reads from a Secret is left out.
 */
export function providerMachine(
  deployment: { readonly metadata: ObjectMetadata; readonly spec?: unknown },
  made: MadeMachine,
): VirtualMachine {
  const parts = partsOf(deployment);
  const labels = labelsOf(parts, made.name, deployment.metadata.name);
  const { own, ofDisk } = annotationsOf(parts, made);
  const { instancetype, preference, dnsPolicy, dnsConfig, evictionStrategy } = parts.virtualMachine;
  const spec = {
    affinity: affinityOf(parts.cloud),
    dnsPolicy: textOf(dnsPolicy) || undefined,
    dnsConfig,
    domain: domainOf(parts, made.name),
    evictionStrategy: evictionStrategy || 'External',
    networks: [{ name: 'default', pod: {} }],
    terminationGracePeriodSeconds: 30,
    topologySpreadConstraints: spreadOf(parts.cloud, deployment.metadata.name),
    volumes: volumesOf(parts, made),
  };
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: defined({ name: made.name, namespace: made.namespace, labels }),
    spec: defined({
      runStrategy: subnetOf(parts) === undefined ? 'Once' : 'Always',
      instancetype,
      preference,
      template: { metadata: { annotations: own, labels }, spec: defined(spec) },
      dataVolumeTemplates: dataVolumesOf(parts.template, made.name, ofDisk, made),
    }),
  };
}

function labelsOf({ metadata, cloud, virtualMachine }: DeploymentParts, name: string, deployment: string): Texts {
  const { region, zone } = mapIn<{ readonly region: string; readonly zone: string }>(virtualMachine.location);
  const clusterName = textOf(cloud.clusterName) ?? '';
  return {
    ...mapIn<Texts>(metadata.labels) as Texts,
    ...(region && { 'topology.kubernetes.io/region': region }),
    ...(zone && { 'topology.kubernetes.io/zone': zone }),
    'kubevirt.io/vm': name,
    'md': deployment,
    'cluster.x-k8s.io/cluster-name': clusterName,
    'cluster.x-k8s.io/role': 'worker',
    'kubermatic.k8c.io/cluster-id': clusterName,
    'kubermatic.k8c.io/project-id': textOf(cloud.projectID) ?? '',
  };
}

interface Annotations {
  readonly own: Texts;
  readonly ofDisk: Texts;
}

/** The annotations of Machines go to the pod, and those of CDI to the root disk. */
function annotationsOf(parts: DeploymentParts, { ignition }: MadeMachine): Annotations {
  const ofMachine = Object.entries(mapIn<Texts>(parts.metadata.annotations) as Texts);
  const isOfDisk = ([key]: [string, string]): boolean => key.startsWith('cdi.kubevirt.io');
  const subnet = subnetOf(parts);
  const isFlatcar = parts.config.operatingSystem === 'flatcar';
  const own = {
    ...(isFlatcar && { [IGNITION]: ignition ?? '', [ON_ROOT_COMPLEX]: 'true' }),
    'kubevirt.io/allow-pod-bridge-network-live-migration': 'true',
    'ovn.kubernetes.io/allow_live_migration': 'true',
    ...(subnet !== undefined && { 'ovn.kubernetes.io/logical_switch': subnet }),
    ...Object.fromEntries(ofMachine.filter((each) => !isOfDisk(each))),
  };
  return { own, ofDisk: Object.fromEntries(ofMachine.filter(isOfDisk)) };
}

/** The subnet of Kube-OVN that pins the machines' addresses, if they have one. */
function subnetOf({ virtualMachine }: DeploymentParts): string | undefined {
  const { vpc } = mapIn<ProviderNetwork>(virtualMachine.providerNetwork);
  const { subnet } = mapIn<ProviderNetwork['vpc']>(vpc);
  return mapIn<{ readonly name: string }>(subnet).name || undefined;
}

function domainOf({ virtualMachine, template }: DeploymentParts, name: string): Domain {
  const { cores } = mapIn<{ readonly cores: number }>(template.vcpus);
  const disks = [BOOT_VOLUME, 'cloudinitdisk', ...secondaryNames(template.secondaryDisks, name)];
  const multiQueue = virtualMachine.enableNetworkMultiQueue;
  return {
    ...(cores && { cpu: { cores } }),
    devices: {
      disks: disks.map((disk) => ({ name: disk, disk: { bus: 'virtio' } })),
      interfaces: [{ name: 'default', bridge: {} }],
      networkInterfaceMultiqueue: textOf(multiQueue) !== 'false',
    },
    resources: virtualMachine.instancetype ? {} : resourcesOf(template, !cores),
  };
}

/** Requests and limits are equal. Cores are no resources. */
function resourcesOf({ cpus, memory }: DeploymentParts['template'], withCpus: boolean): Domain['resources'] {
  const amounts = defined({ cpu: withCpus ? textOf(cpus) : undefined, memory: textOf(memory) }) as Texts;
  return { requests: amounts, limits: amounts };
}

function volumesOf({ template }: DeploymentParts, { name, userDataSecret }: MadeMachine): Volume[] {
  return [
    { name: BOOT_VOLUME, dataVolume: { name } },
    { name: 'cloudinitdisk', cloudInitNoCloud: { secretRef: { name: userDataSecret } } },
    ...secondaryNames(template.secondaryDisks, name).map((disk) => ({ name: disk, dataVolume: { name: disk } })),
  ];
}

function secondaryNames(disks: DeploymentParts['template']['secondaryDisks'], machine: string): string[] {
  return items(disks).map((_disk, index) => secondaryName(machine, index));
}
