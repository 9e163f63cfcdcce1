import type { VirtualMachineInstancetypeSpec } from '../../../imports/instancetype.kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { notByteSize } from '../../toolkit/quantity';
import type { ObjectRule, PropRule } from '../rule';
import { kubernetes, kubevirt, own } from '../sources';

const KINDS = [
  'instancetype.kubevirt.io/VirtualMachineInstancetype',
  'instancetype.kubevirt.io/VirtualMachineClusterInstancetype',
];

export const SIZE_NAME: PropRule = {
  id: 'TENANT025',
  name: 'tenants/size-name',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The name of a size is a DNS label',
  why: 'The API server refuses most other names of instancetypes.',
  remedy: 'Use lower-case letters, digits and "-", beginning and ending with a letter or digit.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/api/validation/generic.go: NameIsDNSSubdomain'),
  acceptable: false,
};

const TYPES = 'staging/src/kubevirt.io/api/instancetype/v1beta1/types.go';

export const SIZE_CPU: ObjectRule = {
  id: 'TENANT026',
  name: 'tenants/size-cpu',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'A guest of an instancetype has a whole number of CPUs',
  why: 'The API server refuses parts of a CPU, and no machine starts without one.',
  remedy: 'Write a whole number from 1 on.',
  source: kubevirt(`${TYPES}: CPUInstancetype`),
  acceptable: false,

  *check({ spec }: { spec: VirtualMachineInstancetypeSpec }) {
    const { guest } = spec.cpu;
    if (Number.isInteger(guest) && guest >= 1) return;
    yield fault('spec.cpu.guest', `is ${guest}, but a guest has a whole number of CPUs`,
      'Write a whole number from 1 on.');
  },
};

export const SIZE_MEMORY: ObjectRule = {
  id: 'TENANT027',
  name: 'tenants/size-memory',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'A guest of an instancetype has a whole number of bytes',
  why: 'The API server refuses what is not a quantity, and no machine starts without memory; "m" means '
    + 'thousandths of a byte.',
  remedy: 'Write a number and a unit, such as "16Gi".',
  source: kubevirt(`${TYPES}: MemoryInstancetype`),
  acceptable: false,

  *check({ spec }: { spec: VirtualMachineInstancetypeSpec }) {
    yield* about('spec.memory.guest', notByteSize(String(spec.memory.guest)));
  },
};

export const SIZE_TWICE: PropRule = {
  id: 'TENANT028',
  name: 'tenants/size-twice',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A tenant has one size of each name',
  why: 'Only the first would be written, and machines of that name would get it.',
  remedy: 'Give one of them another name.',
  source: own('docs/defaults.md'),
  acceptable: false,
};

export const SIZES_UNSERVED: PropRule = {
  id: 'TENANT029',
  name: 'tenants/sizes-unserved',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A tenant with sizes is in a cluster whose KubeVirt serves instancetypes',
  why: 'Sizes are written as VirtualMachineInstancetypes.',
  remedy: 'Set standardSizes to false and leave sizes out.',
  source: own('docs/defaults.md'),
  acceptable: false,
};
