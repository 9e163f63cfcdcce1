import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { Complaint, complaint } from '../../toolkit/complaint';
import { ImageReference, imageReference } from '../../toolkit/image-reference';
import { notOneOf } from '../../toolkit/one-of';
import type { ObjectRule } from '../rule';
import { cdi } from './cdi';
import { ofSources, SOURCE_KINDS } from './filling';

const WEBHOOK = 'pkg/apiserver/webhooks/util.go: validateDataVolumeSourceRegistry';

export const REGISTRY_URL: ObjectRule = {
  id: 'IMG039',
  name: 'images/registry-url',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'The URL of a registry source names a container image that CDI can pull',
  why: 'CDI refuses an unknown scheme, and the import of anything else that it cannot pull fails.',
  remedy: 'Write one such as "docker://quay.io/containerdisks/ubuntu:24.04".',
  source: cdi(WEBHOOK),
  acceptable: false,

  check: ofSources(function* ({ source, at, isRefreshed }) {
    const url = source.registry?.url;
    if (url === undefined) return;
    const field = `${at}.source.registry.url`;
    const found = notImage(url);
    yield* about(field, found);
    // CDI v1.65.0, pkg/controller/dataimportcron-controller.go: newSourceDataVolume appends the digest that it polled
    // to the URL.
    if (found === undefined && isRefreshed && referenceIn(url)?.digest !== undefined) {
      yield fault(field, `"${url}" is pinned by its digest, so a refresh never finds anything newer, and CDI would `
        + 'append a second digest',
      'Name a tag, or leave refresh out.');
    }
  }),
};

export const PULL_METHOD: ObjectRule = {
  id: 'IMG040',
  name: 'images/pull-method',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'The pull method of a registry source is one that CDI knows',
  why: 'CDI refuses the DataVolume.',
  remedy: 'Write pod or node, or leave it out.',
  source: cdi(WEBHOOK),
  acceptable: false,

  check: ofSources(function* ({ source, at }) {
    yield* about(`${at}.source.registry.pullMethod`, notOneOf(source.registry?.pullMethod, ['pod', 'node']));
  }),
};

export const PULL_BY_NODE: ObjectRule = {
  id: 'IMG041',
  name: 'images/pull-by-node',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'A node pulls container images alone, with credentials of its own',
  why: 'The kubelet pulls the image of a container: no file, and without the Secret and the ConfigMap of the source.',
  remedy: 'Use pull method pod.',
  source: cdi('pkg/controller/import-controller.go'),
  acceptable: true,

  check: ofSources(function* ({ source, at }) {
    const { registry } = source;
    if (registry?.pullMethod !== 'node') return;
    if (registry.url?.startsWith('oci-archive:')) {
      yield fault(`${at}.source.registry.pullMethod`,
        `"node" makes the node pull an image, but "${registry.url}" is a file`,
        'Leave pullMethod out.');
    }
    for (const name of (['secretRef', 'certConfigMap'] as const).filter((each) => registry[each] !== undefined)) {
      yield fault(`${at}.source.registry.${name}`, 'goes unused, because with pullMethod "node" the node\'s '
        + 'container runtime pulls the image',
      'Give the runtime its credentials (imagePullSecrets in the configuration of CDI) and certificates, or use '
          + 'RegistryPullMethod.POD.');
    }
  }),
};

export const IMAGE_STREAM: ObjectRule = {
  id: 'IMG042',
  name: 'images/image-stream',
  on: 'object',
  kinds: SOURCE_KINDS,
  severity: Severity.ERROR,
  title: 'An ImageStream is named as "name" or "name:tag"',
  why: 'CDI splits the text at its colon and finds no ImageStream of another name.',
  remedy: 'Write the name of an ImageStream in the volume\'s namespace.',
  source: cdi('pkg/controller/dataimportcron-controller.go: splitImageStreamName'),
  acceptable: false,

  check: ofSources(function* ({ source, at }) {
    const name = source.registry?.imageStream;
    if (name === undefined || /^[^:/@\s]+(:[^:/@\s]+)?$/.test(name)) return;
    yield fault(`${at}.source.registry.imageStream`, `"${name}" is not the name of an ImageStream`,
      'Write "name" or "name:tag" of one in the image\'s namespace.');
  }),
};

const SCHEME = 'docker://';
const EXAMPLE = 'Write one such as "docker://quay.io/containerdisks/ubuntu:24.04".';

function notImage(url: string): Complaint | undefined {
  if (/^oci-archive:\/\/\S+$/.test(url)) return undefined;
  if (!url.startsWith(SCHEME)) {
    return complaint(`"${url}" is not a registry URL, because CDI reads registries by "docker://" and `
      + '"oci-archive://"', EXAMPLE);
  }
  const reference = referenceIn(url);
  if (reference === undefined) {
    return complaint(`"${url}" names no container image: that is a host, a `
      + 'path in lower case, and a tag or a digest', EXAMPLE);
  }
  const { tag, digest } = reference;
  if (tag === undefined || digest === undefined) return undefined;
  // containers/image v5, docker/docker_transport.go: newReference refuses a reference with both.
  return complaint(`"${url}" has both a tag and a digest, which CDI cannot pull`, `Leave out "${tag}".`);
}

function referenceIn(url: string): ImageReference | undefined {
  return imageReference(url.slice(SCHEME.length));
}
