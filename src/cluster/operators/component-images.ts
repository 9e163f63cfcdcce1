/**
 * Images of KubeVirt's components. Each is either the digest of the default image (`sha256:` and 64 hexadecimal
 * digits), or a whole reference, such as `registry.example/kubevirt/virt-api@sha256:…`, to which no registry mirror
 * applies.
 *
 * KubeVirt pulls images that are not given from the registry of the operator's image, by the tag of the release
 * (KubeVirt pkg/virt-operator/util/config.go, getConfig).
 */
export interface KubeVirtImages {
  /**
   * virt-operator. Give either a tag or a digest, not both: KubeVirt would use the operator's digest for its
   * components.
   * @default - the release's image
   */
  readonly operator?: string;
  /**
   * virt-api.
   * @default - from the operator's registry
   */
  readonly api?: string;
  /**
   * virt-controller.
   * @default - from the operator's registry
   */
  readonly controller?: string;
  /**
   * virt-handler.
   * @default - from the operator's registry
   */
  readonly handler?: string;
  /**
   * virt-launcher, which runs every machine. Changing it makes every running machine outdated.
   * @default - from the operator's registry
   */
  readonly launcher?: string;
  /**
   * virt-exportproxy.
   * @default - from the operator's registry
   */
  readonly exportProxy?: string;
  /**
   * virt-exportserver.
   * @default - from the operator's registry
   */
  readonly exportServer?: string;
  /**
   * virt-synchronization-controller, for migration between clusters.
   * @default - from the operator's registry
   */
  readonly synchronizationController?: string;
  /**
   * virt-template-apiserver, from v1.8.
   * @default - from the operator's registry, by a tag of its own
   */
  readonly templateApiserver?: string;
  /**
   * virt-template-controller, from v1.8.
   * @default - from the operator's registry, by a tag of its own
   */
  readonly templateController?: string;
  /**
   * libguestfs-tools, which `virtctl guestfs` runs.
   * @default - from the operator's registry
   */
  readonly libguestfs?: string;
  /**
   * pr-helper, for SCSI persistent reservations.
   * @default - from the operator's registry
   */
  readonly prHelper?: string;
  /**
   * sidecar-shim, for hook sidecars.
   * @default - from the operator's registry
   */
  readonly sidecarShim?: string;
}

/**
 * Images of CDI's components, in the forms that `KubeVirtImages` takes.
 */
export interface CdiImages {
  /**
   * cdi-operator.
   * @default - the release's image
   */
  readonly operator?: string;
  /**
   * cdi-controller.
   * @default - the release's image
   */
  readonly controller?: string;
  /**
   * cdi-importer, which runs in tenants' namespaces.
   * @default - the release's image
   */
  readonly importer?: string;
  /**
   * cdi-cloner, which runs in tenants' namespaces.
   * @default - the release's image
   */
  readonly cloner?: string;
  /**
   * The populator for oVirt.
   * @default - the importer's image, upstream's default
   */
  readonly ovirtPopulator?: string;
  /**
   * cdi-apiserver.
   * @default - the release's image
   */
  readonly apiserver?: string;
  /**
   * cdi-uploadserver, which runs in tenants' namespaces.
   * @default - the release's image
   */
  readonly uploadServer?: string;
  /**
   * cdi-uploadproxy.
   * @default - the release's image
   */
  readonly uploadProxy?: string;
}
