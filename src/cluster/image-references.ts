import type { CdiImages, KubeVirtImages } from './component-images';
import { didYouMean } from '../toolkit/nearest';
import type { Sentence } from '../toolkit/problems';

/** A component's image: the operator's environment variable that names it, and the image's own name. */
interface Component {
  readonly variable: string;
  readonly image: string;
  /** The first release that knows the variable. */
  readonly since?: string;
}

type ComponentsOf<T> = { readonly [K in keyof Required<Omit<T, 'operator'>>]: Component };

// KubeVirt v1.9.0 pkg/virt-operator/util/config.go (variables); pkg/virt-operator/resource/generate/components (names).
export const KUBEVIRT_COMPONENTS: ComponentsOf<KubeVirtImages> = {
  api: { variable: 'VIRT_API_IMAGE', image: 'virt-api' },
  controller: { variable: 'VIRT_CONTROLLER_IMAGE', image: 'virt-controller' },
  handler: { variable: 'VIRT_HANDLER_IMAGE', image: 'virt-handler' },
  launcher: { variable: 'VIRT_LAUNCHER_IMAGE', image: 'virt-launcher' },
  exportProxy: { variable: 'VIRT_EXPORTPROXY_IMAGE', image: 'virt-exportproxy' },
  exportServer: { variable: 'VIRT_EXPORTSERVER_IMAGE', image: 'virt-exportserver' },
  synchronizationController: { variable: 'VIRT_SYNCHRONIZATIONCONTROLLER_IMAGE', image: 'virt-synchronization-controller' },
  templateApiserver: { variable: 'VIRT_TEMPLATE_APISERVER_IMAGE', image: 'virt-template-apiserver', since: '1.8.0' },
  templateController: { variable: 'VIRT_TEMPLATE_CONTROLLER_IMAGE', image: 'virt-template-controller', since: '1.8.0' },
  libguestfs: { variable: 'GS_IMAGE', image: 'libguestfs-tools' },
  prHelper: { variable: 'PR_HELPER_IMAGE', image: 'pr-helper' },
  sidecarShim: { variable: 'SIDECAR_SHIM_IMAGE', image: 'sidecar-shim' },
};

// CDI v1.65.0 pkg/operator/resources/operator/operator.go: every component has its variable in the operator's Deployment.
export const CDI_COMPONENTS: ComponentsOf<CdiImages> = {
  controller: { variable: 'CONTROLLER_IMAGE', image: 'cdi-controller' },
  importer: { variable: 'IMPORTER_IMAGE', image: 'cdi-importer' },
  cloner: { variable: 'CLONER_IMAGE', image: 'cdi-cloner' },
  ovirtPopulator: { variable: 'OVIRT_POPULATOR_IMAGE', image: 'cdi-importer' },
  apiserver: { variable: 'APISERVER_IMAGE', image: 'cdi-apiserver' },
  uploadServer: { variable: 'UPLOAD_SERVER_IMAGE', image: 'cdi-uploadserver' },
  uploadProxy: { variable: 'UPLOAD_PROXY_IMAGE', image: 'cdi-uploadproxy' },
};

const DIGEST = /^sha256:[0-9a-f]{64}$/;
// The grammar of distribution/reference v0.6: host[:port]/path[:tag][@digest], here always with the host.
const REGISTRY = /^[a-zA-Z0-9][a-zA-Z0-9.-]*(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;
const REFERENCE = /^[a-zA-Z0-9][a-zA-Z0-9.-]*(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+(:\w[\w.-]{0,127})?(@sha256:[0-9a-f]{64})?$/;

/** The image that a user means: what is given, or else the usual one, from the mirror when there is one. */
export function imageFor(given: string | undefined, usual: string, mirror: string | undefined): string {
  const mirrored = mirror === undefined ? usual : `${mirror}${usual.slice(usual.indexOf('/'))}`;
  if (given === undefined) return mirrored;
  return DIGEST.test(given) ? `${withoutVersion(mirrored)}@${given}` : given;
}

/** The image of another component beside KubeVirt's operator, with the operator's prefix and version, as KubeVirt itself derives it. */
export function besideOperator(operator: string, name: string): string {
  return operator.replace(/virt-operator([:@].*)?$/, `${name}$1`);
}

/** Checks a registry that stands before images' paths. */
export function registry(what: string, value: string): Sentence {
  if (REGISTRY.test(value)) return undefined;
  const fixed = value.replace(/^[a-z+]+:\/\//, '').replace(/\/+$/, '');
  return `${what} "${value}" is no registry. Write a host, a port if need be, and the path before "kubevirt/…", such as "${REGISTRY.test(fixed) ? fixed : 'registry.example:5000/mirror'}".`;
}

/** Checks the images given for the components of one project. */
export function images(what: string, given: object, components: { readonly [name: string]: Component }): Sentence[] {
  return Object.entries(given).filter(([, value]) => value !== undefined).flatMap(([name, value]) => {
    if (name === 'operator' || components[name] !== undefined) return [image(`${what}.${name}`, String(value))];
    return [`${what} names "${name}", which is no component.${didYouMean(name, [...Object.keys(components), 'operator'])} Known are operator, ${Object.keys(components).join(', ')}.`];
  });
}

/** Checks what KubeVirt reads from the name of its operator's image: the components' registry and version. */
export function kubevirtOperatorImage(value: string | undefined): Sentence {
  if (value === undefined || DIGEST.test(value) || !REFERENCE.test(value)) return undefined;
  if (/:[^/@]+@sha256:/.test(value)) return `kubevirtImages.operator "${value}" has both a tag and a digest, and KubeVirt would look for its components under both. Leave the tag out.`;
  // KubeVirt v1.9.0 pkg/virt-operator/util/config.go, operatorImageRegex.
  if (!/\/[^/]*virt-operator([@:].*)?$/.test(value)) return `kubevirtImages.operator "${value}" does not end in "virt-operator", so KubeVirt cannot tell its components' registry from it. Keep upstream's name for the image.`;
  return undefined;
}

function image(what: string, value: string): Sentence {
  if (DIGEST.test(value) || REFERENCE.test(value)) return undefined;
  if (value.startsWith('sha256:') || value.includes('@')) return `${what} "${value}" is no image by digest: a digest is "sha256:" and 64 hexadecimal digits. Copy it from the registry, as "sha256:…" or "registry.example/path/name@sha256:…".`;
  return `${what} "${value}" is no image. Write a digest, "sha256:…", or a whole reference with its registry, such as "registry.example/kubevirt/virt-api@sha256:…".`;
}

function withoutVersion(reference: string): string {
  return reference.replace(/(:[^/@]+)?(@.*)?$/, '');
}
