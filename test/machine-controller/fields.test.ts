import { fieldOfDeployment } from '../../src/machine-controller/made/fields';
import { CLOUD, MACHINE, PRIMARY_DISK, SIZE } from '../../src/machine-controller/parts';

test.each([
  ['spec.instancetype.name', `${MACHINE}.instancetype.name`],
  ['spec.template.spec.dnsConfig.nameservers[0]', `${MACHINE}.dnsConfig.nameservers[0]`],
  ['spec.template.spec.topologySpreadConstraints[1].maxSkew', `${CLOUD}.topologySpreadConstraints[1].maxSkew`],
  ['spec.template.spec.domain.resources.limits.memory', `${SIZE}.memory`],
  ['spec.template.spec.domain.resources', SIZE],
  ['spec.dataVolumeTemplates[0].spec.storage.accessModes[0]', `${PRIMARY_DISK}.storageAccessType`],
  ['spec.dataVolumeTemplates[0].spec.pvc.resources.requests.storage', `${PRIMARY_DISK}.size`],
  ['spec.dataVolumeTemplates[1].spec.pvc', `${SIZE}.secondaryDisks[0]`],
  ['spec.dataVolumeTemplates[2].spec.pvc.resources.requests.storage', `${SIZE}.secondaryDisks[1].size`],
  ['spec.dataVolumeTemplates[3].spec.pvc.storageClassName', `${SIZE}.secondaryDisks[2].storageClassName`],
  ['spec.template.metadata.annotations["example.com/a"]', 'spec.template.metadata.annotations["example.com/a"]'],
])('%s comes from %s', (field, origin) => {
  expect(fieldOfDeployment(field)).toBe(origin);
});

test.each([
  'spec.runStrategy',
  'spec.template.spec.volumes[1]',
  'spec.template.metadata.labels.md',
  'spec.template.metadata.annotations["kubevirt.io/ignitiondata"]',
  'spec.template.metadata.labels["cluster.x-k8s.io/cluster-name"]',
])('machine-controller writes %s by itself', (field) => {
  expect(fieldOfDeployment(field)).toBeUndefined();
});
