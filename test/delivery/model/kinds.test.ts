import { isDefinedAtRunTime, Loss, lossOf } from '../../../src/delivery/model/kinds';

test.each([
  ['', 'Namespace', Loss.CRITICAL, false],
  ['apiextensions.k8s.io', 'CustomResourceDefinition', Loss.CRITICAL, false],
  ['kubevirt.io', 'KubeVirt', Loss.CRITICAL, false],
  ['cdi.kubevirt.io', 'CDI', Loss.CRITICAL, false],
  ['kubevirt.io', 'VirtualMachine', Loss.STATEFUL, true],
  ['pool.kubevirt.io', 'VirtualMachinePool', Loss.STATEFUL, true],
  ['cdi.kubevirt.io', 'DataVolume', Loss.STATEFUL, true],
  ['cdi.kubevirt.io', 'DataImportCron', Loss.STATEFUL, true],
  ['cdi.kubevirt.io', 'DataSource', Loss.NORMAL, true],
  ['cluster.x-k8s.io', 'MachineDeployment', Loss.STATEFUL, false],
  ['', 'PersistentVolumeClaim', Loss.STATEFUL, false],
  ['instancetype.kubevirt.io', 'VirtualMachineClusterInstancetype', Loss.NORMAL, true],
  ['apps', 'Deployment', Loss.NORMAL, false],
])('what is known of %s/%s', (group, kind, loss, definedAtRunTime) => {
  expect(lossOf(group, kind)).toBe(loss);
  expect(isDefinedAtRunTime(group, kind)).toBe(definedAtRunTime);
});
