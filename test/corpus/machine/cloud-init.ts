import { BrokenMachine, machine, NO_SUCH_SECRET, secretOfNoName, taken, TakenMachine } from './machine';
import { annotated, ci, ignition } from './parts';
import { refused, stricter } from '../case';

const LOST = 'template.metadata.annotations["kubevirt.io/ignitiondata"] does not reach the guest without the '
  + 'annotation kubevirt.io/placePCIDevicesOnRootComplex: "true". Write that annotation beside it.';
const BOOTS_WITHOUT = 'KubeVirt takes it, and the guest boots without the data';
const READABLE = 'KubeVirt takes it, and everyone who may read machines reads the secret';

/** A machine whose cloud-init data hold a secret; `given` is the volume's source, with the data as its only field. */
function readableSecret(name: string, given: { readonly [field: string]: string }, found: string): BrokenMachine {
  const field = `template.spec.volumes[1].cloudInitNoCloud.${Object.keys(given)[0]}`;
  return machine('VM043', name, ci(given),
    `${field} holds what looks like a secret (${found}), and everyone who may read machines could read it. `
      + 'Put it into a Secret and write secretRef.',
    stricter(READABLE));
}

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
  readableSecret('a password', { userData: '#cloud-config\npassword: hunter2\n' }, 'a value for "password"'),
  readableSecret('a password in base64', { userDataBase64: Buffer.from('password: hunter2').toString('base64') },
    'a value for "password"'),
  readableSecret('a private key', { userData: '-----BEGIN RSA PRIVATE KEY-----\nMIIB\n' }, 'a private key'),
  readableSecret('chpasswd', { userData: '#!/bin/sh\necho root:x | chpasswd\n' }, 'chpasswd, which sets passwords'),
  readableSecret('a web token', { userData: '#!/bin/sh\ncurl -H eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc\n' },
    'a JSON web token'),
  readableSecret('a bootstrap token', { userData: '#!/bin/sh\nkubeadm join abcdef.0123456789abcdef\n' },
    'a bootstrap token'),
  readableSecret('an access key', { userData: '#!/bin/sh\naws AKIAABCDEFGHIJKLMNOP\n' }, 'an access key'),
  readableSecret('a password in a URL', { userData: '#!/bin/sh\ncurl https://me:hunter2@files.example.com/a\n' },
    'a password within a URL'),
  readableSecret('a password on a command line', { userData: '#!/bin/sh\njoin --password hunter2\n' },
    'a secret given as a command-line option'),
  machine('VM044', 'Ignition that is not JSON', ignition('variant: flatcar'),
    'template.metadata.annotations["kubevirt.io/ignitiondata"] is not valid JSON, which Ignition reads. Write '
      + 'the output of butane.',
    stricter('KubeVirt does not look into it, and the guest does not boot')),
  machine('VM045', 'a password hash in Ignition',
    ignition({ passwd: { users: [{ passwordHash: '$6$abcdefgh$abcdefghijkl' }] } }),
    'template.metadata.annotations["kubevirt.io/ignitiondata"] holds what looks like a secret (a password hash), '
      + 'and everyone who may read machines could read it. Let Ignition fetch it from a place that only the machine '
      + 'can read.',
    stricter(READABLE)),
  machine('VM067', 'Ignition data alone', annotated({ 'kubevirt.io/ignitiondata': '{"ignition":{}}' }), LOST,
    stricter(BOOTS_WITHOUT)),
  machine('VM067', 'Ignition data beside another word than "true"', annotated({
    'kubevirt.io/ignitiondata': '{"ignition":{}}', 'kubevirt.io/placePCIDevicesOnRootComplex': 'True',
  }), LOST, stricter(BOOTS_WITHOUT)),
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
  taken('VM067', 'no data', annotated({ 'kubevirt.io/ignitiondata': '' })),
];
