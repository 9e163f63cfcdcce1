import { BrokenMachine, machine, NO_SUCH_SECRET, secretOfNoName, taken, TakenMachine } from './machine';
import { secret, vmi } from './parts';
import { refused } from '../case';

/** Machines with a fault. */
export const ACCESS_CREDENTIALS: readonly BrokenMachine[] = [
  machine('VM066', 'nothing', vmi({ accessCredentials: [{}] }),
    'template.spec.accessCredentials[0] has nothing, but must have exactly one of sshPublicKey and userPassword. '
      + 'Write one.',
    refused('must have exactly one access credential type set')),
  machine('VM066', 'no Secret',
    vmi({
      accessCredentials: [
        { sshPublicKey: { source: {}, propagationMethod: { qemuGuestAgent: { users: ['a'] } } } },
      ],
    }),
    'template.spec.accessCredentials[0].sshPublicKey.source does not name a Secret. Write source.secret.secretName.',
    refused('must have exactly one source set')),
  machine('VM066', 'a Secret of no name',
    vmi({
      accessCredentials: [
        {
          sshPublicKey: {
            source: { secret: { secretName: 'No Name' } },
            propagationMethod: { qemuGuestAgent: { users: ['a'] } },
          },
        },
      ],
    }),
    'template.spec.accessCredentials[0].sshPublicKey.source.secret.secretName "No Name" is not a DNS subdomain, '
      + 'so the API server refuses it. Use lower-case letters, digits, "-" and ".", each part beginning and ending '
      + 'with a letter or digit, for example "no-name".',
    NO_SUCH_SECRET,
    { made: secretOfNoName }),
  machine('VM066', 'no method',
    vmi({ accessCredentials: [{ userPassword: { source: secret, propagationMethod: {} } }] }),
    'template.spec.accessCredentials[0].userPassword.propagationMethod has nothing, but must have exactly one. '
      + 'Write one.',
    refused('must have exactly one propagationMethod set')),
  machine('VM066', 'noCloud without cloud-init',
    vmi({ accessCredentials: [{ sshPublicKey: { source: secret, propagationMethod: { noCloud: {} } } }] }),
    'template.spec.accessCredentials[0].sshPublicKey.propagationMethod is noCloud, but the machine has no '
      + 'cloud-init data of that kind to add keys to. Give it cloudInit, or let the guest agent write the keys.',
    refused('requires a noCloud volume to exist')),
  machine('VM066', 'configDrive without cloud-init',
    vmi({ accessCredentials: [{ sshPublicKey: { source: secret, propagationMethod: { configDrive: {} } } }] }),
    'template.spec.accessCredentials[0].sshPublicKey.propagationMethod is configDrive, but the machine has no '
      + 'cloud-init data of that kind to add keys to. Give it cloudInit, or let the guest agent write the keys.',
    refused('requires a configDrive volume to exist')),
  machine('VM066', 'guest agent without users',
    vmi({
      accessCredentials: [
        { sshPublicKey: { source: secret, propagationMethod: { qemuGuestAgent: { users: [] } } } },
      ],
    }),
    'template.spec.accessCredentials[0].sshPublicKey.propagationMethod.qemuGuestAgent.users is empty, so no one '
      + 'would get the keys. Write a user of the guest.',
    refused('requires at least one user to be present in the users list')),
];

/** Machines that KubeVirt takes. */
export const ACCESS_CREDENTIALS_TAKEN: readonly TakenMachine[] = [
  taken('VM066', 'a key and a password',
    vmi({
      accessCredentials: [
        { sshPublicKey: { source: secret, propagationMethod: { qemuGuestAgent: { users: ['a'] } } } },
        { userPassword: { source: secret, propagationMethod: { qemuGuestAgent: {} } } },
      ],
    })),
];
