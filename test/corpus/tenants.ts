import { later, Plain, refused, stricter, Verdict, wrong, Wrong } from './case';
import { emitted, noObjects, plain, Scene, TENANT } from './scene';
import { ClusterNetworks, Isolation, MachineSize, NetworkPeer, NetworkProtocol, NetworkRule, PodSecurityLevel, TenantNamespaceProps, TenantNamespace, TenantSize, WorkerPool } from '../../src';
import { peersOf, PolicyPeer, podsIn, podsWith, portsOf } from '../../src/tenants/network-rule';

/** A tenant, and its objects of one kind. */
function tenant(kind: string, rule: string, name: string, props: TenantNamespaceProps, says: string, verdict: Verdict): Wrong {
  return wrong(`tenants/${rule}`, name, (scene) => emitted(scene.tenant(props), kind), says, verdict);
}

const MEANT = 'no server sees what was meant';

const NAMESPACE: readonly Wrong[] = [
  tenant('Namespace', 'namespace-name', 'a name that is none', { namespaceName: 'My Tenant' }, 'namespace "My Tenant" is not a DNS label', refused('metadata.name: Invalid value: "My Tenant"')),
  tenant('Namespace', 'namespace-name', 'one of the cluster\'s own', { namespaceName: 'kube-system' }, 'belongs to the cluster itself', stricter('Kubernetes takes it, and quota and isolation stop what runs there')),
  wrong('tenants/namespace-twice', 'two tenants', (scene) => [...emitted(scene.tenant({ namespaceName: TENANT }, 'one'), 'Namespace'), ...emitted(scene.tenant({ namespaceName: TENANT }, 'two'), 'Namespace')], 'is that of tenant infra/one already', stricter('Kubernetes takes both, and one overwrites the other')),
  tenant('Namespace', 'labels', 'a value that is none', { labels: { team: 'My Team' } }, 'label value of team "My Team"', refused('metadata.labels: Invalid value: "My Team"')),
  tenant('Namespace', 'labels', 'the name\'s own', { labels: { 'kubernetes.io/metadata.name': 'other' } }, 'which the API server writes itself', stricter('Kubernetes takes it, and writes its own over it')),
  tenant('Namespace', 'labels', 'the level of pod security', { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } }, 'would override the level', stricter('Kubernetes takes it; two places would say how strictly pods are looked at')),
  tenant('Namespace', 'annotations', 'a key that is none', { annotations: { 'my note': 'a' } }, 'annotation key "my note"', refused('metadata.annotations: Invalid value: "my note"')),
  tenant('Namespace', 'pod-security-level', 'an unknown one', { podSecurity: { enforce: 'loose' as PodSecurityLevel } }, 'podSecurity.enforce "loose" is unknown', refused('/enforce]: Invalid value: "loose"')),
  tenant('Namespace', 'pod-security-version', 'no minor', { podSecurity: { version: '1.35' } }, 'podSecurity.version "1.35"', refused('/enforce-version]: Invalid value: "1.35"')),
];

/** What a tenant's own cluster uses; nothing of it is emitted. */
function networks(name: string, given: ClusterNetworks, says: string): Wrong {
  return wrong('tenants/networks', name, (scene) => noObjects(scene.tenant({ networks: given })), says, stricter('the ranges of a tenant\'s own cluster are in none of our objects'));
}

const RANGES: readonly Wrong[] = [
  networks('a range that is none', { pods: ['172.25.0.0/33'] }, 'pod network of tenant cluster-acme "172.25.0.0/33" is not a CIDR'),
  networks('a host', { services: ['172.25.0.1/16'] }, 'has address bits behind its prefix length'),
  networks('a range of the infra cluster', { pods: ['10.244.128.0/17'] }, 'overlaps pod network of cluster infra'),
  networks('one range twice', { pods: ['172.25.0.0/16'], services: ['172.25.128.0/17'] }, 'overlaps service network of tenant'),
];

