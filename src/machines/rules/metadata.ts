import { MachineRule, VMI } from './machine';
import type { Sentence } from '../../toolkit/problems';
import { labels, qualifiedName } from '../../toolkit/sentences';

const METADATA = VMI.replace('spec', 'metadata');

// KubeVirt v1.9.0 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go, restrictedVmiLabels.
const RESERVED = ['created-by', 'migrationJobUID', 'nodeName', 'migrationTargetNodeName', 'schedulable', 'install-strategy'].map((name) => `kubevirt.io/${name}`);

/** The same file, ValidateVirtualMachineInstanceMetadata; Kubernetes apimachinery for the form of labels and annotations. */
export const metadata: MachineRule = (machine) => [
  ...(['labels', 'annotations'] as const).map((field) => notTexts(`${METADATA}.${field}`, machine.spec.template?.metadata?.[field])),
  ...labels(`${METADATA}.labels`, machine.labels),
  ...RESERVED.filter((key) => machine.labels[key] !== undefined).map((key) => `${METADATA}.labels holds "${key}", which only KubeVirt itself may set. Use a label of your own.`),
  ...Object.keys(machine.annotations).map((key) => qualifiedName(`${METADATA}.annotations key`, key)),
];

/** Metadata has no schema; the API server takes nothing but maps of texts (apimachinery v0.34 pkg/apis/meta/v1/types.go, ObjectMeta). */
function notTexts(at: string, map: unknown): Sentence {
  if (map === undefined || (typeof map === 'object' && map !== null && !Array.isArray(map) && Object.values(map).every((value) => typeof value === 'string'))) return undefined;
  return `${at} is ${JSON.stringify(map)}, but must be a map of texts. Write numbers and truth values in quotes.`;
}
