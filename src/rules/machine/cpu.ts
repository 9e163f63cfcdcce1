import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { notOneOf } from '../../toolkit/one-of';
import { items, repeated } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { own } from '../sources';
import { DOMAIN, located, vmiAdmitter } from './paths';
import { quantityOf } from './quantities';

const CPU = `${DOMAIN}.cpu`;
const RESOURCES = `${DOMAIN}.resources`;
const COUNTS = ['cores', 'sockets', 'threads', 'maxSockets'] as const;
const POLICIES = ['', 'force', 'require', 'optional', 'disable', 'forbid'];
const COUNT_REMEDY = 'Write one, such as 4.';

export const CPU_TOPOLOGY: MachineRule = {
  id: 'VM009',
  name: 'machines/cpu',
  on: 'machine',
  concerns: ['domain.cpu'],
  severity: Severity.ERROR,
  title: 'Cores, sockets and threads are whole numbers, with at most maxSockets sockets',
  why: 'KubeVirt refuses fractions, negative numbers, and more sockets than it may add.',
  remedy: 'Write whole numbers of at least 1.',
  source: vmiAdmitter('validateCPUHotplug'),
  acceptable: false,

  *check({ vmi }) {
    const cpu = vmi.domain?.cpu ?? {};
    for (const field of COUNTS) {
      const count = cpu[field];
      if (count === undefined || (Number.isInteger(count) && count >= 0)) continue;
      yield fault(`${CPU}.${field}`, `is ${count}, but a machine has a whole number of at least 1`, COUNT_REMEDY);
    }
    if (cpu.maxSockets && (cpu.sockets ?? 0) > cpu.maxSockets) {
      yield fault(`${CPU}.sockets`, `is ${cpu.sockets}, more than maxSockets ${cpu.maxSockets}`,
        'Raise maxSockets, or lower sockets.');
    }
  },
};

export const CPU_ZERO: MachineRule = {
  id: 'VM010',
  name: 'machines/cpu-zero',
  on: 'machine',
  concerns: ['domain.cpu'],
  severity: Severity.ERROR,
  title: 'Cores, sockets and threads are at least 1',
  why: 'KubeVirt takes 0 for "not said", and gives the machine 1.',
  remedy: 'Write the number, or leave the field out.',
  source: own(),
  acceptable: true,

  *check({ vmi }) {
    const cpu = vmi.domain?.cpu ?? {};
    for (const field of COUNTS) {
      if (cpu[field] !== 0) continue;
      yield fault(`${CPU}.${field}`, 'is 0, but a machine has a whole number of at least 1', COUNT_REMEDY);
    }
  },
};

export const CPU_FEATURES: MachineRule = {
  id: 'VM011',
  name: 'machines/cpu-features',
  on: 'machine',
  concerns: ['domain.cpu.features'],
  severity: Severity.ERROR,
  title: 'A CPU feature is stated once, with a policy that KubeVirt knows',
  why: 'KubeVirt refuses any other word. It takes a feature twice, and libvirt does not start the machine.',
  remedy: 'Write one of force, require, optional, disable, forbid.',
  source: vmiAdmitter('validateCPUFeaturePolicies; libvirt src/conf/cpu_conf.c: virCPUDefParseXML'),
  acceptable: false,

  *check({ vmi }) {
    for (const [feature, at] of located(vmi.domain?.cpu?.features, `${CPU}.features`)) {
      yield* about(`${at}.policy`, notOneOf(feature.policy, POLICIES));
    }
    for (const name of repeated(items(vmi.domain?.cpu?.features).map((feature) => feature.name))) {
      yield fault(`${CPU}.features`, `holds "${name}" twice, so the machine would not start`, 'Write it once.');
    }
  },
};

export const CPU_SHARES: MachineRule = {
  id: 'VM012',
  name: 'machines/cpu-shares',
  on: 'machine',
  concerns: ['domain.resources'],
  severity: Severity.ERROR,
  title: 'The requested CPU share is positive, and at most its limit',
  why: 'KubeVirt refuses a negative share, and a request above its limit.',
  remedy: 'Raise the limit, or lower the request.',
  source: vmiAdmitter('validateCPURequestNotNegative, validateCPULimitNotNegative, '
    + 'validateCpuRequestDoesNotExceedLimit'),
  acceptable: false,

  *check({ vmi }) {
    const { resources } = vmi.domain ?? {};
    for (const side of ['requests', 'limits'] as const) {
      const value = resources?.[side]?.cpu;
      if (!quantityOf(value)?.isNegative()) continue;
      yield fault(`${RESOURCES}.${side}.cpu`, `"${value}" is negative`, 'Write a positive number of cores.');
    }
    const request = quantityOf(resources?.requests?.cpu);
    const limit = quantityOf(resources?.limits?.cpu);
    if (request === undefined || limit === undefined || limit.isZero()) return;
    if (limit.isLessThan(request)) {
      yield fault(`${RESOURCES}.requests.cpu`,
        `${request.toCoresText()} is more than its limit of ${limit.toCoresText()}`,
        'Raise the limit, or lower the request.');
    }
  },
};
