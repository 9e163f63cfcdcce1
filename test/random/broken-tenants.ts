import { Bad, badCount, badKeys, badLabel, badLabels, badRanges, badSize } from './bad';
import { Isolation } from '../../src';

/** By prop of tenants, what it cannot be. */
export const BROKEN_TENANTS: { readonly [prop: string]: readonly Bad[] } = {
  'TenantNamespaceProps.priorityClasses': [{ to: ['a'.repeat(64)], beside: { anyPriorityClass: undefined } }],
  'TenantSubjects.users': [{ to: [''], says: /access\./ }],
  'TenantSubjects.groups': [{ to: [' '], says: /access\./ }],
  'TenantSubjects.serviceAccounts': [
    { to: ['a/b/c'], says: /access\./ },
    { to: ['Not one'], says: /access\./ },
  ],
  'TenantGrant.clusterRole': ['a/b', ''].map((to) => ({ to, beside: { users: ['me'] }, says: /access\.grants/ })),
  'ContainerDefaults.cpu': [{ to: 'lots' }, { to: '-1' }],
  'ContainerDefaults.memory': badSize(),
  'ExistingTenantProps.namespaceName': badLabel(/namespace/),
  'TenantIsolation.preset': [{ to: Isolation.NONE, beside: { sameNamespace: true } }],
  'TenantIsolation.internetExcept': badRanges(),
  'TenantIsolation.ingress': [
    {
      to: [
        { name: 'a', cidrs: ['::/0'] },
        { name: 'a', cidrs: ['::/0'] },
      ],
    },
  ],
  'TenantIsolation.egress': [{ to: [{ name: 'nobody' }] }],
  'TenantDns.namespace': badLabel(),
  'TenantDns.podLabels': badLabels(),
  'TenantDns.port': [
    { to: 0, says: /isolation\.dns\.port/ },
    { to: 65_536, says: /isolation\.dns\.port/ },
  ],
  'TenantDns.cidrs': badRanges(),
  'NetworkPort.port': [{ to: 0 }, { to: 65_536 }, { to: 1.5 }],
  'NetworkPort.endPort': [{ to: 0 }, { to: 5, beside: { port: 6 }, says: /range/ }],
  'NetworkSource.cidrs': badRanges(),
  'NetworkSource.except': [{ to: ['203.0.113.0/24'], beside: { cidrs: ['10.0.0.0/8'] } }, ...badRanges()],
  'NetworkSource.namespaces': [{ to: ['not.a.label'] }],
  'NetworkSource.podLabels': badLabels(),
  'NetworkPeer.ports': [{ to: [] }],
  'NetworkRule.name': badLabel(),
  'NetworkRule.pods': badLabels(),
  'TenantPodSecurity.version': [{ to: '1.35' }],
  'TenantQuota.cpu': [{ to: 0 }, { to: -1 }],
  'TenantQuota.memory': badSize(),
  'TenantQuota.storage': badSize(),
  'TenantQuota.volumes': badCount(),
  'TenantQuota.pods': badCount(),
  'TenantQuota.machines': badCount(),
  'TenantQuota.storageClasses': [{ to: { 'not a class': { volumes: 1 } } }],
  'TenantQuota.devices': [{ to: { 'example.org/gpu': -1 } }, { to: { gpu: 1 } }],
  'TenantQuota.limits': [{ to: { cpu: -1 } }, { to: { memory: 'much' } }],
  'StorageClassQuota.storage': [{ to: 'much' }, { to: '2048m' }, { to: '-1Gi' }],
  'StorageClassQuota.volumes': [{ to: 1.5 }, { to: -1 }],
  'QuotaLimits.cpu': [{ to: 0 }, { to: -1 }],
  'QuotaLimits.memory': badSize(),
  'TenantQuota.additional': [
    { to: { pods: '1' } },
    { to: { gpus: '1' } },
    { to: { 'count/jobs.batch': 'many' } },
    { to: { services: '1.5' } },
  ],
  'TenantSize.name': badLabel(/size/),
  'TenantSize.cpu': badCount(/cpu of size/),
  'TenantSize.memory': badSize(),
  'TenantSize.overrides': [
    { to: { cpu: { guest: 0 } }, says: /cpu\.guest/ },
    { to: { unknown: 1 }, says: /unknown/ },
  ],
  'TenantNamespaceProps.id': [{ to: 'Not an id', beside: { namespaceName: undefined }, says: /namespace/ }],
  'TenantNamespaceProps.namespaceName': [...badLabel(/namespace/), { to: 'kube-system' }, { to: 'default' }],
  'TenantNamespaceProps.labels': [
    ...badLabels(/label/),
    { to: { 'kubernetes.io/metadata.name': 'x' }, says: /label/ },
    { to: { 'pod-security.kubernetes.io/enforce': 'privileged' }, says: /label/ },
  ],
  'TenantNamespaceProps.annotations': badKeys(/annotation/),
  'TenantNamespaceProps.networks': [
    { to: { pods: ['10.0.0.0/8'], services: ['10.1.0.0/16'] }, says: /network.*overlaps/ },
  ],
  'TenantNamespaceProps.sizes': [
    {
      to: [
        { name: 'a', cpu: 1, memory: '1Gi' },
        { name: 'a', cpu: 2, memory: '1Gi' },
      ],
      says: /size/,
    },
  ],
  'TenantOverrides.resourceQuota': [
    { to: { hard: { services: 'many' } }, says: /ResourceQuota/ },
    { to: { hard: 5 }, says: /ResourceQuota/ },
    { to: { hard: { services: '1' }, scopes: ['Terminating'] }, says: /ResourceQuota/ },
    { to: { scopes: ['Sometimes'] }, says: /ResourceQuota/ },
  ],
};
