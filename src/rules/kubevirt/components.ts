/** A component's image: the operator's environment variable for it, and the image's own name. */
export interface Component {
  readonly variable: string;
  readonly image: string;
  /** The first release that knows the variable. */
  readonly since?: string;
  /** The tag of its image in each release, if it is not the operator's. */
  readonly tags?: { readonly [release: string]: string };
  /** The feature gate without which nothing of it runs. */
  readonly gate?: string;
  /** The field below `spec.configuration` that turns it off although the gate is on. */
  readonly disabledBy?: 'virtTemplateDeployment';
  /** The field below `spec.configuration` that turns it on or off, whatever the gate says. */
  readonly decidedBy?: 'persistentReservationConfiguration';
}

// KubeVirt pkg/virt-operator/resource/generate/components/data/virt-template/install-virt-operator.yaml
const TEMPLATE = { 'v1.8.4': 'v0.1.8', 'v1.9.0': 'v0.2.2' };

const OF_TEMPLATES = { since: '1.8.0', tags: TEMPLATE, gate: 'Template', disabledBy: 'virtTemplateDeployment' } as const;

// KubeVirt v1.9.0 pkg/virt-operator/util/config.go (variables, Template, PersistentReservation);
// pkg/virt-operator/resource/generate/components (names); pkg/virt-operator/resource/apply/reconcile.go
// (DecentralizedLiveMigration, in v1.8.4 VMExport too); pkg/virt-controller/services/template.go (Sidecar).
export const KUBEVIRT_COMPONENTS = {
  api: { variable: 'VIRT_API_IMAGE', image: 'virt-api' },
  controller: { variable: 'VIRT_CONTROLLER_IMAGE', image: 'virt-controller' },
  handler: { variable: 'VIRT_HANDLER_IMAGE', image: 'virt-handler' },
  launcher: { variable: 'VIRT_LAUNCHER_IMAGE', image: 'virt-launcher' },
  exportProxy: { variable: 'VIRT_EXPORTPROXY_IMAGE', image: 'virt-exportproxy', gate: 'VMExport' },
  exportServer: { variable: 'VIRT_EXPORTSERVER_IMAGE', image: 'virt-exportserver', gate: 'VMExport' },
  synchronizationController: {
    variable: 'VIRT_SYNCHRONIZATIONCONTROLLER_IMAGE',
    image: 'virt-synchronization-controller',
    gate: 'DecentralizedLiveMigration',
  },
  templateApiserver: {
    variable: 'VIRT_TEMPLATE_APISERVER_IMAGE', image: 'virt-template-apiserver', ...OF_TEMPLATES,
  },
  templateController: {
    variable: 'VIRT_TEMPLATE_CONTROLLER_IMAGE', image: 'virt-template-controller', ...OF_TEMPLATES,
  },
  libguestfs: { variable: 'GS_IMAGE', image: 'libguestfs-tools' },
  prHelper: {
    variable: 'PR_HELPER_IMAGE',
    image: 'pr-helper',
    gate: 'PersistentReservation',
    decidedBy: 'persistentReservationConfiguration',
  },
  sidecarShim: { variable: 'SIDECAR_SHIM_IMAGE', image: 'sidecar-shim', gate: 'Sidecar' },
} as const satisfies { readonly [name: string]: Component };

// CDI v1.65.0 pkg/operator/resources/operator/operator.go: every component has its variable in the operator's
// Deployment.
export const CDI_COMPONENTS = {
  controller: { variable: 'CONTROLLER_IMAGE', image: 'cdi-controller' },
  importer: { variable: 'IMPORTER_IMAGE', image: 'cdi-importer' },
  cloner: { variable: 'CLONER_IMAGE', image: 'cdi-cloner' },
  ovirtPopulator: { variable: 'OVIRT_POPULATOR_IMAGE', image: 'cdi-importer' },
  apiserver: { variable: 'APISERVER_IMAGE', image: 'cdi-apiserver' },
  uploadServer: { variable: 'UPLOAD_SERVER_IMAGE', image: 'cdi-uploadserver' },
  uploadProxy: { variable: 'UPLOAD_PROXY_IMAGE', image: 'cdi-uploadproxy' },
} as const satisfies { readonly [name: string]: Component };
