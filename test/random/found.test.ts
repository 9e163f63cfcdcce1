import { build } from './build';
import { Description, Making } from './description';
import { mergeDeep } from '../../src/toolkit/merge';
import { errorsOf } from '../findings';

/*
 * What random programs have found, each in the smallest program that shows it.
 */

const CLUSTER: Making = {
  make: 'KubeVirtCluster.existing',
  at: 'infra',
  props: { kubevirt: { $kubevirt: 'v1.9.0' }, cdi: { $cdi: 'v1.66.0' } },
};
const IMAGE: Making = {
  make: 'GoldenImage.existing',
  at: 'infra/image',
  props: { dataSourceName: 'a', namespaceName: 'b', capacity: '1Gi', cloneableFrom: true },
};

function own(props: object): Description {
  return { steps: [{ ...CLUSTER, make: 'KubeVirtCluster', props: { ...CLUSTER.props, ...props } }] };
}

function tenant(props: object): Description {
  return { steps: [CLUSTER, { make: 'TenantNamespace', at: 'infra/blue', props: props as Making['props'] }] };
}

function pool(props: object): Description {
  const size = { $call: 'MachineSize.of', with: [{ cores: 1, memory: '1Gi' }] };
  const workers: Making = {
    make: 'WorkerPool',
    at: 'infra/blue/workers',
    props: { replicas: 1, image: { $construct: 'infra/image' }, size, ...props },
  };
  return { steps: [...tenant({}).steps, IMAGE, workers] };
}

/** An image that keeps out all tenants, beside one whose volumes a tenant may clone. */
function neighbours(): Description {
  const refreshed = { $call: 'ImageSource.pvc', with: ['a', { refresh: '@daily' }] };
  const closed: Making = {
    make: 'GoldenImage',
    at: 'infra/closed',
    props: {
      source: { $call: 'ImageSource.upload', with: [] },
      capacity: '1Gi',
      storageClassName: 'fast',
      tenants: [],
    },
  };
  const open: Making = {
    make: 'GoldenImage',
    at: 'infra/open',
    props: { source: refreshed, capacity: '1Gi', storageClassName: 'fast' },
  };
  return {
    steps: [
      ...tenant({}).steps,
      closed,
      open,
      { call: 'grantClone', on: 'infra/open', with: [{ $construct: 'infra/blue' }] },
    ],
  };
}

/** A pool in another cluster. */
function poolIn(cluster: object, props: object): Description {
  const [existing, ...others] = pool(props).steps;
  return { steps: [{ ...(existing as Making), props: { ...(existing as Making).props, ...cluster } }, ...others] };
}

function policy(props: object): Description {
  return { steps: [CLUSTER, { make: 'SchedulingPolicy', at: 'infra/policy', props: props as Making['props'] }] };
}

function image(source: object): Description {
  return {
    steps: [
      CLUSTER,
      { make: 'GoldenImage', at: 'infra/image', props: { source, capacity: '1Gi', storageClassName: 'fast' } },
    ],
  };
}

function problems(description: Description): string[] {
  return errorsOf(build(description, 'nowhere'));
}

const ONCE_OR_ALONE = 'which the API server refuses. Write it alone, or leave it out.';

