import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { statedArchitecture } from '../../inventory/machine-architecture';
import { present } from '../../toolkit/shape';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { DOMAIN } from './paths';

export const SECURE_EXECUTION: MachineRule = {
  id: 'VM080',
  name: 'machines/secure-execution',
  on: 'machine',
  concerns: ['domain.launchSecurity'],
  severity: Severity.ERROR,
  title: 'On s390x memory is protected by secure execution',
  why: 'KubeVirt takes SEV, SNP and TDX on s390x. But it then looks for a node with the label of that hardware, which '
    + 'only amd64 has, so the machine never starts.',
  remedy: 'Write an empty launchSecurity, which turns secure execution on.',
  source: kubevirt('pkg/virt-controller/services/template.go: newNodeSelectorRenderer; '
    + 'pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go: validateLaunchSecurity'),
  acceptable: true,

  *check({ vmi }, entry) {
    const given = vmi.domain?.launchSecurity;
    if (given === undefined || statedArchitecture(entry)?.architecture !== 's390x') return;
    const { sev, snp, tdx } = given;
    const [kind] = present({ sev, snp, tdx });
    if (kind === undefined) return;
    yield fault(`${DOMAIN}.launchSecurity`, `has ${kind}, which nodes of the architecture s390x do not have, so the `
      + 'machine never starts', this.remedy, 'Write LaunchSecurity.secureExecution().');
  },
};
