import { BrokenMachine, machine, taken, TakenMachine, V1_8 } from './machine';
import { amd, arm, domain, mem, pinned } from './parts';
import { later, refused, stricter } from '../case';

/** Machines with a fault. */
export const MEMORY: readonly BrokenMachine[] = [
  machine('VM016', 'thousandths of a byte', mem({ guest: '2048m' }),
    'template.spec.domain.memory.guest "2048m" is not a whole number of bytes ("m" means thousandths). Write '
      + '"2048Mi" for mebibytes.',
    stricter('KubeVirt takes it for three bytes of memory, with which QEMU does not start')),
  machine('VM016', 'no quantity', mem({ guest: 'much' }),
    'template.spec.domain.memory.guest "much" is not a Kubernetes quantity. Write a number and a unit, such as "16Gi".',
    refused('domain.memory.guest: Invalid value: "much"'),
    { schema: { rule: 'K8S010', says: '"much" is not a Kubernetes quantity' } }),
  machine('VM016', 'less than a megabyte', mem({ guest: '8' }),
    'template.spec.domain.memory.guest "8" is less than the megabyte that KubeVirt asks for (a number alone '
      + 'means bytes). Write a size such as "4Gi".',
    stricter('KubeVirt asks for a megabyte in requests only, but QEMU does not start with eight bytes')),
  machine('VM017', 'request of less than a megabyte', domain({ resources: { requests: { memory: '1k' } } }),
    'template.spec.domain.resources.requests.memory "1k" is less than the megabyte that KubeVirt asks for (a '
      + 'number alone means bytes). Write a size such as "4Gi".',
    refused("domain.resources.requests.memory '1k': must be greater than or equal to 1M")),
  machine('VM017', 'request above limit',
    domain({ resources: { requests: { memory: '4Gi' }, limits: { memory: '2Gi' } } }),
    'template.spec.domain.resources.requests.memory "4Gi" is more than its limit of "2Gi". Raise the limit, or '
      + 'lower the request.',
    refused("domain.resources.requests.memory '4Gi' is greater than")),
  machine('VM018', 'dedicated CPUs without memory', pinned({}, { memory: null }),
    'template.spec.domain does not say how much memory the machine has, so it could never start. Write memory.guest, '
      + 'or an instancetype.',
    refused('domain.memory.guest should be provided'),
    { from: V1_8, before: refused('/virtualmachinepool-validate?timeout=10s": EOF') }),
  machine('VM018', 'none at all', domain({ memory: null }),
    'template.spec.domain does not say how much memory the machine has, so it could never start. Write memory.guest, '
      + 'or an instancetype.',
    later('virt-api refuses the instance', 'no memory requested, at least one of')),
  machine('VM019', 'huge pages of no size', mem({ hugepages: { pageSize: 'big' } }),
    'template.spec.domain.memory.hugepages.pageSize "big" is not a size of pages. Write one that the nodes have, '
      + 'such as "2Mi" or "1Gi".',
    refused("'big': quantities must match the regular expression")),
  machine('VM019', 'huge pages without a guest', mem({ guest: null, hugepages: { pageSize: '2Mi' } }),
    "template.spec.domain.memory.hugepages is written without memory.guest, which makes KubeVirt's admission "
      + 'crash. Write memory.guest too.',
    refused('/virtualmachinepool-validate?timeout=10s": EOF')),
  machine('VM019', 'no multiple of the huge pages', mem({ guest: '1001Mi', hugepages: { pageSize: '2Mi' } }),
    'template.spec.domain.memory.hugepages.pageSize is "2Mi", but the memory of "1001Mi" is not a multiple of '
      + 'it. Write a multiple.',
    refused('is not a multiple of the page size')),
  machine('VM020', 'maxGuest below guest', amd({ memory: { maxGuest: '2Gi' } }),
    'template.spec.domain.memory.maxGuest "2Gi" is less than memory.guest "4Gi". Raise it.',
    refused('Guest memory is greater than the configured maxGuest memory')),
  machine('VM020', 'maxGuest without guest',
    amd({ memory: { guest: null, maxGuest: '8Gi' }, resources: { requests: { memory: '4Gi' } } }),
    'template.spec.domain.memory.maxGuest is "8Gi", but memory.guest is missing. Write it.',
    refused('Guest memory must be configured when memory hotplug is enabled')),
  machine('VM020', 'maxGuest of a small guest', amd({ memory: { guest: '512Mi', maxGuest: '2Gi' } }),
    'template.spec.domain.memory.maxGuest needs a memory.guest of at least 1Gi, but that is "512Mi". Raise it, '
      + 'or leave maxGuest out.',
    refused('Memory hotplug is only available for VMs with at least 1Gi')),
  machine('VM020', 'maxGuest that is not aligned', amd({ memory: { maxGuest: '8193Mi' } }),
    'template.spec.domain.memory.maxGuest "8193Mi" is not a multiple of 2Mi, the blocks in which memory is '
      + 'added. Write a multiple.',
    refused('MaxGuest must be 2Mi aligned')),
  machine('VM020', 'maxGuest on arm64', arm({ memory: { maxGuest: '8Gi' } }),
    'template.spec.domain.memory.maxGuest is "8Gi", but memory cannot be added to a running machine with the '
      + 'architecture arm64. Leave maxGuest out.',
    refused('Memory hotplug is only available for x86_64 VMs')),
  machine('VM020', 'maxGuest of an encrypted machine',
    amd({
      memory: { maxGuest: '8Gi' },
      launchSecurity: { sev: {} },
      firmware: { bootloader: { efi: { secureBoot: false } } },
    }),
    'template.spec.domain.memory.maxGuest is "8Gi", but memory cannot be added to a running machine with '
      + 'launchSecurity. Leave maxGuest out.',
    refused('Memory hotplug is not compatible with encrypted VMs')),
];

/** Machines that KubeVirt takes. */
export const MEMORY_TAKEN: readonly TakenMachine[] = [
  taken('VM016', 'a megabyte', mem({ guest: '1M' })),
  taken('VM017', 'as much as the limit',
    domain({ resources: { requests: { memory: '4Gi' }, limits: { memory: '4096Mi' } } })),
  taken('VM018', 'a limit alone', domain({ memory: null, resources: { limits: { memory: '4Gi' } } })),
  taken('VM019', 'a multiple of the pages', mem({ guest: '3Gi', hugepages: { pageSize: '1Gi' } })),
  taken('VM020', 'memory to be added', amd({ memory: { maxGuest: '16Gi' } })),
];