const QUOTA: readonly Wrong[] = [
  tenant('ResourceQuota', 'quota-cpu', 'none', { quota: { cpu: 0 } }, 'quota.cpu 0 is no number of cores', stricter('Kubernetes takes it, and no machine ever starts')),
  tenant('ResourceQuota', 'quota-memory', 'no quantity', { quota: { memory: 'much' } }, 'quota.memory "much"', refused('Kind=ResourceQuota: quantities must match the regular expression')),
  tenant('ResourceQuota', 'quota-memory', 'thousandths of a byte', { quota: { memory: '2048m' } }, 'quota.memory "2048m"', stricter('Kubernetes takes it for three bytes')),
  tenant('ResourceQuota', 'quota-memory', 'none', { quota: { memory: '0' } }, 'quota.memory "0" must be more than nothing', stricter('Kubernetes takes it, and no machine ever starts')),
  tenant('ResourceQuota', 'quota-storage', 'no quantity', { quota: { storage: 'much' } }, 'quota.storage "much"', refused('Kind=ResourceQuota: quantities must match the regular expression')),
  tenant('ResourceQuota', 'quota-count', 'none', { quota: { pods: 0 } }, 'quota.pods 0 is no count', stricter('Kubernetes takes it, and no machine ever starts')),
  tenant('ResourceQuota', 'quota-count', 'half of one', { quota: { machines: 1.5 } }, 'quota.machines 1.5 is no count', refused('spec.hard[count/virtualmachines.kubevirt.io]: Invalid value: "1500m"')),
  tenant('ResourceQuota', 'quota-additional', 'one that has a prop', { quota: { additional: { pods: '10' } } }, 'for which there is quota.pods', stricter('Kubernetes takes it, and nothing is counted against it here')),
  tenant('ResourceQuota', 'quota-additional', 'a name that is none', { quota: { additional: { 'count/my things': '10' } } }, 'quota.additional "count/my things"', refused('spec.hard[count/my things]: Invalid value: "count/my things"')),
  tenant('ResourceQuota', 'quota-additional', 'what nobody counts', { quota: { additional: { podz: '10' } } }, 'which Kubernetes cannot count', refused('spec.hard[podz]: Invalid value: "podz"')),
  tenant('ResourceQuota', 'quota-amount', 'no quantity', { quota: { additional: { 'count/services': 'many' } } }, 'is "many", which is no amount', refused('Kind=ResourceQuota: quantities must match the regular expression')),
  tenant('ResourceQuota', 'quota-amount', 'half of one', { quota: { additional: { 'count/services': '1500m' } } }, 'but only whole ones are counted', refused('spec.hard[count/services]: Invalid value: "1500m"')),
  tenant('ResourceQuota', 'quota-amount', 'less than nothing, by overrides', { overrides: { resourceQuota: { hard: { pods: '-1' } } } }, 'the ResourceQuota\'s "pods" is "-1"', refused('spec.hard[pods]: Invalid value: "-1"')),
  tenant('ResourceQuota', 'quota-amount', 'no limits', { overrides: { resourceQuota: { hard: ['pods'] as any } } }, 'spec.hard is ["pods"]', refused('.spec.hard: expected map, got')),
];

/** A ResourceQuota with scopes, which only overrides give. */
function scoped(name: string, hard: object, scopes: string[], says: string, words: string): Wrong {
  return tenant('ResourceQuota', 'quota-scopes', name, { overrides: { resourceQuota: { hard: { ...hard }, scopes } } }, says, refused(words));
}

const SCOPED: readonly Wrong[] = [
  scoped('an unknown one', { pods: '10' }, ['Sleeping'], 'the ResourceQuota\'s scope "Sleeping" is unknown', 'spec.scopes: Invalid value: ["Sleeping"]'),
  scoped('one that counts something else', { services: '10' }, ['BestEffort'], 'does not go with services', 'spec.scopes: Invalid value: ["BestEffort"]'),
  scoped('two that exclude each other', { pods: '10' }, ['BestEffort', 'NotBestEffort'], 'exclude each other', 'spec.scopes: Invalid value: ["BestEffort","NotBestEffort"]'),
];

