import { MachineRule, VMI } from './machine';
import { labels, qualifiedName } from '../../validation/names';

const METADATA = VMI.replace('spec', 'metadata');

// KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go, restrictedVmiLabels.
const RESERVED = ['created-by', 'migrationJobUID', 'nodeName', 'migrationTargetNodeName', 'schedulable', 'install-strategy'].map((name) => `kubevirt.io/${name}`);

/** The same file, ValidateVirtualMachineInstanceMetadata; Kubernetes apimachinery for the form of labels and annotations. */
export const metadata: MachineRule = (machine) => [
  ...labels(`${METADATA}.labels`, machine.labels),
  ...RESERVED.filter((key) => machine.labels[key] !== undefined).map((key) => `${METADATA}.labels holds "${key}", which only KubeVirt itself may set. Use a label of your own.`),
  ...Object.keys(machine.annotations).map((key) => qualifiedName(`${METADATA}.annotations key`, key)),
];
