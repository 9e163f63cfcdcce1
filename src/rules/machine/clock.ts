import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DOMAIN } from './paths';

export const CLOCK: MachineRule = {
  id: 'VM137',
  name: 'machines/clock',
  on: 'machine',
  concerns: ['domain.clock'],
  severity: Severity.ERROR,
  title: 'A clock has a time zone or differs from UTC, not both',
  why: 'KubeVirt takes both, and then ignores the time zone.',
  remedy: 'Leave one of the two out.',
  source: kubevirt('pkg/virt-launcher/virtwrap/converter/compute/clock.go: convert_v1_Clock_To_api_Clock'),
  acceptable: true,

  *check({ vmi }) {
    const { timezone, utc } = vmi.domain?.clock ?? {};
    if (timezone === undefined || utc === undefined) return;
    yield fault(`${DOMAIN}.clock`, `has the time zone "${timezone}" beside utc, and KubeVirt then ignores it`,
      this.remedy);
  },
};
