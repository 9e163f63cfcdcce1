import { BrokenMachine, machine, NO_SUCH_SECRET, secretOfNoName, taken, TakenMachine } from './machine';
import { annotated, ci, ignition } from './parts';
import { refused, stricter } from '../case';

const READABLE = 'KubeVirt takes it, and everyone who may read machines reads the secret';

/** Machines with a fault. */
export const CLOUD_INIT: readonly BrokenMachine[] = [
  machine('VM041', 'nothing', ci({}),
    'template.spec.volumes[1].cloudInitNoCloud has no data. Write secretRef with the name of a Secret that holds '
      + 'the key "userdata".',
    refused('must have at least one userdatasource or one networkdatasource set')),
  machine('VM041', 'secret and text', ci({ secretRef: { name: 'user-data' }, userData: '#cloud-config' }),
    'template.spec.volumes[1].cloudInitNoCloud has secretRef and userData, but must have one of them. Leave the '
      + 'others out.',
    refused('must have only one userdatasource set')),
  machine('VM041', 'a Secret of no name', ci({ secretRef: { name: 'No Name' } }),
    'template.spec.volumes[1].cloudInitNoCloud.secretRef.name "No Name" is not a DNS subdomain, so the API '
      + 'server refuses it. Use lower-case letters, digits, "-" and ".", each part beginning and ending with a '
      + 'letter or digit, for example "no-name".',
    NO_SUCH_SECRET,
    { made: secretOfNoName }),
  machine('VM041', 'no base64', ci({ userDataBase64: '#cloud-config' }),
    'template.spec.volumes[1].cloudInitNoCloud.userDataBase64 is not valid base64. Write userData as plain text.',
    refused('userDataBase64 is not a valid base64 value')),
  machine('VM041', 'too long', ci({ userData: '#'.repeat(2049) }),
    'template.spec.volumes[1].cloudInitNoCloud.userData has 2049 bytes, but KubeVirt takes 2048 inline. Put it '
      + 'into a Secret and write secretRef.',
    refused('cloudInitNoCloud userdata exceeds')),
  machine('VM041', 'too long once decoded',
    ci({ networkDataBase64: Buffer.from('#'.repeat(2049)).toString('base64') }),
    'template.spec.volumes[1].cloudInitNoCloud.networkDataBase64 has 2049 bytes, but KubeVirt takes 2048 inline. '
      + 'Put it into a Secret and write networkDataSecretRef.',
    refused('cloudInitNoCloud networkdata exceeds')),
  machine('VM042', 'broken YAML', ci({ userData: '#cloud-config\npackages: [a\n' }),
    'template.spec.volumes[1].cloudInitNoCloud.userData begins with "#cloud-config" but is not valid YAML '
      + '(deficient indentation), so a guest would ignore all of it. Correct it.',
    stricter('KubeVirt does not look into it, and the guest ignores all of it')),
  machine('VM043', 'a password', ci({ userData: '#cloud-config\npassword: hunter2\n' }),
    'template.spec.volumes[1].cloudInitNoCloud.userData holds what looks like a secret (a value for "password"), '
      + 'and everyone who may read machines could read it. Put it into a Secret and write secretRef.',
    stricter(READABLE)),
  machine('VM043', 'a password in base64', ci({ userDataBase64: Buffer.from('password: hunter2').toString('base64') }),
    'template.spec.volumes[1].cloudInitNoCloud.userDataBase64 holds what looks like a secret (a value for '
      + '"password"), and everyone who may read machines could read it. Put it into a Secret and write secretRef.',
    stricter(READABLE)),
  machine('VM043', 'a private key', ci({ userData: '-----BEGIN RSA PRIVATE KEY-----\nMIIB\n' }),
    'template.spec.volumes[1].cloudInitNoCloud.userData holds what looks like a secret (a private key), and '
      + 'everyone who may read machines could read it. Put it into a Secret and write secretRef.',
    stricter(READABLE)),
  machine('VM043', 'chpasswd', ci({ userData: '#!/bin/sh\necho root:x | chpasswd\n' }),
    'template.spec.volumes[1].cloudInitNoCloud.userData holds what looks like a secret (chpasswd, which sets '
      + 'passwords), and everyone who may read machines could read it. Put it into a Secret and write secretRef.',
    stricter(READABLE)),
  machine('VM043', 'a web token',
    ci({ userData: '#!/bin/sh\ncurl -H eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc\n' }),
    'template.spec.volumes[1].cloudInitNoCloud.userData holds what looks like a secret (a JSON web token), and '
      + 'everyone who may read machines could read it. Put it into a Secret and write secretRef.',
    stricter(READABLE)),
  machine('VM043', 'a bootstrap token', ci({ userData: '#!/bin/sh\nkubeadm join abcdef.0123456789abcdef\n' }),
    'template.spec.volumes[1].cloudInitNoCloud.userData holds what looks like a secret (a bootstrap token), and '
      + 'everyone who may read machines could read it. Put it into a Secret and write secretRef.',
    stricter(READABLE)),
  machine('VM043', 'an access key', ci({ userData: '#!/bin/sh\naws AKIAABCDEFGHIJKLMNOP\n' }),
    'template.spec.volumes[1].cloudInitNoCloud.userData holds what looks like a secret (an access key), and '
      + 'everyone who may read machines could read it. Put it into a Secret and write secretRef.',
    stricter(READABLE)),
  machine('VM043', 'a password in a URL', ci({ userData: '#!/bin/sh\ncurl https://me:hunter2@files.example.com/a\n' }),
    'template.spec.volumes[1].cloudInitNoCloud.userData holds what looks like a secret (a password within a '
      + 'URL), and everyone who may read machines could read it. Put it into a Secret and write secretRef.',
    stricter(READABLE)),
  machine('VM043', 'a password on a command line', ci({ userData: '#!/bin/sh\njoin --password hunter2\n' }),
    'template.spec.volumes[1].cloudInitNoCloud.userData holds what looks like a secret (a secret given as a '
      + 'command-line option), and everyone who may read machines could read it. Put it into a Secret and write '
      + 'secretRef.',
    stricter(READABLE)),
  machine('VM044', 'Ignition that is no JSON', annotated({ 'kubevirt.io/ignitiondata': 'variant: flatcar' }),
    'template.metadata.annotations["kubevirt.io/ignitiondata"] is not valid JSON, which Ignition reads. Write '
      + 'the output of butane.',
    stricter('KubeVirt does not look into it, and the guest does not boot')),
  machine('VM045', 'a password hash in Ignition',
    ignition({ passwd: { users: [{ passwordHash: '$6$abcdefgh$abcdefghijkl' }] } }),
    'template.metadata.annotations["kubevirt.io/ignitiondata"] holds what looks like a secret (a password hash), '
      + 'and everyone who may read machines could read it. Let Ignition fetch it from a place that only the machine '
      + 'can read.',
    stricter(READABLE)),
];

/** Machines that KubeVirt takes. */
export const CLOUD_INIT_TAKEN: readonly TakenMachine[] = [
  taken('VM041', 'network data alone', ci({ networkDataSecretRef: { name: 'a' } })),
  taken('VM042', 'several documents', ci({ userData: '#cloud-config\npackages: [a]\n---\nruncmd: []\n' })),
  taken('VM043', 'text that speaks of passwords and holds none',
    ci({
      userData: '#cloud-config\nssh_pwauth: false\nusers: [{name: core, lock_passwd: true}]\n',
      networkDataBase64: 'dmVyc2lvbjogMg==',
    })),
  taken('VM044', 'the output of butane', ignition({ ignition: { version: '3.4.0' } })),
  taken('VM045', 'a file from elsewhere',
    ignition({ ignition: { version: '3.4.0', config: { replace: { source: 'https://files.example.com/a' } } } })),
];
