import { ApiObject } from 'cdk8s';
import { BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease } from '../../src';

function gatesWith(source: object): string[] {
  const infra = new KubeVirtCluster(new BundleApp(), 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
  });
  new ApiObject(infra, 'export', {
    apiVersion: 'export.kubevirt.io/v1',
    kind: 'VirtualMachineExport',
    metadata: { name: 'export', namespace: 'cluster-acme' },
    spec: { source },
  });
  return infra.kubevirtCr.toJson().spec.configuration.developerConfiguration.featureGates;
}

test('an export of a template turns on the gate that KubeVirt asks for', () => {
  const source = { apiGroup: 'template.kubevirt.io', kind: 'VirtualMachineTemplate', name: 'linux' };
  expect(gatesWith(source)).toContain('OCIExport');
});

test('an export of a machine does not', () => {
  expect(gatesWith({ apiGroup: 'kubevirt.io', kind: 'VirtualMachine', name: 'db' })).not.toContain('OCIExport');
});
