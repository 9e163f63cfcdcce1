import { ApiObject, Chart } from 'cdk8s';
import { BundleApp, CdiRelease, Finding, KubeVirtCluster, KubeVirtClusterProps, KubeVirtRelease } from '../../../src';
import { mergeDeep } from '../../../src/toolkit/merge';
import { BASE } from '../../corpus/machine/machine';

/** What is around a machine. */
export interface Setting {
  /** The props of a cluster of ours; by default the cluster exists, and its custom resource is not in the bundle. */
  readonly cluster?: Partial<KubeVirtClusterProps>;
  readonly existing?: Partial<KubeVirtClusterProps>;
  /** Further objects of the cluster. */
  readonly objects?: readonly object[];
}

export const NAMESPACE = 'machines';
export const KINDS_OF_MACHINES = [
  'VirtualMachine', 'VirtualMachineInstance', 'VirtualMachineInstanceReplicaSet', 'VirtualMachinePool',
] as const;
export type KindOfMachine = typeof KINDS_OF_MACHINES[number];

/** What the rules find where an object of a kind holds the machine without faults with some overrides. */
export function findings(kind: KindOfMachine, overrides: object, setting: Setting = {}): Finding[] {
  const app = new BundleApp();
  const releases = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
  const cluster = setting.cluster === undefined
    ? KubeVirtCluster.existing(app, 'infra', { ...releases, ...setting.existing })
    : new KubeVirtCluster(app, 'infra', { ...releases, ...setting.cluster });
  const chart = new Chart(cluster, 'machines');
  const metadata = { name: 'own', namespace: NAMESPACE };
  new ApiObject(chart, 'own', objectOf(kind, mergeDeep<any>(BASE, overrides), metadata) as any);
  setting.objects?.forEach((object, index) => new ApiObject(chart, `object-${index}`, object as any));
  return app.check();
}

/** The severity, the field and the text of what one rule finds. */
export function foundBy(rule: string, kind: KindOfMachine, overrides: object, setting?: Setting): string[] {
  return findings(kind, overrides, setting)
    .filter((finding) => finding.rule === rule)
    .map(({ severity, message }) => `${severity}: ${message}`);
}

/** The number of findings of one rule in each kind that can hold the machine. */
export function countedBy(rule: string, overrides: object, setting?: Setting): number[] {
  return KINDS_OF_MACHINES.map((kind) => foundBy(rule, kind, overrides, setting).length);
}

function objectOf(kind: KindOfMachine, spec: any, metadata: object): object {
  const selector = { matchLabels: { app: 'x' } };
  switch (kind) {
    case 'VirtualMachine': return { apiVersion: 'kubevirt.io/v1', kind, metadata, spec };
    case 'VirtualMachineInstance':
      return {
        apiVersion: 'kubevirt.io/v1',
        kind,
        metadata: { ...metadata, ...spec.template.metadata },
        spec: spec.template.spec,
      };
    case 'VirtualMachineInstanceReplicaSet':
      return { apiVersion: 'kubevirt.io/v1', kind, metadata, spec: { replicas: 2, selector, template: spec.template } };
    case 'VirtualMachinePool': {
      const virtualMachineTemplate = { metadata: { labels: { app: 'x' } }, spec };
      return {
        apiVersion: 'pool.kubevirt.io/v1beta1',
        kind,
        metadata,
        spec: { replicas: 2, maxUnavailable: 1, selector, virtualMachineTemplate },
      };
    }
  }
}
