import { providerMachine } from '../../src/machine-controller/made/provider-machine';
import { Changes, changedDeployment } from '../corpus/machine-deployments/deployment';

function madeOf(changes: Changes) {
  const deployment = changedDeployment(changes) as Parameters<typeof providerMachine>[0];
  return providerMachine(deployment, { name: 'workers-a-b', namespace: 'cluster-acme', userDataSecret: 'userdata' });
}

test('a machine has the names, labels and disks of its Machine', () => {
  expect(madeOf({})).toMatchSnapshot();
});

test('secondary disks hold the image of the primary disk and have its access mode', () => {
  const { spec } = madeOf({
    'TEMPLATE.secondaryDisks': [{ size: '5Gi', storageClassName: 'slow', storageAccessType: 'ReadWriteOnce' }],
  });
  expect(spec.dataVolumeTemplates![1]).toEqual({
    metadata: { name: 'workers-a-b-secondarydisk0' },
    spec: {
      source: { http: { url: 'https://images.example.com/ubuntu.img' } },
      pvc: {
        accessModes: ['ReadWriteMany'], resources: { requests: { storage: '5Gi' } }, storageClassName: 'slow',
      },
    },
  });
});

test('annotations of Machines go to the pod, and those of CDI to the root disk', () => {
  const annotations = { 'example.com/a': 'b', 'cdi.kubevirt.io/storage.bind.immediate.requested': 'true' };
  const { spec } = madeOf({ 'spec.template.metadata.annotations': annotations });
  expect(spec.template.metadata.annotations).toHaveProperty(['example.com/a'], 'b');
  expect(Object.keys(spec.template.metadata.annotations)).not.toContain(Object.keys(annotations)[1]);
  expect(spec.dataVolumeTemplates![0].metadata.annotations).toEqual({ [Object.keys(annotations)[1]]: 'true' });
});

test('a machine of Flatcar gets its user data as Ignition', () => {
  const { spec } = madeOf({ 'VALUE.operatingSystem': 'flatcar' });
  expect(Object.keys(spec.template.metadata.annotations)).toEqual(expect.arrayContaining([
    'kubevirt.io/ignitiondata', 'kubevirt.io/placePCIDevicesOnRootComplex',
  ]));
});

test('an instancetype sets the size alone', () => {
  const instancetype = { name: 'standard-2', kind: 'VirtualMachineInstancetype' };
  const { spec } = madeOf({ 'MACHINE.instancetype': instancetype });
  expect(spec.instancetype).toEqual(instancetype);
  expect(spec.template.spec!.domain.resources).toEqual({});
});

test.each([
  [{ source: 'pvc', osImage: 'golden/ubuntu' }, { pvc: { namespace: 'golden', name: 'ubuntu' } }],
  [{ source: 'pvc', osImage: 'ubuntu' }, { pvc: { namespace: 'cluster-acme', name: 'ubuntu' } }],
  [{ osImage: 'ubuntu' }, { pvc: { namespace: 'cluster-acme', name: 'ubuntu' } }],
  [{ osImage: 'docker://quay.io/u:1' }, { registry: { url: 'docker://quay.io/u:1', pullMethod: 'node' } }],
  [{ osImage: 'http://a/u', dataVolumeSecretRef: 'login' }, { http: { url: 'http://a/u', secretRef: 'login' } }],
])('the image %j comes from %j', (disk, source) => {
  const { spec } = madeOf({ 'TEMPLATE.primaryDisk': disk });
  expect(spec.dataVolumeTemplates![0].spec.source).toEqual(source);
});

test('what machine-controller reads from a Secret is left out', () => {
  const secretKeyRef = { namespace: 'kube-system', name: 'sizes', key: 'memory' };
  const { spec } = madeOf({ 'TEMPLATE.memory': { secretKeyRef } });
  expect(spec.template.spec!.domain.resources!.requests).toEqual({ cpu: '2' });
});
