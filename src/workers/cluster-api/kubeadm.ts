import type { KubeadmConfigSpec } from './specs';
import { DeepPartial, mergeDeep } from '../../toolkit/merge';
import { defined, unlessEmpty } from '../../toolkit/shape';
import type { WorkerTaint } from '../machine-deployment/options';

/** A file that is written to a node before kubeadm runs. */
export interface KubeadmFile {
  /** The absolute path on the node. */
  readonly path: string;
  /**
   * The content. It is readable in the cluster and in Git, so it must not contain secrets.
   * @default - that of the key of `secretName`
   */
  readonly content?: string;
  /**
   * The name of a Secret in the pool's namespace that holds the content.
   * @default - none; `content` is written
   */
  readonly secretName?: string;
  /**
   * The key within the Secret.
   * @default "value"
   */
  readonly secretKey?: string;
  /**
   * The permissions in octal, such as `0640`.
   * @default - those of kubeadm's bootstrap provider: 0644
   */
  readonly permissions?: string;
  /**
   * The owner, such as `root:root`.
   * @default - root
   */
  readonly owner?: string;
}

/** How nodes join their cluster with kubeadm: the common parts of a KubeadmConfigTemplate. */
export interface KubeadmJoin {
  /**
   * Labels of the nodes. The kubelet may set those of its own domains alone: `node.kubernetes.io/…`, and names without
   * `kubernetes.io`.
   * @default - none
   */
  readonly nodeLabels?: { [key: string]: string };
  /**
   * Taints that nodes have when they join.
   * @default [] - none
   */
  readonly taints?: WorkerTaint[];
  /**
   * Further arguments of the kubelet, without `--`. `cloud-provider: external` belongs here if KubeVirt's
   * cloud-controller-manager runs for the cluster.
   * @default - none
   */
  readonly kubeletExtraArgs?: { [key: string]: string };
  /**
   * The socket of the container runtime, such as `unix:///run/containerd/containerd.sock`.
   * @default - what kubeadm finds
   */
  readonly criSocket?: string;
  /**
   * Commands that run before kubeadm.
   * @default [] - none
   */
  readonly preKubeadmCommands?: string[];
  /**
   * Commands that run after kubeadm.
   * @default [] - none
   */
  readonly postKubeadmCommands?: string[];
  /**
   * Files that are written before kubeadm runs.
   * @default [] - none
   */
  readonly files?: KubeadmFile[];
  /**
   * Whether the bootstrap data is Ignition, as Flatcar reads it, and not cloud-init.
   * @default false
   */
  readonly ignition?: boolean;
  /**
   * Overrides for parts of `spec.template.spec` of the KubeadmConfigTemplate that have no prop, merged over what the
   * props make. Objects are merged, lists and scalars replaced, `null` removes.
   * @default - none
   * @jsii ignore
   */
  readonly overrides?: DeepPartial<KubeadmConfigSpec>;
}

const USUAL_KEY = 'value';

/** What kubeadm does on a node, in the form of the API. The format is always written: the API takes no empty spec. */
export function kubeadmSpec(join: KubeadmJoin): KubeadmConfigSpec {
  const { criSocket, taints, preKubeadmCommands, postKubeadmCommands, files, ignition, overrides } = join;
  const kubeletExtraArgs = Object.entries(kubeletArgs(join)).map(([name, value]) => ({ name, value }));
  const nodeRegistration = unlessEmpty(defined({
    criSocket,
    kubeletExtraArgs: unlessEmpty(kubeletExtraArgs),
    taints: unlessEmpty(taints)?.map(({ key, value, effect }) => defined({ key, value, effect })),
  }));
  const spec: KubeadmConfigSpec = defined({
    format: ignition === true ? 'ignition' : 'cloud-config',
    files: unlessEmpty(files)?.map(fileOf),
    preKubeadmCommands: unlessEmpty(preKubeadmCommands),
    postKubeadmCommands: unlessEmpty(postKubeadmCommands),
    joinConfiguration: nodeRegistration && { nodeRegistration },
  });
  return mergeDeep<KubeadmConfigSpec>(spec, overrides);
}

function kubeletArgs({ nodeLabels, kubeletExtraArgs }: KubeadmJoin): { readonly [name: string]: string } {
  const labels = Object.entries(nodeLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  return { ...kubeletExtraArgs, ...(labels.length > 0 && { 'node-labels': labels.join(',') }) };
}

function fileOf({ path, content, secretName, secretKey = USUAL_KEY, permissions, owner }: KubeadmFile): object {
  const contentFrom = secretName === undefined ? undefined : { secret: { name: secretName, key: secretKey } };
  return defined({ path, content, contentFrom, permissions, owner });
}
