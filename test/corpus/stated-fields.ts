import { Lazy } from 'cdk8s';
import { Right, right, stricter, Wrong, wrong } from './case';
import { emitted, patched, Scene } from './scene';
import { TenantNamespace, TenantNamespaceProps } from '../../src';

const TAKEN = stricter('Kubernetes takes it, and limits nothing');

function tenant(kind: string, name: string, props: TenantNamespaceProps, says: string): Wrong {
  return wrong('TENANT064', name, (scene) => emitted(scene.tenant(props), kind), says, TAKEN);
}

function limited(name: string, resourceQuota: unknown, says: string): Wrong {
  const overrides = { resourceQuota } as TenantNamespaceProps['overrides'];
  return tenant('ResourceQuota', name, { quota: { cpu: 4, machines: 3 }, overrides }, says);
}

function policy({ networkPolicies }: TenantNamespace, name: string) {
  return networkPolicies.find((each) => each.name === name)!;
}

function patch(name: string, object: string, path: string, says: string): Wrong {
  return wrong('TENANT064', name, (scene) => [patched(policy(scene.tenant(), object), path, null)], says, TAKEN);
}

const BOTH = 'spec.hard does not hold spec.hard["requests.cpu"], spec.hard["count/virtualmachines.kubevirt.io"], '
  + 'which come from quota.cpu, quota.machines';

/** Props of a tenant that limit something, and a null that takes the limit away. */
export const STATED_FIELDS: readonly Wrong[] = [
  limited('no limits at all', { hard: null }, BOTH),
  limited('no limits, known later', { hard: Lazy.any({ produce: () => null }) }, BOTH),
  limited('no limit on CPU', { hard: { 'requests.cpu': null } },
    'spec.hard does not hold spec.hard["requests.cpu"], which comes from quota.cpu'),
  wrong('TENANT064', 'no limits, by a patch', (scene) => (
    [patched(scene.tenant({ quota: { cpu: 4 } }).resourceQuota!, '/spec/hard', undefined)]
  ), 'does not hold spec.hard["requests.cpu"]', TAKEN),
  tenant('LimitRange', 'no defaults of containers', { overrides: { limitRange: { limits: null } } },
    'does not hold spec.limits, which comes from containerDefaults'),
  wrong('TENANT064', 'any PriorityClass', (scene) => (
    [patched(scene.tenant().priorityQuota!, '/spec/hard', null)]
  ), 'does not hold spec.hard, which comes from priorityClasses', TAKEN),
  patch('a policy for launchers that selects all pods', 'allow-virt-api', '/spec/podSelector',
    'does not hold spec.podSelector, which comes from isolation'),
  wrong('TENANT060', 'no directions, by a patch', (scene) => (
    [patched(policy(scene.tenant(), 'default-deny'), '/spec/policyTypes', null)]
  ), 'policyTypes does not list Ingress and Egress', TAKEN),
];

function kept(name: string, program: (scene: Scene) => unknown): Right {
  return right('TENANT064', name, program);
}

/** Props of a tenant that limit something, and other values in their places. */
export const STATED_FIELDS_RIGHT: readonly Right[] = [
  kept('another amount', (scene) => (
    scene.tenant({ quota: { cpu: 4 }, overrides: { resourceQuota: { hard: { 'requests.cpu': '8', 'pods': null } } } })
  )),
  kept('other limits of containers', (scene) => (
    scene.tenant({ overrides: { limitRange: { limits: [{ type: 'Container', defaultRequest: { cpu: '1m' } }] } } })
  )),
  kept('a policy for other pods', (scene) => (
    patched(policy(scene.tenant(), 'allow-virt-api'), '/spec/podSelector', { matchLabels: { app: 'web' } })
  )),
];