/** A tenant of so much, with pools of one machine each, and the objects that do not fit into each other. */
function full(name: string, quota: TenantNamespaceProps['quota'], pools: number, says: string): Wrong {
  return wrong('tenants/quota-holds', name, (scene) => {
    const acme = scene.tenant({ quota });
    const size = MachineSize.of({ cores: 2, memory: '4Gi' });
    const made = Array.from({ length: pools }, (_, index) => new WorkerPool(acme, `workers-${index}`, { replicas: 1, size, image: scene.ubuntu, bootDisk: { capacity: '10Gi' } }));
    return [acme.resourceQuota!, ...made.map((pool) => pool.virtualMachinePool)];
  }, says, later('Kubernetes refuses the first pod, claim or machine that is too many'));
}

const HELD: readonly Wrong[] = [
  full('machines', { machines: 1 }, 2, 'quota.machines 1 does not hold what the program puts into the namespace'),
  full('one machine', { memory: '1Gi' }, 1, 'for the target of a live migration'),
  full('an importer', { cpu: 0.01 }, 1, 'for an importer pod'),
  full('a disk while it is filled', { storage: '10Gi' }, 1, 'for what CDI needs beside a disk while it fills it'),
  full('many pools', { pods: 1 }, 9, 'those of'),
  wrong('tenants/quota-holds', 'one disk of an image', (scene) => {
    const acme = scene.tenant({ quota: { machines: 1 } });
    return [acme.resourceQuota!, new WorkerPool(acme, 'workers', { replicas: 2, size: MachineSize.of({ cores: 2, memory: '4Gi' }), image: scene.ubuntu }).virtualMachinePool];
  }, 'is 2. Raise it to 2', later('Kubernetes refuses the second machine')),
];

const DEFAULTS: readonly Wrong[] = [
  tenant('LimitRange', 'container-defaults', 'no CPU', { containerDefaults: { cpu: 'much' } }, 'containerDefaults.cpu "much"', refused('Kind=LimitRange: quantities must match the regular expression')),
  tenant('LimitRange', 'container-defaults', 'thousandths of a byte', { containerDefaults: { memory: '64m' } }, 'containerDefaults.memory "64m"', stricter('Kubernetes takes it for one byte')),
];

/** A size, and the instancetype that it would be. */
function sized(rule: string, name: string, given: TenantSize, says: string, verdict: Verdict): Wrong {
  return wrong(`tenants/${rule}`, name, (scene) => {
    scene.tenant({ sizes: [given] });
    return [instancetype(scene, given)];
  }, says, verdict);
}

function instancetype(scene: Scene, { name, cpu, memory, overrides }: TenantSize): Plain {
  const apiVersion = scene.kubevirt.apiVersion('instancetype.kubevirt.io', 'VirtualMachineInstancetype')!;
  return plain(apiVersion, 'VirtualMachineInstancetype', name, { cpu: { guest: overrides?.cpu?.guest ?? cpu }, memory: { guest: overrides?.memory?.guest ?? memory } }, TENANT);
}

const SIZES: readonly Wrong[] = [
  sized('size-name', 'a name that is none', { name: 'My Size', cpu: 2, memory: '4Gi' }, 'size "My Size" is not a DNS label', refused('metadata.name: Invalid value: "My Size"')),
  sized('size-cpu', 'half a CPU', { name: 'half', cpu: 1.5, memory: '4Gi' }, 'size "half" has 1.5 CPUs, but', refused('spec.cpu.guest in body must be of type integer')),
  sized('size-cpu', 'half a CPU by overrides', { name: 'half', cpu: 2, memory: '4Gi', overrides: { cpu: { guest: 1.5 } } }, 'has 1.5 CPUs in spec.cpu.guest', refused('spec.cpu.guest in body must be of type integer')),
  sized('size-memory', 'no quantity', { name: 'vast', cpu: 2, memory: 'much' }, 'memory of size "vast" "much"', refused('spec.memory.guest: Invalid value: "much"')),
  sized('size-memory', 'no quantity by overrides', { name: 'vast', cpu: 2, memory: '4Gi', overrides: { memory: { guest: 'much' } } }, 'spec.memory.guest of size "vast" "much"', refused('spec.memory.guest: Invalid value: "much"')),
  wrong('tenants/size-twice', 'two of one name', (scene) => emitted(scene.tenant({ sizes: [{ name: 'standard-2', cpu: 2, memory: '4Gi' }] }), 'VirtualMachineInstancetype'), 'size "standard-2" is given twice', stricter('no server sees the second')),
];

