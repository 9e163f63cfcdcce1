import { BrokenMachine, machine, Made, taken, TakenMachine, V1_9 } from './machine';
import { boot, dv, vmi } from './parts';
import { later, refused } from '../case';
import { launcher } from '../scene';

/** The launcher pod, which gets the machine's subdomain. */
const subdomain: Made = (_scene, { template }) => [launcher({ subdomain: template.spec.subdomain })];

/** The launcher pod, which gets the machine's probe. */
const probing = (field: string): Made => (_scene, { template }) => [launcher({
  containers: [{ name: 'compute', image: 'virt-launcher', [field]: template.spec[field] }],
})];
const NO_PROBE = (words: string) => later('Kubernetes refuses the launcher pod', words);

/** Machines with a fault. */
export const NAMES: readonly BrokenMachine[] = [
  machine('VM062', 'probe of nothing', vmi({ livenessProbe: {} }),
    'template.spec.livenessProbe has no handler, but must have exactly one of httpGet, tcpSocket, exec, '
      + 'guestAgentPing. Write one.',
    refused('livenessProbe.httpGet must be set if')),
  machine('VM062', 'probe of two kinds', vmi({ readinessProbe: { guestAgentPing: {}, tcpSocket: { port: 22 } } }),
    'template.spec.readinessProbe has tcpSocket and guestAgentPing, but must have exactly one of httpGet, '
      + 'tcpSocket, exec, guestAgentPing. Write one.',
    refused('readinessProbe must have exactly one probe type set')),
  machine('VM062', 'probe without pod network',
    vmi({
      readinessProbe: { tcpSocket: { port: 22 } },
      networks: [{ name: 'a', multus: { networkName: 'x' } }],
      domain: { devices: { interfaces: [{ name: 'a', bridge: {} }] } },
    }),
    'template.spec.readinessProbe.tcpSocket reaches the guest by the pod network, which the machine is not '
      + 'connected to. Write guestAgentPing, or connect the machine.',
    refused('is only allowed if the Pod Network is attached')),
  machine('VM062', 'a port beyond the last one', vmi({ readinessProbe: { tcpSocket: { port: 70_000 } } }),
    'template.spec.readinessProbe.tcpSocket.port 70000 is not a port. Write a number from 1 to 65535.',
    NO_PROBE('tcpSocket.port: Invalid value: 70000'), { made: probing('readinessProbe') }),
  machine('VM062', 'port 0', vmi({ livenessProbe: { httpGet: { port: 0 } } }),
    'template.spec.livenessProbe.httpGet.port 0 is not a port. Write a number from 1 to 65535.',
    NO_PROBE('httpGet.port: Invalid value: 0'), { made: probing('livenessProbe') }),
  machine('VM062', 'no command', vmi({ readinessProbe: { exec: { command: [] } } }),
    'template.spec.readinessProbe.exec.command is empty. Write the command that the guest agent runs.',
    NO_PROBE('exec.command: Required value'), { made: probing('readinessProbe') }),
  machine('VM062', 'a negative threshold', vmi({ readinessProbe: { tcpSocket: { port: 22 }, failureThreshold: -1 } }),
    'template.spec.readinessProbe.failureThreshold is -1, but must not be negative. Write 1 or more, or leave it out.',
    NO_PROBE('failureThreshold: Invalid value: -1'), { made: probing('readinessProbe') }),
  machine('VM062', 'two successes of a liveness probe',
    vmi({ livenessProbe: { tcpSocket: { port: 22 }, successThreshold: 2 } }),
    'template.spec.livenessProbe.successThreshold is 2, but one success is enough for a liveness probe. Write 1, or '
      + 'leave it out.',
    NO_PROBE('successThreshold: Invalid value: 2: must be 1'), { made: probing('livenessProbe') }),
  machine('VM063', 'hostname with dots', vmi({ hostname: 'a.b' }),
    'template.spec.hostname "a.b" is not a DNS label. Use at most 63 lower-case letters, digits and "-".',
    refused('spec.hostname does not conform to the kubernetes DNS_LABEL rules')),
  machine('VM063', 'malformed subdomain', vmi({ subdomain: 'No Name' }),
    'template.spec.subdomain "No Name" is not a DNS label, so the API server refuses it. Use lower-case letters, '
      + 'digits and "-", beginning and ending with a letter or digit, for example "no-name".',
    refused('spec.subdomain does not conform to the kubernetes DNS_SUBDOMAIN rules')),
  machine('VM063', 'subdomain of two labels', vmi({ subdomain: 'a.b' }),
    'template.spec.subdomain "a.b" is not a DNS label, so the API server refuses it. Use lower-case letters, '
      + 'digits and "-", beginning and ending with a letter or digit, for example "a-b".',
    later('Kubernetes refuses the launcher pod', 'spec.subdomain: Invalid value: "a.b"'),
    { made: subdomain }),
  machine('VM064', 'unknown dnsPolicy', vmi({ dnsPolicy: 'Any' }),
    'template.spec.dnsPolicy "Any" is unknown. Write one of ClusterFirst, ClusterFirstWithHostNet, Default, None.',
    refused('DNSPolicy: Any is not supported')),
  machine('VM064', 'dnsPolicy None without servers', vmi({ dnsPolicy: 'None' }),
    'template.spec.dnsPolicy is None, which leaves the guest without DNS. Write dnsConfig.nameservers.',
    refused('must provide `dnsConfig` when `dnsPolicy` is None')),
  machine('VM064', 'four name servers',
    vmi({ dnsConfig: { nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'] } }),
    'template.spec.dnsConfig.nameservers holds 4, but there can be 3. Leave some out.',
    refused('must not have more than 3 nameservers')),
  machine('VM064', 'name server by name', vmi({ dnsConfig: { nameservers: ['dns.example.com'] } }),
    'template.spec.dnsConfig.nameservers holds "dns.example.com", which is not an IP address. Write one.',
    refused('must be valid IP address: dns.example.com')),
  machine('VM064', 'seven searches', vmi({ dnsConfig: { searches: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] } }),
    'template.spec.dnsConfig.searches holds 7, but there can be 6. Leave some out.',
    refused('must not have more than 6 search paths')),
  machine('VM064', 'long searches',
    vmi({ dnsConfig: { searches: ['a', 'b', 'c', 'd'].map((x) => `${x.repeat(60)}.${x.repeat(20)}`) } }),
    'template.spec.dnsConfig.searches has 327 characters, but there can be 256. Leave some out.',
    refused('must not have more than 256 characters')),
  machine('VM064', 'malformed search', vmi({ dnsConfig: { searches: ['No Name'] } }),
    'template.spec.dnsConfig.searches "No Name" is not a DNS subdomain, so the API server refuses it. Use '
      + 'lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or digit, for example '
      + '"no-name".',
    refused('denied the request: a lowercase RFC 1123 subdomain must consist')),
  machine('VM064', 'option without a name', vmi({ dnsConfig: { options: [{ value: '2' }] } }),
    "template.spec.dnsConfig.options[0].name is empty. Write the option's name.",
    refused('Option.Name must not be empty')),
  machine('VM065', 'malformed service account', vmi({ serviceAccountName: 'No Name' }),
    'template.spec.serviceAccountName "No Name" is not a DNS subdomain, so the API server refuses it. Use '
      + 'lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or digit, for example '
      + '"no-name".',
    refused('serviceAccountName is not a valid service account name'),
    { from: V1_9 }),
  machine('VM065', 'two service accounts',
    vmi({
      serviceAccountName: 'a',
      volumes: [dv, { name: 'sa', serviceAccount: { serviceAccountName: 'b' } }],
      domain: { devices: { disks: [boot, { name: 'sa', disk: {} }] } },
    }),
    'template.spec.serviceAccountName is "a", but the serviceAccount volume has "b". Write the same in both.',
    refused('must reference the same service account'),
    { from: V1_9 }),
];

/** Machines that KubeVirt takes. */
export const NAMES_TAKEN: readonly TakenMachine[] = [
  taken('VM062', 'two ways to ask',
    vmi({ livenessProbe: { httpGet: { port: 80 } }, readinessProbe: { exec: { command: ['a'] } } })),
  taken('VM062', 'the first and the last port',
    vmi({
      livenessProbe: { tcpSocket: { port: 1 }, successThreshold: 1, initialDelaySeconds: 0 },
      readinessProbe: { httpGet: { port: 65_535 }, successThreshold: 2 },
    })),
  taken('VM062', 'a port by its name', vmi({ readinessProbe: { tcpSocket: { port: 'ssh' } } })),
  taken('VM063', 'all names',
    vmi({
      hostname: 'a',
      subdomain: 'a',
      dnsPolicy: 'None',
      dnsConfig: { nameservers: ['10.0.0.1', 'fd00::1'], searches: ['a.b'], options: [{ name: 'ndots', value: '2' }] },
      serviceAccountName: 'a',
    })),
  taken('VM064', 'three name servers and six searches',
    vmi({
      dnsConfig: {
        nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3'],
        searches: ['a', 'b', 'c', 'd', 'e', 'f'],
      },
    })),
  taken('VM065', 'the same account twice',
    vmi({
      serviceAccountName: 'a',
      volumes: [dv, { name: 'sa', serviceAccount: { serviceAccountName: 'a' } }],
      domain: { devices: { disks: [boot, { name: 'sa', disk: {} }] } },
    })),
];
