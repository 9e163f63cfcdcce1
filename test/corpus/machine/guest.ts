import { BrokenMachine, machine, taken, TakenMachine, V1_8, V1_9 } from './machine';
import { boot, devices, domain, dv, vmi } from './parts';
import { later, refused, stricter } from '../case';

const HYPERV = 'template.spec.domain.features.hyperv';
const hyperv = (given: object) => domain({ features: { hyperv: given } });
const claim = (name: string) => ({ name, resourceClaimTemplateName: 'gpus' });
const claimed = (name: string, claimName: string, requestName: string) => ({ name, claimName, requestName });
const onNodesOf = (architecture: string, operator = 'In') => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [
        { matchExpressions: [{ key: 'kubernetes.io/arch', operator, values: [architecture] }] },
      ],
    },
  },
});
const withSerials = (...serials: string[]) => vmi({
  volumes: [dv, { name: 'x', persistentVolumeClaim: { claimName: 'a' } }],
  domain: {
    devices: { disks: [{ ...boot, serial: serials[0] }, { name: 'x', disk: { bus: 'virtio' }, serial: serials[1] }] },
  },
});
const NEVER_STARTS = 'KubeVirt takes it, and the machine never starts';
const NO_CLAIM = later('Kubernetes refuses the launcher pod');

/** Machines with a fault. */
export const GUEST: readonly BrokenMachine[] = [
  machine('VM136', 'synic without vpindex', hyperv({ synic: {}, vpindex: { enabled: false } }),
    `${HYPERV}.synic needs vpindex, which is off. Turn vpindex on, or synic off.`,
    later('virt-api refuses the instance', 'which was disabled')),
  machine('VM136', 'timers without synic', hyperv({ synictimer: {}, synic: { enabled: false } }),
    `${HYPERV}.synictimer needs synic, which is off. Turn synic on, or synictimer off.`,
    later('virt-api refuses the instance', 'which was disabled')),
  machine('VM136', 'one feature that three need',
    hyperv({ vpindex: { enabled: false }, synic: {}, ipi: {}, tlbflush: {} }),
    `${HYPERV}.vpindex is off, but ipi, synic and tlbflush need it. Turn it on, or ipi, synic and tlbflush off.`,
    later('virt-api refuses the instance', 'which was disabled')),
  machine('VM136', 'single features beside all',
    domain({ features: { hyperv: { relaxed: {} }, hypervPassthrough: { enabled: true } } }),
    `${HYPERV} has single features, but hypervPassthrough stands for all of them. Leave one of the two out.`,
    later('virt-api refuses the instance', 'Please use either HyperV or HypervPassthrough')),
  machine('VM137', 'a time zone beside UTC', domain({ clock: { timezone: 'Europe/Berlin', utc: {} } }),
    'template.spec.domain.clock has the time zone "Europe/Berlin" beside utc, and KubeVirt then ignores it. Leave one '
      + 'of the two out.',
    stricter('KubeVirt takes it, and the clock shows UTC')),
  machine('VM138', 'a GPU of nothing', devices({ gpus: [{ name: 'a' }] }),
    'template.spec.domain.devices.gpus[0] "a" names neither a resource nor a claim. Write deviceName, or claimName and '
      + 'requestName.',
    refused('contains GPUs without deviceName')),
  machine('VM138', 'a GPU of both',
    vmi({
      resourceClaims: [claim('c')],
      domain: { devices: { gpus: [{ ...claimed('a', 'c', 'r'), deviceName: 'a/b' }] } },
    }),
    'template.spec.domain.devices.gpus[0] "a" has deviceName beside a claim. Leave one of the two out.',
    refused('contains GPUs with both deviceName and claimRequest')),
  machine('VM138', 'a request that two devices have',
    vmi({
      resourceClaims: [claim('c')],
      domain: { devices: { gpus: [claimed('a', 'c', 'r'), claimed('b', 'c', 'r')] } },
    }),
    'template.spec.domain.devices.gpus[1] "b" has the request "r" of the claim "c", which "a" has already. Give each '
      + 'device a request of its own.',
    refused('duplicate claimName/requestName pair'), { from: V1_8, before: stricter(NEVER_STARTS) }),
  machine('VM138', 'GPUs of both kinds',
    vmi({
      resourceClaims: [claim('c')],
      domain: { devices: { gpus: [claimed('a', 'c', 'r'), { name: 'b', deviceName: 'a/b' }] } },
    }),
    'template.spec.domain.devices.gpus holds GPUs of claims beside others, and KubeVirt refuses a machine with both. '
      + 'Write all of them as one kind.',
    refused('contains both DRA and non-DRA GPUs'), { from: V1_8, before: stricter(NEVER_STARTS) }),
  machine('VM138', 'a claim without its request',
    vmi({ resourceClaims: [claim('c')], domain: { devices: { gpus: [{ name: 'a', claimName: 'c' }] } } }),
    'template.spec.domain.devices.gpus[0].requestName is missing. Write the name of a request in the claim.',
    refused('requestName is required for DRA GPU'), { from: V1_8, before: stricter(NEVER_STARTS) }),
  machine('VM139', 'a claim of nothing', vmi({ resourceClaims: [{ name: 'c' }] }),
    'template.spec.resourceClaims[0] "c" has neither resourceClaimName nor resourceClaimTemplateName. Write one of the '
      + 'two.',
    refused('must specify one of: resourceClaimName, resourceClaimTemplateName'), { from: V1_9, before: NO_CLAIM }),
  machine('VM139', 'a claim of both',
    vmi({ resourceClaims: [{ ...claim('c'), resourceClaimName: 'd' }] }),
    'template.spec.resourceClaims[0] "c" has both resourceClaimName and resourceClaimTemplateName. Write one of the '
      + 'two.',
    refused('at most one of resourceClaimName or resourceClaimTemplateName'), { from: V1_9, before: NO_CLAIM }),
  machine('VM141', 'nodes of another architecture',
    vmi({ architecture: 'amd64', nodeSelector: { 'kubernetes.io/arch': 'arm64' } }),
    'template.spec.nodeSelector["kubernetes.io/arch"] is "arm64", but the machine\'s architecture is "amd64". Leave '
      + 'the label kubernetes.io/arch to KubeVirt, or write the machine\'s architecture.',
    stricter(NEVER_STARTS)),
  machine('VM141', 'an affinity to another architecture', vmi({ architecture: 'amd64', affinity: onNodesOf('arm64') }),
    'template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution is for nodes of other '
      + 'architectures, but the machine\'s architecture is "amd64". Leave the label kubernetes.io/arch to KubeVirt, or '
      + 'write the machine\'s architecture.',
    stricter(NEVER_STARTS)),
  machine('VM141', 'an affinity to all but its architecture',
    vmi({ architecture: 'amd64', affinity: onNodesOf('amd64', 'NotIn') }),
    'template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution is for nodes of other '
      + 'architectures, but the machine\'s architecture is "amd64". Leave the label kubernetes.io/arch to KubeVirt, or '
      + 'write the machine\'s architecture.',
    stricter(NEVER_STARTS)),
  machine('VM146', 'a limit below the guest', domain({ resources: { limits: { memory: '2Gi' } } }),
    'template.spec.domain.resources.limits.memory is "2Gi", less than memory.guest "4Gi", so the machine is killed '
      + 'when its guest uses its memory. Raise the limit, or leave it out.',
    stricter('KubeVirt takes it with the roll-out strategy LiveUpdate, and the node kills the machine')),
  machine('VM175', 'of no node', domain({ memory: { hugepages: { pageSize: '4Mi' } } }),
    'template.spec.domain.memory.hugepages.pageSize is "4Mi", but no nodes have huge pages of that size. Write one of '
      + '2Mi, 1Gi, 64Ki, 32Mi, 512Mi, 16Gi, 1Mi, 2Gi.',
    stricter(NEVER_STARTS)),
  machine('VM175', 'of another architecture',
    vmi({ architecture: 'amd64', domain: { memory: { hugepages: { pageSize: '32Mi' } } } }),
    'template.spec.domain.memory.hugepages.pageSize is "32Mi", but no nodes of amd64 have huge pages of that size. '
      + 'Write one of 2Mi, 1Gi.',
    stricter(NEVER_STARTS)),
  machine('VM176', 'two disks', withSerials('A1', 'A1'),
    'template.spec.domain.devices.disks[1].serial "A1" is that of the disk "boot" as well. Give one of the disks '
      + 'another serial number.',
    stricter('KubeVirt takes it, and the guest finds one of the two')),
];

