import { ApiObject } from 'cdk8s';
import { later, Plain, refused, Releases, Right, right, stricter, Verdict, wrong, Wrong } from './case';
import { emitted, noObjects, patched, plain, Scene, TENANT } from './scene';
import {
  Boot,
  ClusterNetworks,
  EvictionStrategy,
  ImageNamespace,
  Isolation,
  KubeVirtCluster,
  MachineSize,
  NetworkPeer,
  NetworkProtocol,
  NetworkRule,
  PodNetworkBinding,
  PodSecurityLevel,
  TenantNamespace,
  TenantNamespaceProps,
  TenantQuota,
  TenantSize,
  VirtualMachine,
  VirtualMachineProps,
  WorkerPool,
} from '../../src';
import { peersOf, PolicyPeer, podsIn, podsWith, portsOf } from '../../src/tenants/network-rule';

/** A tenant, and its objects of one kind. */
function tenant(
  kind: string,
  rule: string,
  name: string,
  props: TenantNamespaceProps,
  says: string,
  verdict: Verdict,
): Wrong {
  return wrong(rule, name, (scene) => emitted(scene.tenant(props), kind), says, verdict);
}

/** A plain NetworkPolicy of a tenant, for all its pods. */
function policyOf(scene: Scene, spec: object): ApiObject {
  return new ApiObject(scene.tenant(), 'own', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'own', namespace: TENANT },
    spec: { podSelector: {}, ...spec },
  });
}

