import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { located } from './paths';

export const TEMPLATE_NAMESPACE: MachineRule = {
  id: 'VM167',
  name: 'machines/template-namespace',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.ERROR,
  title: 'A DataVolume of a machine is in the machine\'s namespace',
  why: 'KubeVirt refuses a machine whose disk would be in another namespace.',
  remedy: 'Leave metadata.namespace of the template out.',
  source: kubevirt('pkg/storage/admitters/data-volume-template.go: '
    + 'validateVirtualMachineDataVolumeTemplateNamespace'),
  acceptable: false,

  *check({ spec }, { namespace }) {
    if (namespace === undefined) return;
    for (const [{ metadata }, at] of located(spec.dataVolumeTemplates, 'dataVolumeTemplates')) {
      const given: unknown = metadata?.namespace;
      if (typeof given !== 'string' || given === '' || given === namespace) continue;
      yield fault(`${at}.metadata.namespace`, `is "${given}", but the machine is in namespace "${namespace}"`,
        'Leave it out.');
    }
  },
};
