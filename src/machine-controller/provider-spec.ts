import type { ConfigVarBool, ConfigVarString } from './config-var';
import type { OperatingSystemSpec } from './operating-systems';
import type { DnsConfig, InstancetypeMatcher } from '../../imports/kubevirt.io';

/** `providerSpec.value`: what machine-controller decodes strictly (`sdk/providerconfig/types.go: Config`). */
export interface ProviderConfig {
  readonly cloudProvider: 'kubevirt';
  readonly cloudProviderSpec: CloudProviderSpec;
  /** A name of `OPERATING_SYSTEMS`. */
  readonly operatingSystem: string;
  readonly operatingSystemSpec?: OperatingSystemSpec;
  readonly sshPublicKeys?: readonly string[];
  readonly caPublicKey?: string;
  readonly network?: StaticNetwork;
  readonly overwriteCloudConfig?: string;
}

/** The static network of a machine; KubeVirt's provider reads only `ipFamily`. */
export interface StaticNetwork {
  readonly cidr?: string;
  readonly gateway?: string;
  readonly dns?: { readonly servers?: readonly string[] };
  readonly ipFamily?: string;
}

/** What KubeVirt's provider decodes strictly (`sdk/cloudprovider/kubevirt/types.go: RawConfig`). */
export interface CloudProviderSpec {
  /** The name of the tenant's cluster, as the cloud-controller-manager has it. */
  readonly clusterName?: ConfigVarString;
  readonly projectID?: ConfigVarString;
  readonly auth?: { readonly kubeconfig?: ConfigVarString };
  readonly virtualMachine?: ProviderMachineSpec;
  readonly affinity?: ProviderAffinity;
  readonly topologySpreadConstraints?: readonly ProviderSpread[];
}

/** `cloudProviderSpec.virtualMachine`. */
export interface ProviderMachineSpec {
  /** Of KKP 2.21; without effect since 2.22. */
  readonly flavor?: { readonly name?: ConfigVarString; readonly profile?: ConfigVarString };
  readonly instancetype?: InstancetypeMatcher;
  readonly preference?: InstancetypeMatcher;
  readonly template?: ProviderTemplate;
  readonly dnsPolicy?: ConfigVarString;
  readonly dnsConfig?: DnsConfig;
  readonly location?: { readonly region?: string; readonly zone?: string };
  readonly providerNetwork?: ProviderNetwork;
  /** Default: true. */
  readonly enableNetworkMultiQueue?: ConfigVarBool;
  /** `External`, the default, or `LiveMigrate`. */
  readonly evictionStrategy?: string;
}

/** The network of machines, which Kube-OVN makes. */
export interface ProviderNetwork {
  readonly name: string;
  readonly vpc: { readonly name: string; readonly subnet?: { readonly name: string } };
}

/** `virtualMachine.template`: size and disks. */
export interface ProviderTemplate {
  readonly vcpus?: { readonly cores?: number };
  /** A quantity, in place of `vcpus`. */
  readonly cpus?: ConfigVarString;
  readonly memory?: ConfigVarString;
  readonly primaryDisk?: PrimaryDisk;
  readonly secondaryDisks?: readonly ProviderDisk[];
}

/** A disk that machine-controller makes. */
export interface ProviderDisk {
  readonly size?: ConfigVarString;
  readonly storageClassName?: ConfigVarString;
  /** An access mode. Default: that of the StorageProfile, `ReadWriteMany` if it has it. */
  readonly storageAccessType?: ConfigVarString;
}

/** The disk that a machine boots from. */
export interface PrimaryDisk extends ProviderDisk {
  /** A URL, or the claim to clone as `namespace/name`. */
  readonly osImage?: ConfigVarString;
  /** `http`, `registry` or `pvc`. Default: what `osImage` looks like. */
  readonly source?: ConfigVarString;
  /** `node`, the default, or `pod`; only for registries. */
  readonly pullMethod?: ConfigVarString;
  /** `storage`, the default, or `pvc`. */
  readonly storageTarget?: ConfigVarString;
  /** The Secret of the infra cluster with the login of an HTTP server. */
  readonly dataVolumeSecretRef?: ConfigVarString;
  /** Headers of HTTP requests, in clear text. */
  readonly extraHeaders?: readonly string[];
  /** The Secret of the infra cluster whose entries machine-controller writes as headers, in clear text. */
  readonly extraHeadersSecretRef?: ConfigVarString;
}

/** `cloudProviderSpec.affinity`. */
export interface ProviderAffinity {
  /** Without effect since machine-controller 1.56. */
  readonly podAffinityPreset?: ConfigVarString;
  /** Without effect since machine-controller 1.56. */
  readonly podAntiAffinityPreset?: ConfigVarString;
  readonly nodeAffinityPreset?: {
    /** `soft`, `hard`, or empty for no affinity. */
    readonly type?: ConfigVarString;
    readonly key?: ConfigVarString;
    /** Without values, the node needs only the key. */
    readonly values?: readonly ConfigVarString[];
  };
}

/** How a MachineDeployment's machines are spread over nodes; a text even where a machine's spec has a number. */
export interface ProviderSpread {
  readonly maxSkew?: ConfigVarString;
  readonly topologyKey?: ConfigVarString;
  readonly whenUnsatisfiable?: ConfigVarString;
}