/** A plain Namespace in which a level of pod security is enforced. */
function secured(scene: Scene, name: string, level: string): ApiObject {
  const labels = { 'pod-security.kubernetes.io/enforce': level };
  return new ApiObject(scene.infra, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}

const MEANT = 'no server sees what was meant';

const NAMESPACE: readonly Wrong[] = [
  tenant(
    'Namespace',
    'TENANT001',
    'an invalid name',
    { namespaceName: 'My Tenant' },
    'namespaceName "My Tenant" is not a DNS label',
    refused('metadata.name: Invalid value: "My Tenant"'),
  ),
  tenant(
    'Namespace',
    'TENANT002',
    "one of the cluster's own",
    { namespaceName: 'kube-system' },
    'belongs to the cluster itself',
    stricter('Kubernetes takes it, and quota and isolation stop what runs there'),
  ),
  wrong(
    'TENANT057',
    'images in kube-system',
    (scene) => emitted(new ImageNamespace(scene.infra, 'kube-system')),
    '"kube-system" belongs to the cluster itself, whose pods the pod security level "restricted" would keep from',
    stricter('Kubernetes takes it, and refuses the pods of the network afterwards'),
  ),
  wrong(
    'TENANT057',
    'a plain Namespace',
    (scene) => [secured(scene, 'cdi', 'baseline')],
    '"cdi" belongs to CDI',
    stricter('Kubernetes takes it, and may refuse pods of CDI afterwards'),
  ),
  wrong(
    'TENANT003',
    'two tenants',
    (scene) => [
      ...emitted(scene.tenant({ namespaceName: TENANT }, 'one'), 'Namespace'),
      ...emitted(scene.tenant({ namespaceName: TENANT }, 'two'), 'Namespace'),
    ],
    'is already the namespace of tenant infra/one',
    stricter('Kubernetes takes both, and one overwrites the other'),
  ),
  tenant(
    'Namespace',
    'K8S017',
    'an invalid value',
    { labels: { team: 'My Team' } },
    'labels.team "My Team" is not a label value',
    refused('metadata.labels: Invalid value: "My Team"'),
  ),
  tenant(
    'Namespace',
    'TENANT005',
    'another name',
    { labels: { 'kubernetes.io/metadata.name': 'other' } },
    'which the API server writes over',
    stricter('Kubernetes takes it, and writes its own over it'),
  ),
  tenant(
    'Namespace',
    'TENANT006',
    'the level of pod security',
    { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    'but podSecurity is written instead',
    stricter('Kubernetes takes it; two places would say how strictly pods are looked at'),
  ),
  tenant(
    'Namespace',
    'K8S018',
    'an invalid key',
    { annotations: { 'my note': 'a' } },
    'annotations key "my note"',
    refused('metadata.annotations: Invalid value: "my note"'),
  ),
  wrong(
    'TENANT008',
    'an unknown one',
    (scene) => [patched(scene.tenant().namespace, '/metadata/labels/pod-security.kubernetes.io~1enforce', 'loose')],
    '"loose" is unknown',
    refused('/enforce]: Invalid value: "loose"'),
  ),
  tenant(
    'Namespace',
    'TENANT009',
    'no minor',
    { podSecurity: { version: '1.35' } },
    'podSecurity.version "1.35"',
    refused('/enforce-version]: Invalid value: "1.35"'),
  ),
];

/** What a tenant's own cluster uses; nothing of it is emitted. */
function networks(rule: string, name: string, given: ClusterNetworks, says: string): Wrong {
  const why = "the ranges of a tenant's own cluster are in none of our objects";
  return wrong(rule, name, (scene) => noObjects(scene.tenant({ networks: given })), says, stricter(why));
}

const RANGES: readonly Wrong[] = [
  networks(
    'TENANT010',
    'an invalid range',
    { pods: ['172.25.0.0/33'] },
    'networks.pods "172.25.0.0/33" is not a CIDR',
  ),
  networks('TENANT010', 'a host', { services: ['172.25.0.1/16'] }, 'has address bits behind its prefix length'),
  networks(
    'TENANT011',
    'a range of the infra cluster',
    { pods: ['10.244.128.0/17'] },
    'overlaps pod network of cluster infra',
  ),
  networks(
    'TENANT011',
    'one range twice',
    { pods: ['172.25.0.0/16'], services: ['172.25.128.0/17'] },
    'overlaps service network of tenant',
  ),
];

const QUOTA: readonly Wrong[] = [
  tenant(
    'ResourceQuota',
    'TENANT012',
    'less than nothing',
    { quota: { cpu: -1 } },
    'quota.cpu -1 is not a number of cores',
    refused('spec.hard[requests.cpu]: Invalid value: "-1"'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT021',
    'a limit on limits',
    { quota: { additional: { 'limits.cpu': '64' } } },
    'makes Kubernetes refuse pods without such a limit',
    stricter('Kubernetes takes it, and refuses pods without such a limit'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT017',
    'no CPU',
    { quota: { cpu: 0 } },
    'quota.cpu is 0',
    stricter('Kubernetes takes it, and no machine ever starts'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT013',
    'no quantity',
    { quota: { memory: 'much' } },
    'quota.memory "much"',
    refused('Kind=ResourceQuota: quantities must match the regular expression'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT013',
    'thousandths of a byte',
    { quota: { memory: '2048m' } },
    'quota.memory "2048m"',
    stricter('Kubernetes takes it for three bytes'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT017',
    'no memory',
    { quota: { memory: '0' } },
    'quota.memory is 0',
    stricter('Kubernetes takes it, and no machine ever starts'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT014',
    'no quantity',
    { quota: { storage: 'much' } },
    'quota.storage "much"',
    refused('Kind=ResourceQuota: quantities must match the regular expression'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT017',
    'no pods',
    { quota: { pods: 0 } },
    'quota.pods is 0',
    stricter('Kubernetes takes it, and no machine ever starts'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT015',
    'half of one',
    { quota: { machines: 1.5 } },
    'quota.machines 1.5 is not a count',
    refused('spec.hard[count/virtualmachines.kubevirt.io]: Invalid value: "1500m"'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT019',
    'one that has a prop',
    { quota: { additional: { pods: '10' } } },
    'for which there is quota.pods',
    stricter('Kubernetes takes it, and nothing is counted against it here'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT018',
    'an invalid name',
    { quota: { additional: { 'count/my things': '10' } } },
    'quota.additional["count/my things"] "count/my things" is not a label key',
    refused('spec.hard[count/my things]: Invalid value: "count/my things"'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT018',
    'what nobody counts',
    { quota: { additional: { podz: '10' } } },
    'which Kubernetes cannot count',
    refused('spec.hard[podz]: Invalid value: "podz"'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT016',
    'no quantity',
    { quota: { additional: { 'count/services': 'many' } } },
    '"many" is not an amount',
    refused('Kind=ResourceQuota: quantities must match the regular expression'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT016',
    'half of one',
    { quota: { additional: { 'count/services': '1500m' } } },
    'but only whole ones are counted',
    refused('spec.hard[count/services]: Invalid value: "1500m"'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT016',
    'more storage of a class than can be counted in thousandths',
    { quota: { storageClasses: { fast: { storage: '7Ei' } } } },
    '"7Ei" is more than 9223372036854775, the largest number of what is counted in whole numbers',
    refused('requests.storage]: Invalid value: "7Ei": must be an integer'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT015',
    'less than nothing, by overrides',
    { overrides: { resourceQuota: { hard: { pods: '-1' } } } },
    'spec.hard.pods -1 is not a count',
    refused('spec.hard[pods]: Invalid value: "-1"'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT016',
    'no limits',
    { overrides: { resourceQuota: { hard: ['pods'] as any } } },
    'spec.hard is ["pods"]',
    refused('.spec.hard: expected map, got'),
  ),
];

/** A ResourceQuota with scopes, which only overrides give. */
function scoped(name: string, hard: object, scopes: string[], says: string, words: string): Wrong {
  return tenant(
    'ResourceQuota',
    'TENANT020',
    name,
    { overrides: { resourceQuota: { hard: { ...hard }, scopes } } },
    says,
    refused(words),
  );
}

const SCOPED: readonly Wrong[] = [
  scoped(
    'an unknown one',
    { pods: '10' },
    ['Sleeping'],
    'spec.scopes[0] "Sleeping" is unknown',
    'spec.scopes: Invalid value: ["Sleeping"]',
  ),
  scoped(
    'one that counts something else',
    { services: '10' },
    ['BestEffort'],
    'does not go with services',
    'spec.scopes: Invalid value: ["BestEffort"]',
  ),
  scoped(
    'two that exclude each other',
    { pods: '10' },
    ['BestEffort', 'NotBestEffort'],
    'which exclude each other',
    'spec.scopes: Invalid value: ["BestEffort","NotBestEffort"]',
  ),
];

/** A tenant of so much, with pools of one machine each, and the objects that do not fit into each other. */
function full(name: string, quota: TenantNamespaceProps['quota'], pools: number, says: string): Wrong {
  return wrong(
    'TENANT022',
    name,
    (scene) => {
      const acme = scene.tenant({ quota });
      const size = MachineSize.of({ cores: 2, memory: '4Gi' });
      const made = Array.from(
        { length: pools },
        (_, index) =>
          new WorkerPool(acme, `workers-${index}`, {
            replicas: 1,
            size,
            image: scene.ubuntu,
            bootDisk: { capacity: '10Gi' },
          }),
      );
      return [acme.resourceQuota!, ...made.map((pool) => pool.virtualMachinePool)];
    },
    says,
    later('Kubernetes refuses the first pod, claim or machine that is too many'),
  );
}

/** A tenant of so many pods, with a machine that a drain shuts down. */
function shutDown(scene: Scene, pods: number, props: Partial<VirtualMachineProps> = {}): ApiObject[] {
  const acme = new TenantNamespace(scene.cluster(), 'acme', { id: 'acme', quota: { pods } });
  const machine = new VirtualMachine(acme, 'db', {
    boot: Boot.containerDisk('registry.example/a:1'),
    size: MachineSize.of({ cores: 2, memory: '4Gi' }),
    evictionStrategy: EvictionStrategy.NONE,
    ...props,
  });
  return [acme.resourceQuota!, machine.apiObject];
}

const HELD: readonly Wrong[] = [
  wrong(
    'TENANT069',
    'one pod',
    (scene) => shutDown(scene, 1),
    'quota.pods 1 has no room for the target of a live migration',
    stricter('Kubernetes takes it; only an upgrade of KubeVirt shows it'),
  ),
  full('machines', { machines: 1 }, 2, 'quota.machines 1 does not hold what the program puts into the namespace'),
  full('one machine', { memory: '1Gi' }, 1, 'for the target of a live migration'),
  full('an importer', { cpu: 0.01 }, 1, 'for an importer pod'),
  full('a disk while it is filled', { storage: '10Gi' }, 1, 'for what CDI needs beside a disk while it fills it'),
  full('many pools', { pods: 1 }, 9, 'those of'),
  wrong(
    'TENANT022',
    'one disk of an image',
    (scene) => {
      const acme = scene.tenant({ quota: { machines: 1 } });
      return [
        acme.resourceQuota!,
        new WorkerPool(acme, 'workers', {
          replicas: 2,
          size: MachineSize.of({ cores: 2, memory: '4Gi' }),
          image: scene.ubuntu,
        }).virtualMachinePool,
      ];
    },
    'is 2. Raise it to 2',
    later('Kubernetes refuses the second machine'),
  ),
];

const UNCOUNTED: readonly Wrong[] = [
  wrong(
    'TENANT023',
    "a size of another's",
    (scene) => {
      const acme = scene.tenant({ quota: { memory: '64Gi' } });
      const size = MachineSize.clusterInstancetype('theirs');
      return [
        acme.resourceQuota!,
        new WorkerPool(acme, 'workers', { replicas: 1, size, image: scene.ubuntu }).virtualMachinePool,
      ];
    },
    'cannot be held against quota.memory, because the program does not hold the instancetype "theirs". Make sure that '
    + 'the cluster has it, and that the quota has room.',
    stricter('Kubernetes counts what the program cannot'),
  ),
];

const DEFAULTS: readonly Wrong[] = [
  tenant(
    'LimitRange',
    'TENANT024',
    'no CPU',
    { containerDefaults: { cpu: 'much' } },
    'containerDefaults.cpu "much"',
    refused('Kind=LimitRange: quantities must match the regular expression'),
  ),
  tenant(
    'LimitRange',
    'TENANT024',
    'thousandths of a byte',
    { containerDefaults: { memory: '64m' } },
    'containerDefaults.memory "64m"',
    stricter('Kubernetes takes it for one byte'),
  ),
];

/** A size, and the instancetype that it would be. */
function sized(rule: string, name: string, given: TenantSize, says: string, verdict: Verdict): Wrong {
  return wrong(
    rule,
    name,
    (scene) => {
      scene.tenant({ sizes: [given] });
      return [instancetype(scene, given)];
    },
    says,
    verdict,
  );
}

function instancetype(scene: Scene, { name, cpu, memory, overrides }: TenantSize): Plain {
  const apiVersion = scene.kubevirt.apiVersion('instancetype.kubevirt.io', 'VirtualMachineInstancetype')!;
  return plain(
    apiVersion,
    'VirtualMachineInstancetype',
    name,
    { cpu: { guest: overrides?.cpu?.guest ?? cpu }, memory: { guest: overrides?.memory?.guest ?? memory } },
    TENANT,
  );
}

const SIZES: readonly Wrong[] = [
  sized(
    'TENANT025',
    'an invalid name',
    { name: 'My Size', cpu: 2, memory: '4Gi' },
    'size "My Size" is not a DNS label',
    refused('metadata.name: Invalid value: "My Size"'),
  ),
  sized(
    'K8S009',
    'half a CPU of a size',
    { name: 'half', cpu: 1.5, memory: '4Gi' },
    'is 1.5, but',
    refused('spec.cpu.guest in body must be of type int'),
  ),
  sized(
    'K8S009',
    'half a CPU of a size by overrides',
    { name: 'half', cpu: 2, memory: '4Gi', overrides: { cpu: { guest: 1.5 } } },
    'is 1.5, but',
    refused('spec.cpu.guest in body must be of type int'),
  ),
  sized(
    'K8S010',
    'no quantity of a size',
    { name: 'vast', cpu: 2, memory: 'much' },
    '"much"',
    refused('spec.memory.guest: Invalid value: "much"'),
  ),
  sized(
    'K8S010',
    'no quantity of a size by overrides',
    { name: 'vast', cpu: 2, memory: '4Gi', overrides: { memory: { guest: 'much' } } },
    '"much"',
    refused('spec.memory.guest: Invalid value: "much"'),
  ),
  sized(
    'TENANT026',
    'no CPU',
    { name: 'none', cpu: 0, memory: '4Gi' },
    'cpu of size "none" is 0',
    stricter('KubeVirt takes it, and no machine has no CPU'),
  ),
  sized(
    'TENANT027',
    'no memory',
    { name: 'none', cpu: 1, memory: '0' },
    'memory of size "none" "0" must be more than zero',
    stricter('KubeVirt takes it, and no machine has no memory'),
  ),
  sized(
    'TENANT027',
    'thousandths of a byte',
    { name: 'tiny', cpu: 1, memory: '2048m' },
    'memory of size "tiny" "2048m"',
    stricter('KubeVirt takes it for three bytes'),
  ),
  wrong(
    'TENANT029',
    'a release without instancetypes',
    (scene) => {
      const kubevirt = Object.create(scene.kubevirt, { apiVersion: { value: () => undefined } });
      const old = KubeVirtCluster.existing(scene.app, 'old', { kubevirt, cdi: scene.cdi });
      return noObjects(new TenantNamespace(old, 'acme'));
    },
    'does not serve VirtualMachineInstancetype',
    stricter('each release that we know serves it'),
  ),
  wrong(
    'TENANT028',
    'two of one name',
    (scene) =>
      emitted(scene.tenant({ sizes: [{ name: 'standard-2', cpu: 2, memory: '4Gi' }] }), 'VirtualMachineInstancetype'),
    'size "standard-2" is given twice',
    stricter('no server sees the second'),
  ),
];

const ACCESS: readonly Wrong[] = [
  tenant(
    'RoleBinding',
    'TENANT030',
    'an invalid name',
    { access: { grants: [{ clusterRole: 'a/b', users: ['me'] }] } },
    'is not the name of a role',
    refused('the server could not find the requested resource'),
  ),
  tenant(
    'RoleBinding',
    'TENANT031',
    'an empty name',
    { access: { admins: { users: [''] } } },
    'access.admins is "", which names nobody',
    refused('kubevirt.io:admin" is invalid: subjects[0].name: Required value'),
  ),
  tenant(
    'RoleBinding',
    'TENANT031',
    'an empty name of a grant',
    { access: { grants: [{ clusterRole: 'view', groups: [''] }] } },
    'access.grants of view is "", which names nobody',
    refused('"view" is invalid: subjects[0].name: Required value'),
  ),
  tenant(
    'RoleBinding',
    'TENANT031',
    'an account of no name',
    { access: { viewers: { serviceAccounts: ['No One'] } } },
    'which cannot be a service account',
    refused('kubevirt.io:view" is invalid: subjects[0].name: Invalid value: "No One"'),
  ),
];

const WIDE: readonly Wrong[] = [
  tenant(
    'RoleBinding',
    'TENANT032',
    'a role that changes policies',
    { access: { grants: [{ clusterRole: 'edit', users: ['me'] }] } },
    'which may change NetworkPolicies',
    stricter('Kubernetes takes it, and its holder can end the isolation'),
  ),
  tenant(
    'RoleBinding',
    'TENANT056',
    'a role that writes DataImportCrons',
    { access: { grants: [{ clusterRole: 'cdi.kubevirt.io:edit', users: ['me'] }] } },
    'access.grants gives the ClusterRole "cdi.kubevirt.io:edit", which may write DataImportCrons',
    stricter('Kubernetes takes it, and CDI reads for its holder what is not theirs'),
  ),
  tenant(
    'ResourceQuota',
    'TENANT055',
    'a PriorityClass with a long name',
    { priorityClasses: ['a'.repeat(64)] },
    'which Kubernetes cannot compare with the class of a pod',
    stricter('Kubernetes takes the quota, and refuses every pod afterwards'),
  ),
  tenant(
    'RoleBinding',
    'TENANT033',
    'everybody',
    { access: { viewers: { groups: ['system:authenticated'] } } },
    'access.viewers holds "system:authenticated"',
    stricter('Kubernetes takes it, and everybody may look'),
  ),
];

/** A rule of a tenant's isolation, and the NetworkPolicy that it would be. */
function egress(
  rule: string,
  name: string,
  given: Partial<NetworkRule>,
  says: string,
  verdict: Verdict,
  releases?: Releases,
): Wrong {
  const mail: NetworkRule = { name: 'mail', ...given };
  return wrong(
    rule,
    name,
    (scene) => {
      scene.tenant({ isolation: { egress: [mail] } });
      return [policyTo(`allow-egress-${mail.name}`, [...ranges(mail), ...peersOf({ ...mail, cidrs: [] })], mail)];
    },
    says,
    verdict,
    releases,
  );
}

/** What a rule says of addresses, including wrong exceptions, which we do not emit. */
function ranges({ cidrs: given = [], except }: NetworkPeer): PolicyPeer[] {
  return given.map((cidr) => ({ ipBlock: { cidr, except } }));
}

function policyTo(name: string, to: readonly PolicyPeer[], { pods, ports }: Partial<NetworkRule> = {}): Plain {
  return plain(
    'networking.k8s.io/v1',
    'NetworkPolicy',
    name,
    { podSelector: podsWith(pods), policyTypes: ['Egress'], egress: [{ to, ports: portsOf(ports) }] },
    TENANT,
  );
}

const cidrs = ['192.0.2.0/24'];
const AFTER = 'Kubernetes takes the policy, and the network plugin never sees the address';
const OPENS = 'Kubernetes takes it, and opens what was to be closed';

const ISOLATION: readonly Wrong[] = [
  tenant(
    'NetworkPolicy',
    'TENANT034',
    'none, and rules',
    { isolation: { preset: Isolation.NONE, egress: [{ name: 'mail', cidrs }] } },
    'has the preset NONE and also says',
    stricter('no server sees the rules, for no policy is made'),
  ),
  wrong(
    'TENANT035',
    'an invalid range',
    (scene) => {
      scene.tenant({ isolation: { internetExcept: ['192.0.2.0'] } });
      return [policyTo('allow-internet', [{ ipBlock: { cidr: '0.0.0.0/0', except: ['192.0.2.0'] } }])];
    },
    'isolation.internetExcept "192.0.2.0"',
    refused('ipBlock.except[0]: Invalid value: "192.0.2.0"'),
  ),
  wrong(
    'TENANT048',
    'an invalid label',
    (scene) => {
      scene.tenant({ isolation: { dns: { podLabels: { 'my app': 'dns' } } } });
      return [policyTo('allow-dns', podsIn(['kube-system'], { 'my app': 'dns' }))];
    },
    'isolation.dns.podLabels["my app"] "my app" is not a label key',
    refused('"allow-dns" is invalid: spec.egress[0].to[0].podSelector.matchLabels: Invalid value: "my app"'),
  ),
  egress('TENANT038', 'nobody', {}, 'names no peer', stricter(OPENS)),
  egress(
    'TENANT039',
    'an invalid range',
    { cidrs: ['192.0.2.0/33'] },
    'isolation.egress "mail".cidrs "192.0.2.0/33"',
    refused('ipBlock.cidr: Invalid value: "192.0.2.0/33"'),
  ),
  egress(
    'TENANT041',
    'an invalid exception',
    { cidrs, except: ['192.0.2.0/33'] },
    'except "192.0.2.0/33"',
    refused('ipBlock.except[0]: Invalid value: "192.0.2.0/33"'),
  ),
  egress(
    'TENANT041',
    'an exception elsewhere',
    { cidrs, except: ['198.51.100.0/24'] },
    'is not inside any of its cidrs',
    refused('ipBlock.except[0]: Invalid value: "198.51.100.0/24"'),
  ),
  egress(
    'TENANT040',
    'a host',
    { cidrs: ['192.0.2.7/24'] },
    'isolation.egress "mail".cidrs "192.0.2.7/24" has address bits',
    stricter('Kubernetes takes it for the whole network'),
    { kubernetesUntil: '1.36' },
  ),
  egress(
    'TENANT040',
    'a host, before a server that looks at its bits',
    { cidrs: ['192.0.2.7/24'] },
    'isolation.egress "mail".cidrs "192.0.2.7/24" has address bits',
    refused('"192.0.2.7/24": must not have bits set beyond the prefix length'),
    { kubernetesFrom: '1.36' },
  ),
  wrong(
    'TENANT036',
    'none',
    (scene) => noObjects(scene.tenant({ isolation: { preset: Isolation.NONE } })),
    'leaves the tenant without NetworkPolicies',
    stricter('Kubernetes lets everything through'),
  ),
  tenant(
    'NetworkPolicy',
    'TENANT037',
    'pods of the cluster',
    { isolation: { egress: [{ name: 'all', cidrs: ['10.0.0.0/8'] }] } },
    'isolation.egress "all".cidrs opens 10.0.0.0/8, and with it the pod network',
    stricter(OPENS),
  ),
  tenant(
    'NetworkPolicy',
    'TENANT059',
    "the address of a control plane's Service",
    { isolation: { controlPlane: { cidrs: ['10.96.17.4/32'], ports: [{ port: 443 }] } } },
    'isolation.controlPlane.cidrs opens nothing: 10.96.17.4/32 holds addresses of Services (10.96.0.0/12)',
    stricter(AFTER),
  ),
  tenant(
    'NetworkPolicy',
    'TENANT059',
    'all Services of the cluster',
    { isolation: { egress: [{ name: 'services', cidrs: ['10.96.0.0/12'] }] } },
    'isolation.egress "services".cidrs opens nothing: 10.96.0.0/12 holds addresses of Services',
    stricter(AFTER),
  ),
  tenant(
    'NetworkPolicy',
    'TENANT059',
    'traffic from a Service',
    { isolation: { ingress: [{ name: 'services', cidrs: ['10.96.17.4/32'] }] } },
    'isolation.ingress "services".cidrs opens nothing: 10.96.17.4/32 holds addresses of Services (10.96.0.0/12), and '
      + 'no traffic comes from those',
    stricter(AFTER),
  ),
  wrong(
    'TENANT059',
    "a Service in a policy of the user's own",
    (scene) => {
      const to = [{ ipBlock: { cidr: '10.96.17.4/32' } }];
      return [new ApiObject(scene.tenant(), 'own', {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'own', namespace: TENANT },
        spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to }] },
      })];
    },
    'spec.egress[0].to[0].ipBlock.cidr opens nothing: 10.96.17.4/32 holds addresses of Services',
    stricter(AFTER),
  ),
  wrong(
    'TENANT060',
    'a patch of the policy that closes everything',
    (scene) => {
      const acme = scene.tenant();
      const deny = acme.networkPolicies.find(({ name }) => name === 'default-deny')!;
      return [patched(deny, '/spec/policyTypes', ['Ingress'])];
    },
    'spec.policyTypes does not list Egress, so the tenant\'s isolation ends there',
    stricter('Kubernetes takes it, and opens what was to be closed'),
  ),
  wrong(
    'TENANT060',
    'a policy that closes some pods alone',
    (scene) => {
      const acme = scene.tenant();
      const deny = acme.networkPolicies.find(({ name }) => name === 'default-deny')!;
      return [patched(deny, '/spec/podSelector', { matchLabels: { app: 'web' } })];
    },
    'spec.podSelector selects some pods, so the others are not isolated',
    stricter('Kubernetes takes it, and opens what was to be closed'),
  ),
  wrong(
    'TENANT061',
    'a policy of the user that opens everything',
    (scene) => [policyOf(scene, { policyTypes: ['Egress'], egress: [{}] })],
    'spec.egress[0] has neither to nor ports, so it opens everything, other tenants included',
    stricter('Kubernetes takes it, and opens what was to be closed'),
  ),
  wrong(
    'TENANT061',
    'a policy of the user that lets all namespaces in',
    (scene) => [policyOf(scene, { ingress: [{ from: [{ namespaceSelector: {} }] }] })],
    'spec.ingress[0].from[0] selects the pods of all namespaces, those of other tenants included',
    stricter('Kubernetes takes it, and opens what was to be closed'),
  ),
  wrong(
    'TENANT062',
    'a class of the node\'s own pods',
    (scene) => emitted(scene.tenant({ priorityClasses: ['system-node-critical'] }), 'ResourceQuota'),
    'spec.scopeSelector allows "system-node-critical"',
    stricter('Kubernetes takes it, and the tenant preempts others'),
  ),
  egress(
    'TENANT042',
    'an invalid name',
    { namespaces: ['No Space'] },
    'namespaces "No Space" is not a DNS label',
    refused('namespaceSelector.matchLabels: Invalid value: "No Space"'),
  ),
  egress(
    'TENANT043',
    'an invalid label',
    { podLabels: { 'my app': 'mail' } },
    'isolation.egress "mail".podLabels["my app"] "my app" is not a label key',
    refused('"allow-egress-mail" is invalid: spec.egress[0].to[0].podSelector.matchLabels: Invalid value: "my app"'),
  ),
  egress(
    'TENANT043',
    "an invalid label, of the tenant's pods",
    { cidrs, pods: { 'my app': 'mail' } },
    'isolation.egress "mail".pods["my app"] "my app" is not a label key',
    refused('is invalid: spec.podSelector.matchLabels: Invalid value: "my app"'),
  ),
  egress(
    'TENANT044',
    'an invalid name',
    { name: 'My Mail', cidrs },
    'isolation.egress.name "My Mail"',
    refused('metadata.name: Invalid value: "allow-egress-My Mail"'),
  ),
  egress('TENANT046', 'an empty list', { cidrs, ports: [] }, 'ports is an empty list', stricter(OPENS)),
  wrong(
    'TENANT045',
    'an unknown protocol',
    (scene) => {
      const { networkPolicies } = scene.tenant({
        isolation: { egress: [{ name: 'mail', cidrs, ports: [{ port: 25 }] }] },
      });
      const mail = networkPolicies.find(({ name }) => name === 'allow-egress-mail')!;
      return [patched(mail, '/spec/egress/0/ports/0/protocol', 'ICMP')];
    },
    'ports[0].protocol "ICMP" is unknown',
    refused('ports[0].protocol: Unsupported value: "ICMP"'),
  ),
  egress(
    'TENANT045',
    'port 0',
    { cidrs, ports: [{ port: 0 }] },
    'ports[0].port 0 is not a port',
    refused('ports[0].port: Invalid value: 0: must be between 1 and 65535'),
  ),
  egress(
    'TENANT045',
    'an end beyond all ports',
    { cidrs, ports: [{ port: 25, endPort: 70000 }] },
    'ports[0].endPort 70000 is not a port',
    refused('ports[0].endPort: Invalid value: 70000'),
  ),
  egress(
    'TENANT045',
    'an end before the beginning',
    { cidrs, ports: [{ port: 25, endPort: 20 }] },
    'ports[0].endPort 20 is before 25',
    refused('ports[0].endPort: Invalid value: 25: must be greater than or equal to `port`'),
  ),
  tenant(
    'NetworkPolicy',
    'TENANT047',
    'two of one name',
    {
      isolation: {
        ingress: [
          { name: 'mail', cidrs },
          { name: 'mail', cidrs },
        ],
      },
    },
    'two rules named "mail"',
    stricter('no server sees the second'),
  ),
];

const EXISTING: readonly Wrong[] = [
  wrong(
    'TENANT001',
    'an invalid name, of one that exists',
    (scene) => noObjects(TenantNamespace.existing(scene.infra, 'old', { namespaceName: 'Old Tenant' })),
    'namespaceName "Old Tenant"',
    stricter(MEANT),
  ),
];

export const TENANTS: readonly Wrong[] = [
  ...NAMESPACE,
  ...RANGES,
  ...QUOTA,
  ...SCOPED,
  ...HELD,
  ...UNCOUNTED,
  ...DEFAULTS,
  ...SIZES,
  ...ACCESS,
  ...WIDE,
  ...ISOLATION,
  ...EXISTING,
];

/** A tenant that comes close to breaking a rule. */
function good(rule: string, name: string, props: TenantNamespaceProps): Right {
  return right(rule, name, (scene) => scene.tenant(props));
}

/** A tenant of the quota that holds one pool of two machines, and no unit more. */
function filled(quota: TenantQuota): (scene: Scene) => void {
  return (scene) => {
    const image = scene.ubuntu;
    new WorkerPool(scene.tenant({ quota }), 'workers', {
      replicas: 2,
      size: MachineSize.of({ cores: 2, memory: '4Gi' }),
      image,
    });
  };
}

const to = (given: Partial<NetworkRule>): TenantNamespaceProps => ({
  isolation: { egress: [{ name: 'mail', cidrs, ...given }] },
});

export const RIGHT_TENANTS: readonly Right[] = [
  good('TENANT001', 'a name of 63 characters', { namespaceName: 'a'.repeat(63) }),
  good('TENANT002', "a name that only begins like one of the cluster's", { namespaceName: 'kubernetes' }),
  right('TENANT002', 'a namespace of the cluster that exists', (scene) =>
    TenantNamespace.existing(scene.infra, 'system', { namespaceName: 'kube-system' }),
  ),
  right('TENANT057', 'what may run there may still run', (scene) => secured(scene, 'kube-system', 'privileged')),
  right('TENANT057', 'a name that only begins alike', (scene) => new ImageNamespace(scene.infra, 'kubernetes')),
  right('TENANT003', 'one namespace in two clusters', (scene) => {
    scene.tenant();
    const { kubevirt, cdi } = scene;
    new TenantNamespace(KubeVirtCluster.existing(scene.app, 'other', { kubevirt, cdi }), 'acme');
  }),
  good('K8S017', 'an empty value, and a prefix', { labels: { 'example.org/team': '' } }),
  right('TENANT005', 'the name itself', (scene) => {
    const { namespace } = scene.tenant();
    namespace.metadata.addLabel('kubernetes.io/metadata.name', namespace.name);
  }),
  good('TENANT006', 'a label that only resembles one', {
    labels: { 'pod-security.example.org/enforce': 'privileged' },
  }),
  good('K8S018', 'a key with capitals and a prefix', { annotations: { 'example.org/My.Note_1': 'any text' } }),
  good('TENANT008', 'each level', {
    podSecurity: {
      enforce: PodSecurityLevel.PRIVILEGED,
      audit: PodSecurityLevel.BASELINE,
      warn: PodSecurityLevel.RESTRICTED,
    },
  }),
  good('TENANT009', 'the first minor', { podSecurity: { version: 'v1.0' } }),
  good('TENANT010', 'both families', { networks: { pods: ['172.26.0.0/16', 'fd00:172::/56'] } }),
  good('TENANT011', 'ranges beside each other', { networks: { pods: ['10.245.0.0/16'], services: ['10.243.0.0/16'] } }),
  good('TENANT012', 'a thousandth', { quota: { cpu: 0.001 } }),
  good('TENANT013', 'one byte', { quota: { memory: '1' } }),
  good('TENANT014', 'one byte', { quota: { storage: '1' } }),
  good('TENANT015', 'one', { quota: { pods: 1, volumes: 1, machines: 1 } }),
  good('TENANT016', 'none of something else, and a part of storage', {
    quota: {
      storageClasses: { fast: { storage: '8191Ti' } },
      additional: { 'services.nodeports': '0', 'requests.ephemeral-storage': '1.5' },
    },
  }),
  good('TENANT017', 'none of something else', { quota: { additional: { 'services.nodeports': '0' } } }),
  good('TENANT018', 'huge pages and names with a prefix', {
    quota: { additional: { 'requests.hugepages-2Mi': '4Gi', 'count/jobs.batch': '7', 'services.loadbalancers': '1' } },
  }),
  good('TENANT019', "a class's storage", {
    quota: { storage: '2Ti', additional: { 'fast.storageclass.storage.k8s.io/requests.storage': '1Ti' } },
  }),
  good('TENANT020', 'pods that do not end', {
    overrides: {
      resourceQuota: {
        hard: { 'pods': '10', 'requests.cpu': '4', 'count/services': '3' },
        scopes: ['NotTerminating', 'NotBestEffort'],
      },
    },
  }),
  good('TENANT021', 'a limit on ephemeral storage', { quota: { additional: { 'limits.ephemeral-storage': '1Gi' } } }),
  right(
    'TENANT022',
    'exactly what is asked',
    filled({ machines: 2, pods: 4, volumes: 3, storage: '30Gi', cpu: 0.715 }),
  ),
  right('TENANT022', 'a quota that selects other pods', (scene) => {
    const overrides = { resourceQuota: { hard: { pods: '1' }, scopes: ['Terminating'] } };
    new WorkerPool(scene.tenant({ overrides }), 'workers', {
      replicas: 2,
      size: MachineSize.of({ cores: 2, memory: '4Gi' }),
      image: scene.ubuntu,
    });
  }),
  right('TENANT069', 'room for one machine more', (scene) => shutDown(scene, 2)),
  right('TENANT069', 'a machine that an upgrade does not move', (scene) => shutDown(scene, 1, {
    podNetwork: PodNetworkBinding.BRIDGE,
  })),
  right('TENANT023', 'a size that is not known, and a quota that does not ask', (scene) => {
    const size = MachineSize.clusterInstancetype('theirs');
    new WorkerPool(scene.tenant({ quota: { machines: 3 } }), 'workers', { replicas: 1, size, image: scene.ubuntu });
  }),
  good('TENANT024', 'no CPU, and one byte', { containerDefaults: { cpu: '0', memory: '1' } }),
  good('TENANT025', 'a name of digits', { sizes: [{ name: '2-8', cpu: 2, memory: '8Gi' }] }),
  good('TENANT026', 'one CPU', { sizes: [{ name: 'one', cpu: 1, memory: '8Gi' }] }),
  good('TENANT027', 'a part of a unit', { sizes: [{ name: 'odd', cpu: 1, memory: '1.5Gi' }] }),
  good('TENANT028', "a standard size of one's own", {
    standardSizes: false,
    sizes: [{ name: 'standard-2', cpu: 2, memory: '4Gi' }],
  }),
  good('TENANT029', 'sizes, where the release serves them', {}),
  good('TENANT030', 'a name with colons and capitals', {
    access: { grants: [{ clusterRole: 'system:My Role', users: ['me'] }] },
  }),
  good('TENANT031', 'an account elsewhere, with dots', {
    access: { viewers: { serviceAccounts: ['ci/my.runner'], users: ['a b'] } },
  }),
  good('TENANT032', 'a role that reads', {
    access: { grants: [{ clusterRole: 'view', users: ['me'] }, { clusterRole: 'admin' }] },
  }),
  good('TENANT055', 'a PriorityClass with a name that is just short enough', { priorityClasses: ['a'.repeat(63)] }),
  good('TENANT056', 'editors', { access: { editors: { users: ['me'] } } }),
  good('TENANT033', 'a group of the tenant', { access: { viewers: { groups: ['system:acme'] } } }),
  good('TENANT034', 'none, and nothing else', { isolation: { preset: Isolation.NONE } }),
  good('TENANT035', 'a host as a range', { isolation: { internetExcept: ['192.0.2.7/32'] } }),
  right('TENANT036', "none, and one of the user's own", (scene) => {
    const acme = scene.tenant({ isolation: { preset: Isolation.NONE } });
    new ApiObject(acme, 'closed', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'closed', namespace: TENANT },
      spec: { podSelector: {} },
    });
  }),
  good('TENANT037', 'all but the cluster', {
    isolation: { egress: [{ name: 'all', cidrs: ['10.0.0.0/8'], except: ['10.244.0.0/16', '10.96.0.0/12'] }] },
  }),
  good('TENANT037', 'a name server within the cluster', { isolation: { dns: { cidrs: ['10.96.0.10/32'] } } }),
  good('TENANT059', 'a name server at the address of a Service', { isolation: { dns: { cidrs: ['10.96.0.10/32'] } } }),
  good('TENANT059', 'the pods of a control plane', {
    isolation: { controlPlane: { namespaces: ['kamaji'], podLabels: { app: 'acme' }, ports: [{ port: 6443 }] } },
  }),
  right('TENANT060', 'another policy that closes one direction', (scene) =>
    policyOf(scene, { policyTypes: ['Ingress'] })),
  right('TENANT061', 'pods with a label in all namespaces, and all pods of the tenant', (scene) =>
    policyOf(scene, {
      ingress: [
        { from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } }, { podSelector: {} }] },
      ],
    })),
  good('TENANT062', 'a class for tenants', { priorityClasses: ['gold'] }),
  good('TENANT038', 'pods of the tenant', to({ cidrs: undefined, podLabels: { app: 'mail' } })),
  good('TENANT039', 'an exception within', to({ except: ['192.0.2.128/25'] })),
  good('TENANT040', 'a host as a range', to({ cidrs: ['192.0.2.7/32'] })),
  good(
    'TENANT041',
    'an exception within the second range',
    to({ cidrs: ['::/0', ...cidrs], except: ['192.0.2.128/25'] }),
  ),
  good('TENANT042', 'a namespace', to({ namespaces: ['mail-1'] })),
  good('TENANT043', 'an empty value', to({ pods: { 'example.org/role': '' } })),
  good('TENANT044', 'a digit', to({ name: '1' })),
  good('TENANT045', 'all ports', to({ ports: [{ port: 1, endPort: 65535, protocol: NetworkProtocol.SCTP }] })),
  good('TENANT046', 'no list', to({ ports: undefined })),
  good('TENANT048', 'name servers of OpenShift', {
    isolation: {
      dns: {
        namespace: 'openshift-dns',
        podLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
        port: 5353,
      },
    },
  }),
  good('TENANT047', 'one name in each direction', {
    isolation: { egress: [{ name: 'mail', cidrs }], ingress: [{ name: 'mail', cidrs }] },
  }),
];