test.each<[string, Description, string]>([
  [
    'a pull secret twice',
    own({ pullSecrets: ['a', 'a'] }),
    '[infra] pullSecrets holds "a" twice, which the API server refuses. Write it once.',
  ],
  [
    'an unknown sort of control plane',
    own({ controlPlaneNodes: 'hiden' }),
    '[infra] controlPlaneNodes is "hiden", which is not a value of ControlPlaneNodes. Write ControlPlaneNodes.HIDDEN.',
  ],
  [
    'limits below what an operator requests',
    own({ kubevirtOperator: { resources: { limits: { cpu: '1m' } } } }),
    '[infra/kubevirt-operator/deployment-virt-operator] kubevirtOperator.resources.requests.cpu "10m" is more than its '
      + 'limit "1m", so no such pod can be made. Raise the limit or lower the request.',
  ],
  [
    'an invalid storage class',
    pool({ bootDisk: { storageClassName: 'a_b' } }),
    '[infra/blue/workers/VirtualMachinePool] bootDisk.storageClassName "a_b" is not a DNS subdomain, so the API server '
      + 'refuses it. Use lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or '
      + 'digit, for example "a-b".',
  ],
  [
    'an access mode twice',
    pool({ bootDisk: { accessModes: ['ReadWriteOnce', 'ReadWriteOnce'] } }),
    '[infra/blue/workers/VirtualMachinePool] bootDisk.accessModes holds "ReadWriteOnce" twice. Write it once.',
  ],
  [
    'an access mode that stands alone',
    pool({ bootDisk: { accessModes: ['ReadWriteOnce', 'ReadWriteOncePod'] } }),
    '[infra/blue/workers/VirtualMachinePool] bootDisk.accessModes holds "ReadWriteOncePod" beside others, '
      + `${ONCE_OR_ALONE}`,
  ],
  [
    'a subdomain of two labels',
    pool({ subdomain: 'a.b' }),
    '[infra/blue/workers/VirtualMachinePool] subdomain "a.b" is not a DNS label, so the API server refuses it. Use '
      + 'lower-case letters, digits and "-", beginning and ending with a letter or digit, for example "a-b".',
  ],
  [
    'an unknown way to scale in',
    pool({ backend: { $call: 'PoolBackend.virtualMachinePool', with: [{ scaleIn: { strategy: 'Proactive' } }] } }),
    '[infra/blue/workers] backend.scaleIn.strategy is "Proactive", which is not a value of ScaleInStrategy. Write '
      + 'ScaleInStrategy.PROACTIVE.',
  ],
  [
    'an unknown type of cloud-init',
    pool({ cloudInit: { $call: 'CloudInit.fromSecret', with: ['a', { type: 'NoCloud' }] } }),
    '[infra/blue/workers] cloudInit.type is "NoCloud", which is not a value of CloudInitType. Write '
      + 'CloudInitType.NO_CLOUD.',
  ],
  [
    'an unknown way to pull',
    image({ $call: 'ImageSource.registry', with: ['docker://a', { pullMethod: 'Node' }] }),
    '[infra/image] source.pullMethod is "Node", which is not a value of RegistryPullMethod. Write '
      + 'RegistryPullMethod.NODE.',
  ],
  [
    'an unknown preemption',
    policy({ priorityClass: { value: 1, preemptionPolicy: 'never' } }),
    '[infra/policy] priorityClass.preemptionPolicy is "never", which is not a value of PreemptionPolicy. Write '
      + 'PreemptionPolicy.NEVER.',
  ],
  [
    'an unknown protocol',
    tenant({ isolation: { egress: [{ name: 'a', cidrs: ['::/0'], ports: [{ port: 1, protocol: 'tcp' }] }] } }),
    '[infra/blue] isolation.egress[0].ports[0].protocol is "tcp", which is not a value of NetworkProtocol. Write '
      + 'NetworkProtocol.TCP.',
  ],
  [
    'an unknown level of pod security',
    tenant({ podSecurity: { warn: 'Baseline' } }),
    '[infra/blue] podSecurity.warn is "Baseline", which is not a value of PodSecurityLevel. Write '
      + 'PodSecurityLevel.BASELINE.',
  ],
  [
    'a scope of pods on other limits',
    tenant({ overrides: { resourceQuota: { hard: { services: '1', pods: '9' }, scopes: ['NotTerminating'] } } }),
    '[infra/blue/ResourceQuota-tenant] spec.scopes[0] "NotTerminating" does not go with services, so the API server '
      + 'refuses it. Limit only pods, cpu, memory, limits.cpu, limits.memory, requests.cpu, requests.memory '
      + 'with it, or leave it out.',
  ],
  [
    'an unknown scope',
    tenant({ overrides: { resourceQuota: { hard: { pods: '9' }, scopes: ['Terminated'] } } }),
    '[infra/blue/ResourceQuota-tenant] spec.scopes[0] "Terminated" is unknown. Did you mean "Terminating"? Write one '
      + 'of Terminating, NotTerminating, BestEffort, NotBestEffort, PriorityClass, CrossNamespacePodAffinity, '
      + 'VolumeAttributesClass.',
  ],
  [
    'a scope and its opposite',
    tenant({ overrides: { resourceQuota: { hard: { pods: '9' }, scopes: ['Terminating', 'NotTerminating'] } } }),
    '[infra/blue/ResourceQuota-tenant] spec.scopes holds Terminating and NotTerminating, which exclude each other. '
      + 'Leave one of them out.',
  ],
  [
    'a gate off that another architecture needs',
    poolIn(
      { kubevirt: { $kubevirt: 'v1.7.4' }, disabledFeatureGates: ['MultiArchitecture'] },
      { architecture: 'arm64' },
    ),
    '[infra] disabledFeatureGates names "MultiArchitecture", but infra/blue/workers/VirtualMachinePool needs it. '
      + 'Remove the gate from the list, or what needs it from the program.',
  ],
  [
    'a neighbour whose rights reach further',
    neighbours(),
    '[infra/open] gives cluster-blue the right to clone every volume of namespace "golden-images", because the names '
      + 'of a refreshed image\'s volumes are not known beforehand: also image "closed". Let the image have a namespace '
      + 'of its own: create it outside of any tenant and without namespaceName, or below an ImageNamespace of its own.',
  ],
])('%s is an error', (_what, description, sentence) => {
  expect(problems(description)).toEqual([sentence]);
});

test('an override that only removes leaves no empty object, which the API server would take for null', () => {
  expect(mergeDeep<object>({}, { network: { permitSlirpInterface: null } } as object)).toStrictEqual({});
  expect(mergeDeep<object>({ network: { a: 1 } }, { network: { a: null } } as object)).toStrictEqual({});
  expect(mergeDeep<object>({ a: 1 }, { devices: { rng: {} } } as object)).toStrictEqual({ a: 1, devices: { rng: {} } });
});
