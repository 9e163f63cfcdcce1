import { stringify } from 'yaml';

export const object = (apiVersion: string, kind: string, name: string, fields: object): object =>
  ({ apiVersion, kind, metadata: { name, namespace: 'ns' }, ...fields });

export const stream = (...objects: object[]): string => objects.map((each) => stringify(each)).join('---\n');

/** A machine that boots from a container disk. */
export function machine(fields: object = {}, template: object = {}): object {
  const domain = { devices: { disks: [{ name: 'root', disk: { bus: 'virtio' } }] }, memory: { guest: '1Gi' } };
  const volumes = [{ name: 'root', containerDisk: { image: 'quay.io/containerdisks/fedora:40' } }];
  const spec = { runStrategy: 'Always', template: { spec: { domain, volumes, ...template } }, ...fields };
  return object('kubevirt.io/v1', 'VirtualMachine', 'vm', { spec });
}

export function kubevirt(featureGates: readonly string[], name = 'kubevirt'): object {
  return object('kubevirt.io/v1', 'KubeVirt', name, {
    spec: { configuration: { developerConfiguration: { featureGates } } },
  });
}

export function deployment(provider: object, others: object = {}): object {
  const value = {
    cloudProvider: 'kubevirt',
    cloudProviderSpec: provider,
    operatingSystem: 'ubuntu',
    operatingSystemSpec: {},
    ...others,
  };
  const spec = { providerSpec: { value }, versions: { kubelet: '1.34.1' } };
  const matchLabels = { name: 'md' };
  return object('cluster.k8s.io/v1alpha1', 'MachineDeployment', 'md', {
    spec: { selector: { matchLabels }, template: { metadata: { labels: matchLabels }, spec } },
  });
}
