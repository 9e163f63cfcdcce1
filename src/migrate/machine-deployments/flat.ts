import { Weight } from '../change';
import type { Editor } from '../editor';

/** The fields of machine-controller before KKP 2.21, and today's. */
const FIELDS = [
  ['kubeconfig', 'auth.kubeconfig'],
  ['cpus', 'virtualMachine.template.cpus'],
  ['memory', 'virtualMachine.template.memory'],
  ['sourceURL', 'virtualMachine.template.primaryDisk.osImage'],
  ['pvcSize', 'virtualMachine.template.primaryDisk.size'],
  ['storageClassName', 'virtualMachine.template.primaryDisk.storageClassName'],
  ['dnsPolicy', 'virtualMachine.dnsPolicy'],
  ['dnsConfig', 'virtualMachine.dnsConfig'],
];

/** The form up to KKP 2.20, where all fields stand beside each other. */
export function moveFlatFields(editor: Editor, provider: string): void {
  for (const [old, field] of FIELDS) {
    editor.move(`${provider}.${old}`, `${provider}.${field}`, 'machine-controller has the field there since KKP 2.21');
  }
  editor.remove(`${provider}.namespace`, 'machine-controller makes the machines in the namespace of its environment '
    + 'variable POD_NAMESPACE. Set it to this namespace', Weight.WARNING);
}
