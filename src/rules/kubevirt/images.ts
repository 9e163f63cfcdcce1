import { CDI_COMPONENTS, Component, KUBEVIRT_COMPONENTS } from './components';
import { CONTAINER, Operator, operatorsIn } from './operators';
import { isDigest, isReference, isRegistry } from './references';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { Complaint, complaint } from '../../toolkit/complaint';
import { items } from '../../toolkit/shape';
import { ClusterRule, faultOf, PropRule } from '../rule';
import { kubevirt, own } from '../sources';

export const REGISTRY: ClusterRule = {
  id: 'KV037',
  name: 'cluster/registry',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'The registry that images come from is a host and the beginning of a path',
  why: 'No node can pull an image whose name begins with something else, such as "https://".',
  remedy: 'Write a host, a port if needed, and the path before "kubevirt/…".',
  source: own(),
  acceptable: true,

  *check(cluster) {
    const seen = new Set<string>();
    for (const operator of operatorsIn(cluster)) {
      for (const { field, image } of imagesOf(operator)) {
        const registry = registryOf(image);
        if (registry === undefined || isRegistry(registry) || seen.has(registry)) continue;
        seen.add(registry);
        yield faultOf(operator.entry, fault(field, `"${registry}" is not a registry`, registryAdvice(registry)));
      }
    }
  },
};

export const COMPONENT_IMAGES: ClusterRule = {
  id: 'KV038',
  name: 'cluster/component-images',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'The image of a component is a reference or a digest, and of a component that the release has',
  why: 'Kubernetes takes any text, and no node can pull such an image; KubeVirt ignores the image of a component that '
    + 'it does not have.',
  remedy: 'Write a digest, "sha256:…", or a whole reference with its registry.',
  source: own(),
  acceptable: true,

  *check(cluster) {
    const { kubevirt: release } = cluster.facts;
    for (const operator of operatorsIn(cluster)) {
      const seen = new Set<string>();
      for (const { field, image, since } of imagesOf(operator)) {
        const found = notImage(image);
        if (found !== undefined && !seen.has(image)) yield faultOf(operator.entry, { field, ...found });
        seen.add(image);
        if (since === undefined || release._atLeast(since)) continue;
        const problem = `is given, but ${release} has no such component; v${since} is the first that has`;
        yield faultOf(operator.entry, fault(field, problem, 'Leave it out.'));
      }
    }
  },
};

export const IMAGE_OF_NO_COMPONENT: PropRule = {
  id: 'KV039',
  name: 'cluster/image-of-no-component',
  on: 'props',
  severity: Severity.ERROR,
  title: 'An image is given for a component that there is',
  why: 'The image of a misspelt component would be left out.',
  remedy: 'Choose one of the components that the finding names.',
  source: own(),
  acceptable: false,
};

export const OPERATOR_IMAGE: ClusterRule = {
  id: 'KV040',
  name: 'cluster/operator-image',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'KubeVirt can tell the images of its components from that of its operator',
  why: 'KubeVirt reads registry and version of its components from the name of the operator\'s image.',
  remedy: 'Keep upstream\'s name of the image, with a tag or a digest, not both.',
  source: kubevirt('pkg/virt-operator/util/config.go: operatorImageRegex'),
  acceptable: true,

  *check(cluster) {
    for (const { entry, container: { image } } of operatorsIn(cluster)) {
      if (entry.object!.metadata.name !== 'virt-operator' || image === undefined || !isReference(image)) continue;
      yield* operatorImageFaults(image).map((each) => faultOf(entry, each));
    }
  },
};

function operatorImageFaults(image: string): Fault[] {
  const field = `${CONTAINER}.image`;
  if (/:[^/@]+@sha256:/.test(image)) {
    const problem = `"${image}" has both a tag and a digest, and KubeVirt would look for its components under both`;
    return [fault(field, problem, 'Leave the tag out.')];
  }
  if (/\/[^/]*virt-operator([@:].*)?$/.test(image)) return [];
  const problem = `"${image}" does not end in "virt-operator", so KubeVirt cannot tell its components' `
    + 'registry from it';
  return [fault(field, problem, 'Keep upstream\'s name for the image.')];
}

export const PULL_SECRETS: PropRule = {
  id: 'KV041',
  name: 'cluster/pull-secrets',
  on: 'props',
  severity: Severity.ERROR,
  title: 'Secrets for pulling images are named once, by names that the API server takes',
  why: 'A pod\'s imagePullSecrets are told apart by their names, so the API server refuses equal ones; no Secret has '
    + 'any other name.',
  remedy: 'Write each name once.',
  source: { project: 'Kubernetes', file: 'staging/src/k8s.io/api/core/v1/types.go: PodSpec', release: 'v1.35' },
  acceptable: false,
};

export const CONTROL_PLANE_NODES: PropRule = {
  id: 'KV042',
  name: 'cluster/control-plane-nodes',
  on: 'props',
  severity: Severity.ERROR,
  title: 'controlPlaneNodes is one of its words',
  why: 'Any other word would be taken for VISIBLE, and the operators would stay Pending where no node has the label.',
  remedy: 'Write visible or hidden.',
  source: own(),
  acceptable: false,
};

/** An image of an operator's Deployment. */
interface NamedImage {
  readonly field: string;
  readonly image: string;
  /** The first release that has the component. */
  readonly since?: string;
}

const ALL: readonly Component[] = [...Object.values(KUBEVIRT_COMPONENTS), ...Object.values(CDI_COMPONENTS)];
const COMPONENTS = new Map(ALL.map((component) => [component.variable, component]));

/** The operator's own image, and those of components that its environment names. */
function imagesOf({ container }: Operator): NamedImage[] {
  const itself = container.image === undefined ? [] : [{ field: `${CONTAINER}.image`, image: container.image }];
  const others = items(container.env).flatMap(({ name, value }, index): NamedImage[] => {
    const component = name === undefined ? undefined : COMPONENTS.get(name);
    if (component === undefined || value === undefined) return [];
    return [{ field: `${CONTAINER}.env[${index}].value`, image: value, since: component.since }];
  });
  return [...itself, ...others];
}

/** The part before upstream's path of an image; undefined if the image has another path. */
function registryOf(image: string): string | undefined {
  return /^(.*)\/kubevirt\/[a-z0-9-]+([:@].*)?$/.exec(image)?.[1];
}

function registryAdvice(registry: string): string {
  const fixed = registry.replace(/^[a-z+]+:\/\//, '').replace(/\/+$/, '');
  const example = isRegistry(fixed) ? fixed : 'registry.example:5000/mirror';
  return `Write a host, a port if needed, and the path before "kubevirt/…", such as "${example}".`;
}

/**
 * Checks that an image is a digest or a reference. Faults of its registry alone are left to the rule about registries.
 */
function notImage(image: string): Complaint | undefined {
  if (isDigest(image) || isReference(image)) return undefined;
  const registry = registryOf(image);
  if (registry !== undefined && !isRegistry(registry)) return undefined;
  if (image.startsWith('sha256:') || image.includes('@')) {
    return complaint(`"${image}" is not an image by digest: a digest is "sha256:" and 64 hexadecimal digits`,
      'Copy it from the registry, as "sha256:…" or "registry.example/path/name@sha256:…".');
  }
  return complaint(`"${image}" is not an image`,
    'Write a digest, "sha256:…", or a whole reference with its registry, '
      + 'such as "registry.example/kubevirt/virt-api@sha256:…".');
}
