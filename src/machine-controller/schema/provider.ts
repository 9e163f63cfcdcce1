import type { Form, MapForm } from './forms';
import { table } from '../../toolkit/table';

/** A map: machine-controller refuses all other keys (`sdk/jsonutil/strict.go: StrictUnmarshal`). */
function strict(keys: { readonly [key: string]: Form }, moved?: MapForm['moved']): MapForm {
  return { keys: table({ ...keys }), isStrict: true, moved: moved && table({ ...moved }) };
}

const VAR: Form = 'text or reference';
const MATCHER = strict({
  name: 'text',
  kind: 'text',
  revisionName: 'text',
  inferFromVolume: 'text',
  inferFromVolumeFailurePolicy: 'text',
});

const DISK = table<{ readonly [key: string]: Form }>({ size: VAR, storageClassName: VAR, storageAccessType: VAR });

/** Keys of the flat form of KKP 2.20 and older, with where they are now. */
const FLAT_DISK = { sourceURL: 'primaryDisk.osImage', pvcSize: 'primaryDisk.size' };

/** The disk that a machine boots from. */
export const PRIMARY_DISK = strict({
  ...DISK,
  osImage: VAR,
  source: VAR,
  pullMethod: VAR,
  storageTarget: VAR,
  dataVolumeSecretRef: VAR,
  extraHeaders: { items: 'text' },
  extraHeadersSecretRef: VAR,
}, { sourceURL: 'osImage', pvcSize: 'size', image: 'osImage' });

/** `virtualMachine.template`. */
export const TEMPLATE = strict({
  vcpus: strict({ cores: 'whole number' }),
  cpus: VAR,
  memory: VAR,
  primaryDisk: PRIMARY_DISK,
  secondaryDisks: { items: strict(DISK) },
}, { ...FLAT_DISK, storageClassName: 'primaryDisk.storageClassName', osImage: 'primaryDisk.osImage' });

const SCHEDULING = {
  affinity: 'cloudProviderSpec.affinity',
  topologySpreadConstraints: 'cloudProviderSpec.topologySpreadConstraints',
};

const VIRTUAL_MACHINE = strict({
  flavor: strict({ name: VAR, profile: VAR }),
  instancetype: MATCHER,
  preference: MATCHER,
  template: TEMPLATE,
  dnsPolicy: VAR,
  dnsConfig: strict({
    nameservers: { items: 'text' },
    searches: { items: 'text' },
    options: { items: strict({ name: 'text', value: 'text' }) },
  }),
  location: strict({ region: 'text', zone: 'text' }),
  providerNetwork: strict({ name: 'text', vpc: strict({ name: 'text', subnet: strict({ name: 'text' }) }) }),
  enableNetworkMultiQueue: 'boolean or reference',
  evictionStrategy: 'text',
}, SCHEDULING);

const AFFINITY = strict({
  podAffinityPreset: VAR,
  podAntiAffinityPreset: VAR,
  nodeAffinityPreset: strict({ type: VAR, key: VAR, values: { items: VAR } }),
});

/** `cloudProviderSpec` of KubeVirt's provider (`sdk/cloudprovider/kubevirt/types.go: RawConfig`). */
const CLOUD_PROVIDER_SPEC = strict({
  clusterName: VAR,
  projectID: VAR,
  auth: strict({ kubeconfig: VAR }),
  virtualMachine: VIRTUAL_MACHINE,
  affinity: AFFINITY,
  topologySpreadConstraints: { items: strict({ maxSkew: VAR, topologyKey: VAR, whenUnsatisfiable: VAR }) },
}, {
  kubeconfig: 'auth.kubeconfig',
  cpus: 'virtualMachine.template.cpus',
  memory: 'virtualMachine.template.memory',
  sourceURL: 'virtualMachine.template.primaryDisk.osImage',
  pvcSize: 'virtualMachine.template.primaryDisk.size',
  storageClassName: 'virtualMachine.template.primaryDisk.storageClassName',
  dnsPolicy: 'virtualMachine.dnsPolicy',
  dnsConfig: 'virtualMachine.dnsConfig',
});

/**
 * `providerSpec.value` (`sdk/providerconfig/types.go: Config`). The keys of `operatingSystemSpec` depend on the
 * operating system.
 */
export const PROVIDER_CONFIG = strict({
  sshPublicKeys: { items: 'text' },
  caPublicKey: 'text',
  cloudProvider: 'text',
  cloudProviderSpec: CLOUD_PROVIDER_SPEC,
  operatingSystem: 'text',
  operatingSystemSpec: 'map',
  network: strict({
    cidr: 'text',
    gateway: 'text',
    dns: strict({ servers: { items: 'text' } }),
    ipFamily: 'text',
  }),
  overwriteCloudConfig: 'text',
}, SCHEDULING);
