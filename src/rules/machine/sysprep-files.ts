import { located } from './paths';
import type { Volume } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { VMI } from '../../machines/machine';
import { present } from '../../toolkit/shape';
import { appendsIndex } from '../kubernetes/references/machine-references';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';

/** KubeVirt compares them without regard to case. */
const FILES = ['autounattend.xml', 'unattend.xml'];

export const SYSPREP_FILES: MachineRule = {
  id: 'VM169',
  name: 'machines/sysprep-files',
  on: 'machine',
  concerns: ['volumes.sysprep'],
  severity: Severity.ERROR,
  title: 'The answers for Windows\' setup are in autounattend.xml or unattend.xml',
  why: 'KubeVirt makes no CD-ROM of a Secret or ConfigMap that has neither of the two, so the machine never starts.',
  remedy: 'Give it one of the two as a key.',
  source: kubevirt('pkg/config/sysprep.go: validateUnattendPresence'),
  acceptable: true,

  *check({ vmi }, entry) {
    const { cluster, namespace } = entry;
    for (const [volume, at] of located(vmi.volumes, `${VMI}.volumes`)) {
      const { kind, name } = answersOf(volume) ?? {};
      if (kind !== undefined && appendsIndex(entry, `appendIndexTo${kind}Refs`)) continue;
      const held = kind && name && cluster?.find('', kind, name, namespace)?.object;
      if (!held || keysOf(held).some((key) => FILES.includes(key.toLowerCase()))) continue;
      yield fault(`${at}.sysprep`, `is ${kind} "${name}", which has neither ${FILES.join(' nor ')}, so the machine `
        + 'never starts', this.remedy);
    }
  },
};

/** The object that holds the answers. KubeVirt takes the Secret if both are named. */
function answersOf({ sysprep }: Volume): { readonly kind: string; readonly name?: string } | undefined {
  if (sysprep?.secret !== undefined) return { kind: 'Secret', name: sysprep.secret.name };
  return sysprep?.configMap && { kind: 'ConfigMap', name: sysprep.configMap.name };
}

/** The keys of a Secret or ConfigMap. */
function keysOf(object: { readonly [field: string]: unknown }): string[] {
  return ['data', 'stringData', 'binaryData'].flatMap((field) => present(object[field] as object | undefined));
}
