/** What can be said of every source that CDI reads by itself. */
export interface RefreshOptions {
  /**
   * When to look for a newer image: a cron expression of five fields such as `0 3 * * *`, in the time zone of
   * kube-controller-manager (as a rule UTC), or `@daily` and the like. CDI then keeps the image fresh by a
   * DataImportCron, which takes container registries and PersistentVolumeClaims only; for other sources it is an error.
   * @default - the image is imported once
   */
  readonly refresh?: string;
}

/** How to fetch an image over HTTP. */
export interface HttpSourceOptions extends RefreshOptions {
  /**
   * What the file's digest must be, as `sha256:<hex>`; md5, sha1 and sha512 are known too. The import fails when it
   * differs. CDI v1.65.0 and newer; an error on older ones.
   * @default - the file is not verified
   */
  readonly checksum?: string;
  /**
   * A ConfigMap in the image's namespace with the certificates (keys ending in `.crt` or `.pem`) that the server's
   * chain ends in.
   * @default - the public certificate authorities
   */
  readonly certConfigMap?: string;
  /**
   * A Secret in the image's namespace with `accessKeyId` and `secretKey`, sent as user name and password.
   * @default - no credentials
   */
  readonly secretRef?: string;
  /**
   * Headers that are sent with each request, as `Name: value`. They stand in Git as they are, so no secrets here.
   * @default [] - none
   */
  readonly extraHeaders?: string[];
  /**
   * Secrets in the image's namespace whose every value is one whole header, such as `Authorization: Bearer …`.
   * @default [] - none
   */
  readonly secretExtraHeaders?: string[];
  /**
   * Whether the server's certificate is left unverified, so that whoever sits on the way can put another image in its
   * place. CDI v1.66.0 and newer; an error on older ones.
   * @default false - it is verified
   */
  readonly insecureSkipVerify?: boolean;
}

/** Who pulls an image from a container registry. */
export enum RegistryPullMethod {
  /** CDI's importer pod, which stores no layers on the node. */
  POD = 'pod',
  /** The node's container runtime, with its own credentials, mirrors and cache. */
  NODE = 'node',
}

/** Which of a registry image's platforms is wanted. */
export interface RegistryPlatformOptions extends RefreshOptions {
  /**
   * The CPU architecture of a multi-platform image, such as `arm64`; with `RegistryPullMethod.NODE` the import also
   * runs on such a node.
   * @default - that of the node on which the import runs
   */
  readonly architecture?: string;
}

/** How to fetch an image from a container registry. */
export interface RegistrySourceOptions extends RegistryPlatformOptions {
  /**
   * Who pulls the image.
   * @default - CDI's own, RegistryPullMethod.POD
   */
  readonly pullMethod?: RegistryPullMethod;
  /**
   * A Secret with `accessKeyId` and `secretKey`, in the image's namespace, and in CDI's too when there is a schedule.
   * @default - no credentials
   */
  readonly secretRef?: string;
  /**
   * A ConfigMap with the registry's certificates, in the image's namespace, and in CDI's too when there is a schedule.
   * @default - the public certificate authorities
   */
  readonly certConfigMap?: string;
}

/** How to fetch an image from an S3 bucket. */
export interface S3SourceOptions extends RefreshOptions {
  /**
   * A Secret in the image's namespace with `accessKeyId` and `secretKey`.
   * @default - no credentials
   */
  readonly secretRef?: string;
  /**
   * A ConfigMap in the image's namespace with the certificates of the server.
   * @default - the public certificate authorities
   */
  readonly certConfigMap?: string;
}

/** How to fetch an image from a Google Cloud Storage bucket. */
export interface GcsSourceOptions extends RefreshOptions {
  /**
   * A Secret in the image's namespace with the service account's key in `credentials.json`.
   * @default - no credentials
   */
  readonly secretRef?: string;
}

/** Where a volume is that the image is cloned from. */
export interface VolumeSourceOptions extends RefreshOptions {
  /**
   * The namespace of the volume.
   * @default - the image's own namespace
   */
  readonly namespace?: string;
}
