import { RegistryPlatformOptions, RegistryPullMethod, RegistrySourceOptions } from './image-source-options';
import type { SourceRules } from './source-rules';
import type { DataVolumeSource } from '../../imports/cdi.kubevirt.io';
import type { Sentence } from '../toolkit/problems';
import { dnsSubdomain, oneOf } from '../toolkit/sentences';

// distribution/reference v0.6, regexp.go: host, path, tag and digest of an image reference.
const REFERENCE = /^docker:\/\/(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d+)?\/|\[[0-9a-fA-F:]+\](?::\d+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(:\w[\w.-]{0,127})?(@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

/** A disk in a container image, as containerDisks are made: the file below `/disk/`. */
export function registrySource(url: string, options: RegistrySourceOptions): SourceRules {
  return {
    kind: 'registry',
    refresh: options.refresh,
    source: () => registry({ url, pullMethod: options.pullMethod, secretRef: options.secretRef, certConfigMap: options.certConfigMap }, options),
    problems: () => [
      registryUrl(url, options),
      // CDI v1.65.0, pkg/apiserver/webhooks/util.go: validateDataVolumeSourceRegistry.
      oneOf('pullMethod', options.pullMethod, Object.values(RegistryPullMethod)),
      ...nodePull(url, options),
      options.secretRef === undefined ? undefined : dnsSubdomain('secretRef', options.secretRef),
      options.certConfigMap === undefined ? undefined : dnsSubdomain('certConfigMap', options.certConfigMap),
    ],
    notices: ({ namespace, cdiNamespace }) => {
      // CDI v1.65.0, pkg/controller/dataimportcron-controller.go, InitPollerPod: the registry is polled by a job in CDI's own namespace.
      const names = [...(options.secretRef === undefined ? [] : [`Secret "${options.secretRef}"`]), ...(options.certConfigMap === undefined ? [] : [`ConfigMap "${options.certConfigMap}"`])];
      if (options.refresh === undefined || names.length === 0) return [];
      return [`polls its registry from namespace "${cdiNamespace}" and imports in namespace "${namespace}". See that ${names.join(' and ')} ${names.length > 1 ? 'exist' : 'exists'} in both.`];
    },
  };
}

/** An ImageStream of OpenShift in the image's namespace. */
export function imageStreamSource(imageStream: string, options: RegistryPlatformOptions): SourceRules {
  return {
    kind: 'registry',
    refresh: options.refresh,
    // CDI v1.65.0, pkg/apiserver/webhooks/util.go: an ImageStream is pulled by the node only.
    source: () => registry({ imageStream, pullMethod: RegistryPullMethod.NODE }, options),
    // CDI v1.65.0, pkg/controller/dataimportcron-controller.go: splitImageStreamName.
    problems: () => [/^[^:/@\s]+(:[^:/@\s]+)?$/.test(imageStream) ? undefined : `image stream "${imageStream}" is no name of an ImageStream. Write "name" or "name:tag" of one in the image's namespace.`],
    notices: () => [],
  };
}

function registry(source: NonNullable<DataVolumeSource['registry']>, options: RegistryPlatformOptions): DataVolumeSource {
  return { registry: { ...source, platform: options.architecture === undefined ? undefined : { architecture: options.architecture } } };
}

function registryUrl(url: string, options: RegistrySourceOptions): Sentence {
  const example = 'Write one such as "docker://quay.io/containerdisks/ubuntu:24.04"';
  // CDI v1.65.0, pkg/apiserver/webhooks/util.go: validateDataVolumeSourceRegistry.
  if (/^oci-archive:\/\/\S+$/.test(url)) return undefined;
  if (!url.startsWith('docker://')) return `source url "${url}" is no registry URL, for CDI reads registries by "docker://" and "oci-archive://". ${example}.`;
  const match = REFERENCE.exec(url);
  if (match === null) return `source url "${url}" names no container image: that is a host, a path in lower case, and a tag or a digest. ${example}.`;
  const [, tag, digest] = match;
  if (digest === undefined) return undefined;
  // containers/image v5, docker/docker_transport.go: newReference refuses to choose between the two.
  if (tag !== undefined) return `source url "${url}" has both a tag and a digest, which CDI cannot pull. Leave out "${tag}".`;
  // CDI v1.65.0, newSourceDataVolume appends the digest that it polled to the URL.
  if (options.refresh !== undefined) return `source url "${url}" is pinned by its digest, so there is never anything newer for refresh "${options.refresh}" to find, and CDI would append a second digest. Name a tag, or leave refresh out.`;
  return undefined;
}

function nodePull(url: string, options: RegistrySourceOptions): Sentence[] {
  if (options.pullMethod !== RegistryPullMethod.NODE) return [];
  // CDI v1.65.0, pkg/controller/import-controller.go: with pull method node the kubelet pulls the image of a container.
  const unused = (['secretRef', 'certConfigMap'] as const).filter((name) => options[name] !== undefined);
  return [
    url.startsWith('oci-archive:') ? `pullMethod "node" makes the node pull an image, but "${url}" is a file. Leave pullMethod out.` : undefined,
    unused.length === 0 ? undefined : `${unused.join(' and ')} would go unused, because with pullMethod "node" the node's container runtime pulls the image. Give the runtime its credentials (imagePullSecrets in the configuration of CDI) and certificates, or use RegistryPullMethod.POD.`,
  ];
}