const ACCESS: readonly Wrong[] = [
  tenant('RoleBinding', 'access-role', 'a name that is none', { access: { grants: [{ clusterRole: 'a/b', users: ['me'] }] } }, 'which is no name of a ClusterRole', refused('the server could not find the requested resource')),
  tenant('RoleBinding', 'access-subject', 'an empty name', { access: { admins: { users: [''] } } }, 'access.admins holds an empty name', refused('kubevirt.io:admin" is invalid: subjects[0].name: Required value')),
  tenant('RoleBinding', 'access-subject', 'an empty name of a grant', { access: { grants: [{ clusterRole: 'view', groups: [''] }] } }, 'access.grants of view holds an empty name', refused('"view" is invalid: subjects[0].name: Required value')),
  tenant('RoleBinding', 'access-subject', 'an account of no name', { access: { viewers: { serviceAccounts: ['No One'] } } }, 'names the service account "No One"', refused('kubevirt.io:view" is invalid: subjects[0].name: Invalid value: "No One"')),
];

/** A rule of a tenant's isolation, and the NetworkPolicy that it would be. */
function egress(rule: string, name: string, given: Partial<NetworkRule>, says: string, verdict: Verdict): Wrong {
  const mail: NetworkRule = { name: 'mail', ...given };
  return wrong(`tenants/${rule}`, name, (scene) => {
    scene.tenant({ isolation: { egress: [mail] } });
    return [policyTo(`allow-egress-${mail.name}`, [...ranges(mail), ...peersOf({ ...mail, cidrs: [] })], mail)];
  }, says, verdict);
}

/** What a rule says of addresses, wrong exceptions included, of which we emit nothing. */
function ranges({ cidrs: given = [], except }: NetworkPeer): PolicyPeer[] {
  return given.map((cidr) => ({ ipBlock: { cidr, except } }));
}

function policyTo(name: string, to: readonly PolicyPeer[], { pods, ports }: Partial<NetworkRule> = {}): Plain {
  return plain('networking.k8s.io/v1', 'NetworkPolicy', name, { podSelector: podsWith(pods), policyTypes: ['Egress'], egress: [{ to, ports: portsOf(ports) }] }, TENANT);
}

const cidrs = ['192.0.2.0/24'];
const OPENS = 'Kubernetes takes it, and opens what was to be closed';

