import { isEmpty, Loose, valueOf } from './loose';
import { MACHINE_LABEL } from '../../../machines/machine-label';
import { ALLOW_BRIDGE_MIGRATION } from '../../../machines/networks/networking';

/** A field that we write where the original has none. */
export interface OwnDefault {
  readonly field: readonly string[];
  /** The only value that is ignored; undefined if any is. */
  readonly value?: unknown;
  /** Why the field is ignored. */
  readonly because: string;
}

const METADATA = ['template', 'metadata'];
const DOMAIN = ['template', 'spec', 'domain'];

/** The fields that are ignored in what we make if the original does not have them. */
export const OWN_DEFAULTS: readonly OwnDefault[] = [
  {
    field: [...METADATA, 'labels', MACHINE_LABEL],
    because: 'our label, by which services and policies find the machine',
  },
  {
    field: [...METADATA, 'annotations', ALLOW_BRIDGE_MIGRATION],
    value: 'true',
    because: 'our default for a machine with a bridge and an eviction strategy: without it, such a machine is never '
      + 'migrated',
  },
  {
    field: [...METADATA, 'annotations', 'vm.kubevirt.io/os'],
    because: 'written for a guest, as the preferences of KubeVirt do; only metrics read it',
  },
  {
    field: [...DOMAIN, 'firmware', 'uuid'],
    because: 'our default; KubeVirt draws one at random if there is none',
  },
  {
    field: [...DOMAIN, 'firmware', 'serial'],
    because: 'our default beside the UUID; the machine has none otherwise',
  },
  ...['cores', 'sockets', 'threads'].map((part) => ({
    field: [...DOMAIN, 'cpu', part],
    value: 1,
    because: 'KubeVirt counts a missing one as 1 (converter/vcpu/vcpu.go: GetCPUTopology); we write all three, so that '
      + 'sockets can be hotplugged',
  })),
];

const HOLDERS = [
  [...METADATA, 'labels'], [...METADATA, 'annotations'], [...DOMAIN, 'firmware'], [...DOMAIN, 'features'],
];

/** Removes from a spec of ours what it has by default, where the original has nothing. */
export function dropOwnDefaults(made: Loose, original: Loose): void {
  for (const { field, value } of OWN_DEFAULTS) {
    const last = field[field.length - 1];
    const holder = valueOf(made, field.slice(0, -1));
    if (holder === undefined || valueOf(original, field) !== undefined) continue;
    if (value === undefined || holder[last] === value) delete holder[last];
  }
  for (const spec of [made, original]) dropEmpty(spec);
}

/** An object without fields is the same as none there. */
function dropEmpty(spec: Loose): void {
  for (const steps of HOLDERS) {
    const holder = valueOf(spec, steps.slice(0, -1));
    const last = steps[steps.length - 1];
    if (isEmpty(holder?.[last])) delete holder[last];
  }
}
