import { ApiObject } from 'cdk8s';
import { CdiRelease, KubeVirtRelease } from '../../src';
import { intend } from '../../src/inventory/tell';
import { changedDeployment } from '../corpus/machine-deployments/deployment';
import { NAMESPACES, Scene } from '../corpus/scene';

const FULL = {
  // one way to set the size, so that machines are judged
  'TEMPLATE.cpus': undefined,
  'TEMPLATE.memory': undefined,
  'CLOUD.affinity': { podAffinityPreset: 'soft', nodeAffinityPreset: { type: 'hard', key: 'zone', values: ['a'] } },
  'CLOUD.topologySpreadConstraints': [{ maxSkew: '1', topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
  'MACHINE.dnsConfig': { nameservers: ['192.0.2.53'] },
  'MACHINE.location': { zone: 'a' },
  'MACHINE.providerNetwork': { name: 'kubeovn', vpc: { name: 'a', subnet: { name: 'b' } } },
  'MACHINE.instancetype': { name: 'a', kind: 'VirtualMachineInstancetype' },
  'TEMPLATE.secondaryDisks': [{ size: '1Gi', storageClassName: 'fast' }],
  'DISK.extraHeaders': ['X-Mirror: eu'],
  'VALUE.sshPublicKeys': ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl'],
  'VALUE.network': { dns: { servers: ['192.0.2.53'] } },
  'spec.strategy': { rollingUpdate: { maxSurge: 1 } },
  'spec.template.spec.taints': [{ key: 'a', effect: 'NoSchedule' }],
  'spec.template.metadata.annotations': { a: 'b' },
};

/** All paths of values within a value. */
function pathsIn(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, item]) => pathsIn(item, [...at, key]))];
}

function replaced(value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown {
  if (step === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...value as object }) as { [key: string]: unknown };
  copy[step] = replaced(copy[step], rest, by);
  return copy;
}

const DEPLOYMENT = changedDeployment(FULL) as unknown as { readonly spec: object };
const PATHS = pathsIn(DEPLOYMENT.spec).map((path) => path.join('.'));

test.each(PATHS)('a value of any type may stand at spec.%s', (path) => {
  const steps = path === '' ? [] : path.split('.');
  const scene = new Scene(KubeVirtRelease.V1_9_0, CdiRelease.V1_66_0);
  for (const [index, value] of [7, 'a', true, [], ['a'], [7], {}, { a: 7 }].entries()) {
    const spec = replaced(DEPLOYMENT.spec, steps, value);
    const deployment = new ApiObject(scene.infra, `md-${index}`, { ...DEPLOYMENT, spec } as never);
    intend(deployment, { madeIn: { cluster: scene.infra.node.path, namespace: NAMESPACES[0] } });
  }
  expect(() => scene.findings()).not.toThrow();
});
