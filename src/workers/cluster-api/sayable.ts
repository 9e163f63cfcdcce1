import { Fault, fault } from '../../findings/rule';
import type { PoolProps } from '../pool-writer';
import { Sayable, unsayable } from '../sayable';

const BY_BOOTSTRAP = {
  why: 'the provider gives each machine the user data of Cluster API\'s bootstrap, and a guest reads one only',
  remedy: 'Write it as part of the bootstrap, such as ClusterApiBootstrap.kubeadm({ files, preKubeadmCommands }).',
};

/** What a KubevirtMachineTemplate, with the MachineDeployment that names it, can say of a pool. */
const SAYABLE: Sayable<PoolProps> = {
  annotations: true,
  architecture: true,
  autoscale: true,
  boot: true,
  bootDisk: true,
  clock: true,
  cloudInit: BY_BOOTSTRAP,
  deviceClaims: true,
  devices: true,
  dns: true,
  evictionHandler: {
    why: 'the provider is the controller that acts',
    remedy: 'Leave it out.',
  },
  evictionStrategy: true,
  externallyScaled: true,
  extraDisks: true,
  features: true,
  firmware: true,
  gpus: true,
  guest: true,
  hostDevices: true,
  ignition: {
    why: 'the provider gives each machine the user data of Cluster API\'s bootstrap',
    remedy: 'Write ClusterApiBootstrap.kubeadm({ ignition: true }), whose data Flatcar reads from the machine\'s disk.',
  },
  image: true,
  interfaceModel: true,
  ioThreads: true,
  labels: true,
  launchSecurity: true,
  livenessProbe: true,
  machineType: true,
  name: true,
  networkInterfaceMultiqueue: true,
  networks: true,
  overrides: true,
  passwords: true,
  pluggedVolumes: true,
  podInterface: true,
  podNetwork: true,
  preference: true,
  readinessProbe: true,
  replicas: true,
  runStrategy: true,
  safeToEvictLocalVolumes: true,
  scheduling: true,
  size: true,
  sshKeys: true,
  stateless: true,
  subdomain: true,
  subdomainService: true,
  terminationGracePeriod: true,
  volumes: true,
};

/** What of a pool's props Cluster API cannot say. */
export function* lacksOf(props: PoolProps): Iterable<Fault> {
  yield* unsayable('MachineDeployment of Cluster API', SAYABLE, props);
  for (const part of ['cpu', 'memory', 'overrides'] as const) {
    if (props.autoscale?.[part] === undefined) continue;
    yield fault(`autoscale.${part}`, 'is given, which a MachineDeployment of Cluster API cannot say: the cluster '
      + 'autoscaler adds machines for pods that find no node', 'Leave it out.');
  }
}
