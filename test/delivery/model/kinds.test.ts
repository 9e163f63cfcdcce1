import { factsOfKind, Loss } from '../../../src/delivery/model/kinds';

test.each([
  ['', 'Namespace', Loss.CRITICAL, false, false],
  ['apiextensions.k8s.io', 'CustomResourceDefinition', Loss.CRITICAL, false, false],
  ['kubevirt.io', 'KubeVirt', Loss.CRITICAL, false, false],
  ['cdi.kubevirt.io', 'CDI', Loss.CRITICAL, false, false],
  ['kubevirt.io', 'VirtualMachine', Loss.STATEFUL, true, false],
  ['pool.kubevirt.io', 'VirtualMachinePool', Loss.STATEFUL, true, false],
  ['cdi.kubevirt.io', 'DataVolume', Loss.STATEFUL, true, true],
  ['cdi.kubevirt.io', 'DataImportCron', Loss.STATEFUL, true, true],
  ['cdi.kubevirt.io', 'DataSource', Loss.NORMAL, true, false],
  ['cluster.x-k8s.io', 'MachineDeployment', Loss.STATEFUL, false, false],
  ['', 'PersistentVolumeClaim', Loss.STATEFUL, false, false],
  ['instancetype.kubevirt.io', 'VirtualMachineClusterInstancetype', Loss.NORMAL, true, false],
  ['apps', 'Deployment', Loss.NORMAL, false, false],
])('the facts of %s/%s', (group, kind, loss, definedAtRunTime, hasImmutableSpec) => {
  expect(factsOfKind(group, kind)).toEqual({ loss, definedAtRunTime, hasImmutableSpec });
});
