import type { ImagePullPolicy } from '../../machines/disks/image-pull-policy';
import type { CertificateLifetime, UninstallStrategy } from '../kubevirt/kubevirt-config';
import type { ComponentPlacement, ContainerResources } from '../operators/operator-options';

/** How a disk is cloned. */
export enum CloneStrategy {
  /** A pod copies the disk byte by byte, which works with every storage. */
  COPY = 'copy',
  /** The storage makes a snapshot, and a disk from it. */
  SNAPSHOT = 'snapshot',
  /** The CSI driver clones the volume. */
  CSI_CLONE = 'csi-clone',
}

/** The lifetimes of the certificates that CDI signs for its own components. */
export interface CdiCertificates {
  /**
   * The certificate authority.
   * @default - 48 hours, upstream's default
   */
  readonly ca?: CertificateLifetime;
  /**
   * The servers' certificates.
   * @default - 24 hours, upstream's default
   */
  readonly server?: CertificateLifetime;
  /**
   * The clients' certificates.
   * @default - 24 hours, upstream's default
   */
  readonly client?: CertificateLifetime;
}

/** The proxy that imports go through. */
export interface CdiImportProxy {
  /**
   * For `http://` sources, as a URL. Do not put credentials into it: they would be readable in the manifest.
   * @default - none
   */
  readonly http?: string;
  /**
   * For `https://` sources, as a URL.
   * @default - none
   */
  readonly https?: string;
  /**
   * Hosts, domains and CIDRs that are reached without the proxy.
   * @default - none
   */
  readonly noProxy?: string[];
  /**
   * The name of a ConfigMap in CDI's namespace with the proxy's certificate authority.
   * @default - none
   */
  readonly trustedCaConfigMap?: string;
}

/** The most used settings of the CDI custom resource. Use the cluster's `overrides.cdi` for all others. */
export interface CdiConfig {
  /**
   * What happens on removal of the CDI custom resource while there are DataVolumes.
   * @default UninstallStrategy.BLOCK_UNINSTALL_IF_WORKLOADS_EXIST - upstream's default deletes every DataVolume and its
   * disk
   */
  readonly uninstallStrategy?: UninstallStrategy;
  /**
   * Whether disks of a storage class with WaitForFirstConsumer are filled only after their machine has a node.
   * @default true - as in upstream's custom resource; a disk that is bound earlier may be unreachable for its machine
   */
  readonly honorWaitForFirstConsumer?: boolean;
  /**
   * Whether a DataVolume may adopt an existing claim of the same name, as after a restore from a backup.
   * @default false - upstream's default
   */
  readonly claimAdoption?: boolean;
  /**
   * Whether CDI fills in size, access modes and volume mode of plain claims with the label
   * `cdi.kubevirt.io/applyStorageProfile`.
   * @default true - as in upstream's custom resource
   */
  readonly webhookPvcRendering?: boolean;
  /**
   * Requests and limits of the pods that import, clone and upload, in tenants' namespaces. Given values are merged over
   * the default.
   * @default - requests of 100m and 60M, limits of 750m and 600M: CDI's own values, written out so that a quota can
   * count on them
   */
  readonly podResources?: ContainerResources;
  /**
   * The storage class for the scratch space that an import unpacks in.
   * @default - that of the disk
   */
  readonly scratchSpaceStorageClass?: string;
  /**
   * The part of a disk that its file system uses, from "0" to "1", with at most three decimals.
   * @default - "0.06", upstream's default
   */
  readonly filesystemOverhead?: string;
  /**
   * The file system overhead by storage class.
   * @default - none
   */
  readonly filesystemOverheadByStorageClass?: { [storageClass: string]: string };
  /**
   * Whether disks are fully allocated before they are filled.
   * @default false - upstream's default
   */
  readonly preallocation?: boolean;
  /**
   * How disks are cloned, regardless of their StorageProfile.
   * @default - as the StorageProfile says
   */
  readonly cloneStrategy?: CloneStrategy;
  /**
   * Registries, as `host:port`, that are used without TLS or without a trusted certificate.
   * @default - none
   */
  readonly insecureRegistries?: string[];
  /**
   * The proxy that imports go through.
   * @default - none
   */
  readonly importProxy?: CdiImportProxy;
  /**
   * The host, with a port if needed, at which clients reach the upload proxy.
   * @default - taken from an Ingress or Route if there is one
   */
  readonly uploadProxyUrl?: string;
  /**
   * How many cdi-deployment pods run.
   * @default - 1, upstream's default
   */
  readonly deploymentReplicas?: number;
  /**
   * How many cdi-apiserver pods run.
   * @default - 1, upstream's default
   */
  readonly apiServerReplicas?: number;
  /**
   * How many cdi-uploadproxy pods run.
   * @default - 1, upstream's default
   */
  readonly uploadProxyReplicas?: number;
  /**
   * The nodes of CDI's own pods.
   * @default - all Linux nodes
   */
  readonly infraPlacement?: ComponentPlacement;
  /**
   * The nodes of the pods that import, clone and upload.
   * @default - all Linux nodes
   */
  readonly workloadPlacement?: ComponentPlacement;
  /**
   * When the images of CDI's components are pulled.
   * @default ImagePullPolicy.IF_NOT_PRESENT - upstream's default
   */
  readonly imagePullPolicy?: ImagePullPolicy;
  /**
   * The lifetimes of CDI's own certificates.
   * @default - upstream's defaults
   */
  readonly certificates?: CdiCertificates;
}
