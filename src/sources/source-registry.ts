import { RegistryPlatformOptions, RegistryPullMethod, RegistrySourceOptions } from './image-source-options';
import type { SourceRules } from './source-rules';
import type { DataVolumeSource } from '../../imports/cdi.kubevirt.io';
import { nameOf } from '../toolkit/named';

/** A disk in a container image, made like a containerDisk: the file below `/disk/`. */
export function registrySource(url: string, options: RegistrySourceOptions): SourceRules {
  const { pullMethod, secretRef, certConfigMap } = options;
  return {
    kind: 'registry',
    refresh: options.refresh,
    source: () => registry({
      url, pullMethod, secretRef: nameOf(secretRef), certConfigMap: nameOf(certConfigMap),
    }, options),
  };
}

/** An OpenShift ImageStream in the image's namespace. */
export function imageStreamSource(imageStream: string, options: RegistryPlatformOptions): SourceRules {
  return {
    kind: 'registry',
    refresh: options.refresh,
    // CDI v1.65.0, pkg/apiserver/webhooks/util.go: only the node pulls ImageStreams.
    source: () => registry({ imageStream, pullMethod: RegistryPullMethod.NODE }, options),
  };
}

type Registry = NonNullable<DataVolumeSource['registry']>;

function registry(source: Registry, { architecture }: RegistryPlatformOptions): DataVolumeSource {
  return { registry: { ...source, platform: architecture === undefined ? undefined : { architecture } } };
}
