import { BootstrapCheck, ClusterApiOptions } from './options';
import { contentHash } from '../../toolkit/content-hash';
import { defined } from '../../toolkit/shape';
import type { MadeMachine } from '../../virtual-machines/tenant-machine';

const DIGITS = 8;

/** The path of the VirtualMachine's spec within a KubevirtMachineTemplate. */
export const MACHINE = 'spec.template.spec.virtualMachineTemplate.spec';

/**
 * The name of a template, which contains a hash of its spec: Cluster API replaces machines only if the name of their
 * template changes, and the provider's webhook refuses another spec under one name.
 */
export function nameByContent(name: string, spec: object): string {
  return `${name}-${contentHash(spec, DIGITS)}`;
}

/** The spec of a KubevirtMachineTemplate. */
export function machineTemplateSpec(options: ClusterApiOptions, machine: MadeMachine, namespace: string): object {
  const { bootstrapCheck, infraClusterSecret } = options;
  const infraClusterSecretRef = infraClusterSecret === undefined ? undefined : {
    apiVersion: 'v1', kind: 'Secret', name: infraClusterSecret, namespace,
  };
  const spec = defined({
    infraClusterSecretRef,
    virtualMachineBootstrapCheck: { checkStrategy: bootstrapCheck ?? BootstrapCheck.NONE },
    // The namespace is written because a kubeconfig of another cluster may name any.
    virtualMachineTemplate: { metadata: { namespace, labels: machine.labels }, spec: machine.spec },
  });
  return { template: { spec } };
}
