import type { CertificateLifetime, ImagePullPolicy, UninstallStrategy } from '../kubevirt/kubevirt-config';
import type { ComponentPlacement, ContainerResources } from '../operators/operator-options';

/** How a disk is cloned. */
export enum CloneStrategy {
  /** A pod copies it byte by byte, which every storage can do. */
  COPY = 'copy',
  /** The storage makes a snapshot, and a disk of that. */
  SNAPSHOT = 'snapshot',
  /** The CSI driver clones the volume. */
  CSI_CLONE = 'csi-clone',
}

/** The lifetimes of the certificates that CDI signs for its own components. */
export interface CdiCertificates {
  /**
   * The certificate authority.
   * @default - 48 hours, upstream's
   */
  readonly ca?: CertificateLifetime;
  /**
   * The servers' certificates.
   * @default - 24 hours, upstream's
   */
  readonly server?: CertificateLifetime;
  /**
   * The clients' certificates.
   * @default - 24 hours, upstream's
   */
  readonly client?: CertificateLifetime;
}

/** The proxy that imports go through. */
export interface CdiImportProxy {
  /**
   * For `http://` sources, as a URL. Credentials in it would stand in the manifest.
   * @default - none
   */
  readonly http?: string;
  /**
   * For `https://` sources, as a URL.
   * @default - none
   */
  readonly https?: string;
  /**
   * Hosts, domains and CIDRs that are reached directly.
   * @default - none
   */
  readonly noProxy?: string[];
  /**
   * A ConfigMap in CDI's namespace with the certificate authority of the proxy.
   * @default - none
   */
  readonly trustedCaConfigMap?: string;
}

/** The CDI custom resource, in what is set most often. `overrides.cdi` of the cluster reaches all the rest. */
export interface CdiConfig {
  /**
   * What removing the CDI custom resource does while there are DataVolumes.
   * @default UninstallStrategy.BLOCK_UNINSTALL_IF_WORKLOADS_EXIST - upstream's deletes every DataVolume, and its disk
   * with it
   */
  readonly uninstallStrategy?: UninstallStrategy;
  /**
   * Whether disks of a storage class with WaitForFirstConsumer wait for their machine's node before they are filled.
   * @default true - as upstream's custom resource has it; a disk that is bound earlier may be out of its machine's
   * reach
   */
  readonly honorWaitForFirstConsumer?: boolean;
  /**
   * Whether a DataVolume may take over a claim of its name that is there already, as after a restore from a backup.
   * @default false - upstream's
   */
  readonly claimAdoption?: boolean;
  /**
   * Whether CDI fills in size, access and volume mode of plain claims with the label
   * `cdi.kubevirt.io/applyStorageProfile`.
   * @default true - as upstream's custom resource has it
   */
  readonly webhookPvcRendering?: boolean;
  /**
   * Requests and limits of the pods that import, clone and upload, in tenants' namespaces. What is given is laid over
   * the default.
   * @default - requests of 100m and 60M, limits of 750m and 600M: CDI's own figures, written down, so that a quota can
   * count on them
   */
  readonly podResources?: ContainerResources;
  /**
   * The storage class for the space that an import unpacks in.
   * @default - that of the disk
   */
  readonly scratchSpaceStorageClass?: string;
  /**
   * The part of a disk that its file system takes, from "0" to "1", with at most three decimals.
   * @default - "0.06", upstream's
   */
  readonly filesystemOverhead?: string;
  /**
   * The same by storage class.
   * @default - none
   */
  readonly filesystemOverheadByStorageClass?: { [storageClass: string]: string };
  /**
   * Whether disks are allocated as a whole before they are filled.
   * @default false - upstream's
   */
  readonly preallocation?: boolean;
  /**
   * How disks are cloned, whatever their StorageProfile says.
   * @default - as the StorageProfile says
   */
  readonly cloneStrategy?: CloneStrategy;
  /**
   * Registries, as `host:port`, that are reached without TLS or without a trusted certificate.
   * @default - none
   */
  readonly insecureRegistries?: string[];
  /**
   * The proxy that imports go through.
   * @default - none
   */
  readonly importProxy?: CdiImportProxy;
  /**
   * The host, and port if need be, under which clients reach the upload proxy.
   * @default - taken from an Ingress or Route when there is one
   */
  readonly uploadProxyUrl?: string;
  /**
   * How many cdi-deployment pods run.
   * @default - 1, upstream's
   */
  readonly deploymentReplicas?: number;
  /**
   * How many cdi-apiserver pods run.
   * @default - 1, upstream's
   */
  readonly apiServerReplicas?: number;
  /**
   * How many cdi-uploadproxy pods run.
   * @default - 1, upstream's
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
   * @default ImagePullPolicy.IF_NOT_PRESENT - upstream's
   */
  readonly imagePullPolicy?: ImagePullPolicy;
  /**
   * The lifetimes of CDI's own certificates.
   * @default - upstream's
   */
  readonly certificates?: CdiCertificates;
}
