import type { INamed } from '../toolkit/named';

/** Options of every source that CDI reads by itself. */
export interface RefreshOptions {
  /**
   * When to look for a newer image: a cron expression of five fields such as `0 3 * * *`, in the time zone of
   * kube-controller-manager (usually UTC), or `@daily` and the like. CDI then keeps the image fresh with a
   * DataImportCron, which supports container registries and PersistentVolumeClaims only; for other sources it is an
   * error.
   * @default - the image is imported once
   */
  readonly refresh?: string;
}

/** How to fetch an image over HTTP. */
export interface HttpSourceOptions extends RefreshOptions {
  /**
   * The expected digest of the file, as `sha256:<hex>`, or with md5, sha1 or sha512. The import fails if it
   * differs. Requires CDI v1.65.0 or newer; an error on older ones, and in `Boot.imported`.
   * @default - the file is not verified
   */
  readonly checksum?: string;
  /**
   * A ConfigMap in the image's namespace, or its name, with the certificate authorities of the server (keys ending in
   * `.crt` or `.pem`).
   * @default - the public certificate authorities
   */
  readonly certConfigMap?: string | INamed;
  /**
   * A Secret in the image's namespace, or its name, with `accessKeyId` and `secretKey`, sent as user name and password.
   * @default - no credentials
   */
  readonly secretRef?: string | INamed;
  /**
   * Headers that are sent with each request, as `Name: value`. They are readable in Git, so do not put secrets into
   * them.
   * @default [] - none
   */
  readonly extraHeaders?: string[];
  /**
   * Secrets in the image's namespace, or their names. Each value is one whole header, such as
   * `Authorization: Bearer …`.
   * @default [] - none
   */
  readonly secretExtraHeaders?: (string | INamed)[];
  /**
   * Whether to skip verification of the server's certificate. If so, an attacker on the network can replace the image.
   * Requires CDI v1.66.0 or newer; an error on older ones, and in `Boot.imported`.
   * @default false - it is verified
   */
  readonly insecureSkipVerify?: boolean;
}

/** Who pulls an image from a container registry. */
export enum RegistryPullMethod {
  /** CDI's importer pod. It stores no layers on the node. */
  POD = 'pod',
  /** The node's container runtime, with its own credentials, mirrors and cache. */
  NODE = 'node',
}

/** Options for the platform of a registry image. */
export interface RegistryPlatformOptions extends RefreshOptions {
  /**
   * The CPU architecture of a multi-platform image, such as `arm64`. With `RegistryPullMethod.NODE` the import also
   * runs on such a node.
   * @default - that of the node on which the import runs
   */
  readonly architecture?: string;
}

/** How to fetch an image from a container registry. */
export interface RegistrySourceOptions extends RegistryPlatformOptions {
  /**
   * Who pulls the image.
   * @default - CDI's default, RegistryPullMethod.POD
   */
  readonly pullMethod?: RegistryPullMethod;
  /**
   * A Secret, or its name, with `accessKeyId` and `secretKey` in the image's namespace, and with a schedule in CDI's
   * namespace too.
   * @default - no credentials
   */
  readonly secretRef?: string | INamed;
  /**
   * A ConfigMap, or its name, with the registry's certificates in the image's namespace, and with a schedule in CDI's
   * namespace too.
   * @default - the public certificate authorities
   */
  readonly certConfigMap?: string | INamed;
}

/** How to fetch an image from an S3 bucket. */
export interface S3SourceOptions extends RefreshOptions {
  /**
   * A Secret in the image's namespace, or its name, with `accessKeyId` and `secretKey`.
   * @default - no credentials
   */
  readonly secretRef?: string | INamed;
  /**
   * A ConfigMap in the image's namespace, or its name, with the server's certificates.
   * @default - the public certificate authorities
   */
  readonly certConfigMap?: string | INamed;
}

/** How to fetch an image from a Google Cloud Storage bucket. */
export interface GcsSourceOptions extends RefreshOptions {
  /**
   * A Secret in the image's namespace, or its name, with the service account's key in `credentials.json`.
   * @default - no credentials
   */
  readonly secretRef?: string | INamed;
}

/** Options for the volume that the image is cloned from. */
export interface VolumeSourceOptions extends RefreshOptions {
  /**
   * The namespace of the volume.
   * @default - the image's own namespace
   */
  readonly namespace?: string;
}
