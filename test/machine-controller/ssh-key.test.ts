import { isAuthorizedKey } from '../../src/machine-controller/ssh-key';

const ED25519 = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';

test.each([
  ['a key alone', ED25519],
  ['a comment behind it', `${ED25519} user@host of a few words`],
  ['options before it', `no-pty,command="echo \\"hello, world\\"" ${ED25519}`],
  ['a comment line before it', `# the key of the platform\n${ED25519}\n`],
])('takes %s', (_name, text) => {
  expect(isAuthorizedKey(text)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['a placeholder', '<< YOUR_PUBLIC_KEY >>'],
  ['a type alone', 'ssh-ed25519'],
  ['base64 that is cut off', ED25519.slice(0, 30)],
  ['a type that the bytes do not have', ED25519.replace('ssh-ed25519', 'ssh-rsa')],
  ['a private key', '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----'],
])('refuses %s', (_name, text) => {
  expect(isAuthorizedKey(text)).toBe(false);
});
