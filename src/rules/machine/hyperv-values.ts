import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DOMAIN } from './paths';

const HYPERV = `${DOMAIN}.features.hyperv`;

// libvirt src/conf/domain_conf.h: VIR_DOMAIN_HYPERV_VENDOR_ID_MAX.
const LONGEST_VENDOR_ID = 12;
const LEAST_SPINLOCKS = 4095;

export const HYPER_V_VALUES: MachineRule = {
  id: 'VM079',
  name: 'machines/hyper-v-values',
  on: 'machine',
  concerns: ['domain.features.hyperv'],
  severity: Severity.ERROR,
  title: `Spinlocks of Hyper-V are retried at least ${LEAST_SPINLOCKS} times, and its vendor has a short name`,
  why: 'KubeVirt hands both on, and libvirt does not start a machine with other values.',
  remedy: `Write ${LEAST_SPINLOCKS} or more, and at most ${LONGEST_VENDOR_ID} characters without a comma.`,
  source: kubevirt('pkg/virt-launcher/virtwrap/converter/compute/hypervisor_features.go; '
    + 'libvirt src/conf/domain_conf.c: virDomainFeaturesHyperVDefParse'),
  acceptable: false,

  *check({ vmi }) {
    const { spinlocks, vendorid } = vmi.domain?.features?.hyperv ?? {};
    const retries = spinlocks?.spinlocks;
    if (spinlocks?.enabled !== false && retries !== undefined && retries < LEAST_SPINLOCKS) {
      yield fault(`${HYPERV}.spinlocks.spinlocks`, `is ${retries}, so the machine would not start`,
        `Write ${LEAST_SPINLOCKS} or more.`);
    }
    const vendor = vendorid?.vendorid;
    if (vendorid?.enabled === false || vendor === undefined) return;
    if (vendor.length <= LONGEST_VENDOR_ID && !vendor.includes(',')) return;
    yield fault(`${HYPERV}.vendorid.vendorid`, `is "${vendor}", so the machine would not start`,
      `Write at most ${LONGEST_VENDOR_ID} characters, without a comma.`);
  },
};