/** Machines that KubeVirt takes. */
export const GUEST_TAKEN: readonly TakenMachine[] = [
  taken('VM136', 'features that need what is not said', hyperv({ synictimer: {}, ipi: {}, tlbflush: {} })),
  taken('VM136', 'a feature that is off', hyperv({ synic: { enabled: false }, vpindex: { enabled: false } })),
  taken('VM137', 'a time zone', domain({ clock: { timezone: 'Europe/Berlin', timer: { hpet: { present: false } } } })),
  taken('VM137', 'an offset', domain({ clock: { utc: { offsetSeconds: 3600 } } })),
  taken('VM138', 'two requests of one claim',
    vmi({
      resourceClaims: [claim('c')],
      domain: { devices: { gpus: [claimed('a', 'c', 'r'), claimed('b', 'c', 's')] } },
    })),
  taken('VM139', 'a claim by its name', vmi({ resourceClaims: [{ name: 'c', resourceClaimName: 'd' }] })),
  taken('VM141', 'nodes of its architecture',
    vmi({ architecture: 'amd64', nodeSelector: { 'kubernetes.io/arch': 'amd64' }, affinity: onNodesOf('amd64') })),
  taken('VM141', 'an affinity to all but another architecture',
    vmi({ architecture: 'amd64', affinity: onNodesOf('arm64', 'NotIn') })),
  taken('VM141', 'nodes of an architecture that the machine leaves open',
    vmi({ nodeSelector: { 'kubernetes.io/arch': 'arm64' } })),
  taken('VM146', 'a limit above the guest', domain({ resources: { limits: { memory: '5Gi' } } })),
  taken('VM175', 'two mebibytes, in bytes', domain({ memory: { hugepages: { pageSize: '2097152' } } })),
  taken('VM175', 'pages of arm64',
    vmi({ architecture: 'arm64', domain: { memory: { hugepages: { pageSize: '64Ki' } } } })),
  taken('VM176', 'two serial numbers', withSerials('A1', 'a1')),
];
