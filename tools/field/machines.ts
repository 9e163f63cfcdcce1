import { readFileSync } from 'node:fs';
import { ApiObject, Chart } from 'cdk8s';
import { BundleApp, CdiRelease, Finding, KubeVirtCluster, KubeVirtRelease } from '../../src';

/** A machine of a public example, with the verdict of KubeVirt's own admission. */
export interface FieldMachine {
  /** The file that it comes from. */
  readonly source: string;
  readonly virtualMachine: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string };
    readonly spec?: object;
  };
  /** Whether KubeVirt v1.9.0 admits it. */
  readonly accepted: boolean;
}

/** A machine with the errors that the rules find in it. */
export interface Judged {
  readonly machine: FieldMachine;
  readonly errors: readonly Finding[];
}

/** The machines of a file: a list in JSON. */
export function readMachines(file: string): FieldMachine[] {
  return JSON.parse(readFileSync(file, 'utf8')) as FieldMachine[];
}

/** Judges a machine as a plain object in a cluster that exists. */
export function judged(machine: FieldMachine): Judged {
  const app = new BundleApp();
  const releases = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
  const chart = new Chart(KubeVirtCluster.existing(app, 'infra', releases), 'machines');
  new ApiObject(chart, 'machine', machine.virtualMachine);
  return { machine, errors: app.check().filter(({ severity }) => severity === 'error') };
}
