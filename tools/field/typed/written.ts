import { machineProps } from './convert';
import { differences } from './differences';
import { Loose } from './loose';
import { NAMES_BECAUSE, withCommonNames } from './names';
import type { Normalisation } from './normalisation';
import { dropOwnDefaults, OWN_DEFAULTS } from './own-defaults';
import { SAME_DEVICES } from './same-devices';
import { SAME_MACHINE } from './same-machine';
import { replaceUserData } from './user-data';
import {
  BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease, TenantNamespace, VirtualMachine,
} from '../../../src';
import type { FieldMachine } from '../machines';

/** A machine of an example, written with typed props alone. */
export interface Written {
  readonly machine: FieldMachine;
  /** Whether its user data became references to Secrets. */
  readonly hasUserData: boolean;
  /** What differs from the original, and what the rules refuse. The machine can be written if there is nothing. */
  readonly problems: readonly string[];
}

const NORMALISATIONS: readonly Normalisation[] = [...SAME_MACHINE, ...SAME_DEVICES];

/** All that the comparison does not see, each with its reason. */
export const NOT_COMPARED: readonly string[] = [
  ...NORMALISATIONS.map(({ because }) => because),
  ...NAMES_BECAUSE,
  ...OWN_DEFAULTS.map(({ field, because }) => `${field.join('.')}, where the original has none: ${because}`),
  'the metadata of the VirtualMachine itself, of which only the name is taken over; that of its template is compared',
];

/** Writes a machine with typed props, and compares what is made with the original. */
export function written(machine: FieldMachine): Written {
  const original = copyOf(machine.virtualMachine.spec);
  const hasUserData = replaceUserData(original);
  normalise(original);
  const { spec: made, errors } = machineOf(original, machine.virtualMachine.metadata.name);
  return { machine, hasUserData, problems: [...compared(original, made), ...errors] };
}

/** The differences between a spec and one that we make; both are changed. */
export function compared(original: Loose, made: Loose): string[] {
  normalise(original);
  normalise(made);
  dropOwnDefaults(made, original);
  return differences(original, made);
}

function normalise(spec: Loose): void {
  for (const { apply } of NORMALISATIONS) apply(spec, spec.template.spec);
  withCommonNames(spec);
}

function machineOf(original: Loose, name: string): { readonly spec: Loose; readonly errors: readonly string[] } {
  const app = new BundleApp();
  const releases = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
  const cluster = KubeVirtCluster.existing(app, 'infra', releases);
  const tenant = TenantNamespace.existing(cluster, 'ns', { namespaceName: 'ns' });
  const { apiObject } = new VirtualMachine(tenant, name, machineProps(copyOf(original), tenant));
  const errors = app.check().filter(({ severity }) => severity === 'error');
  return {
    spec: copyOf(apiObject.toJson().spec),
    errors: errors.map(({ rule, message }) => `rule ${rule}: ${message}`),
  };
}

function copyOf(value: unknown): Loose {
  return JSON.parse(JSON.stringify(value));
}