const ISOLATION: readonly Wrong[] = [
  tenant('NetworkPolicy', 'isolation-preset', 'an unknown one', { isolation: { preset: 'loose' as Isolation } }, 'isolation.preset "loose" is unknown', stricter('no server sees the preset')),
  tenant('NetworkPolicy', 'isolation-preset', 'none, and rules', { isolation: { preset: Isolation.NONE, egress: [{ name: 'mail', cidrs }] } }, 'has the preset NONE and also says', stricter('no server sees the rules, for no policy is made')),
  wrong('tenants/isolation-blocked', 'a range that is none', (scene) => {
    scene.tenant({ isolation: { blocked: ['192.0.2.0'] } });
    return [policyTo('allow-internet', [{ ipBlock: { cidr: '0.0.0.0/0', except: ['192.0.2.0'] } }])];
  }, 'isolation.blocked "192.0.2.0"', refused('ipBlock.except[0]: Invalid value: "192.0.2.0"')),
  wrong('tenants/isolation-dns', 'a label that is none', (scene) => {
    scene.tenant({ isolation: { dns: { podLabels: { 'my app': 'dns' } } } });
    return [policyTo('allow-dns', podsIn(['kube-system'], { 'my app': 'dns' }))];
  }, 'isolation.dns.podLabels key "my app"', refused('"allow-dns" is invalid: spec.egress[0].to[0].podSelector.matchLabels: Invalid value: "my app"')),
  egress('network-rule-peer', 'nobody', {}, 'names no peer', stricter(OPENS)),
  egress('network-rule-cidr', 'a range that is none', { cidrs: ['192.0.2.0/33'] }, 'isolation.egress "mail".cidrs "192.0.2.0/33"', refused('ipBlock.cidr: Invalid value: "192.0.2.0/33"')),
  egress('network-rule-cidr', 'an exception that is none', { cidrs, except: ['192.0.2.0/33'] }, 'except "192.0.2.0/33"', refused('ipBlock.except[0]: Invalid value: "192.0.2.0/33"')),
  egress('network-rule-cidr', 'an exception elsewhere', { cidrs, except: ['198.51.100.0/24'] }, 'does not lie inside of any of its cidrs', refused('ipBlock.except[0]: Invalid value: "198.51.100.0/24"')),
  egress('network-rule-namespaces', 'a name that is none', { namespaces: ['No Space'] }, 'namespaces "No Space" is not a DNS label', refused('namespaceSelector.matchLabels: Invalid value: "No Space"')),
  egress('network-rule-labels', 'a label that is none', { podLabels: { 'my app': 'mail' } }, 'isolation.egress "mail".podLabels key "my app"', refused('"allow-egress-mail" is invalid: spec.egress[0].to[0].podSelector.matchLabels: Invalid value: "my app"')),
  egress('network-rule-labels', 'a label that is none, of the tenant\'s pods', { cidrs, pods: { 'my app': 'mail' } }, 'isolation.egress "mail".pods key "my app"', refused('is invalid: spec.podSelector.matchLabels: Invalid value: "my app"')),
  egress('network-rule-name', 'a name that is none', { name: 'My Mail', cidrs }, 'isolation.egress.name "My Mail"', refused('metadata.name: Invalid value: "allow-egress-My Mail"')),
  egress('network-rule-ports', 'an empty list', { cidrs, ports: [] }, 'ports is an empty list', stricter(OPENS)),
  egress('network-rule-ports', 'an unknown protocol', { cidrs, ports: [{ port: 25, protocol: 'ICMP' as NetworkProtocol }] }, 'ports with the protocol "ICMP" is unknown', refused('ports[0].protocol: Unsupported value: "ICMP"')),
  egress('network-rule-ports', 'port 0', { cidrs, ports: [{ port: 0 }] }, 'ports holds 0', refused('ports[0].port: Invalid value: 0: must be between 1 and 65535')),
  egress('network-rule-ports', 'an end beyond all ports', { cidrs, ports: [{ port: 25, endPort: 70000 }] }, 'holds the endPort 70000', refused('ports[0].endPort: Invalid value: 70000')),
  egress('network-rule-ports', 'an end before the beginning', { cidrs, ports: [{ port: 25, endPort: 20 }] }, 'holds the range 25 to 20', refused('ports[0].endPort: Invalid value: 25: must be greater than or equal to `port`')),
  tenant('NetworkPolicy', 'network-rule-twice', 'two of one name', { isolation: { ingress: [{ name: 'mail', cidrs }, { name: 'mail', cidrs }] } }, 'two rules named "mail"', stricter('no server sees the second')),
];

const EXISTING: readonly Wrong[] = [
  wrong('tenants/namespace-name', 'a name that is none, of one that exists', (scene) => noObjects(TenantNamespace.existing(scene.infra, 'old', { namespaceName: 'Old Tenant' })), 'namespace "Old Tenant"', stricter(MEANT)),
];

export const TENANTS: readonly Wrong[] = [
  ...NAMESPACE, ...RANGES, ...QUOTA, ...SCOPED, ...HELD,
  ...DEFAULTS, ...SIZES, ...ACCESS, ...ISOLATION, ...EXISTING,
];
