import * as fc from 'fast-check';
import { base64Text, secretIn } from '../../src/machines/secrets';

const HASH = '$6$rounds=4096$abcdefgh$ZJq1yP0k3l';

test.each([
  ['password: hunter2', 'a value for "password"'],
  ['  passwd: abc', 'a value for "passwd"'],
  ['"plain_text_passwd": "abc"', 'a value for "plain_text_passwd"'],
  ['hashed_passwd: xyz', 'a value for "hashed_passwd"'],
  ['TOKEN=abc123', 'a value for "TOKEN"'],
  ['api_key: abc', 'a value for "api_key"'],
  ['clientSecret: abc', 'a value for "clientSecret"'],
  ['wifi_passphrase = abc', 'a value for "wifi_passphrase"'],
  ['password: |\n  hunter2', 'a value for "password"'],
  ['chpasswd:\n  list: root:x', 'chpasswd, which sets passwords'],
  ['runcmd:\n- echo root:x | chpasswd', 'chpasswd, which sets passwords'],
  [`shadow: ${HASH}`, 'a password hash'],
  ['-----BEGIN OPENSSH PRIVATE KEY-----', 'a private key'],
  [`content: ${Buffer.from('-----BEGIN RSA PRIVATE KEY-----\nMIIE').toString('base64')}`, 'a private key'],
  ['kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef', 'a bootstrap token'],
  ['curl --password hunter2', 'a secret given as a command-line option'],
  ['Authorization eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc', 'a JSON web token'],
  ['aws AKIAABCDEFGHIJKLMNOP', 'an access key'],
  ['proxy http://user:hunter2@proxy.example.com', 'a password within a URL'],
])('%j is found', (text, what) => {
  expect(secretIn(text)).toBe(what);
});

test.each([
  '#cloud-config\npackages: [qemu-guest-agent]\nruncmd:\n- systemctl enable --now qemu-guest-agent\n',
  'users:\n- name: core\n  lock_passwd: true\n  ssh_authorized_keys:\n  - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHUM me@example.com\n',
  'ssh_pwauth: false',
  'password: null',
  'passwd:\n  users: []',
  '{"ignition":{"version":"3.3.0"},"passwd":{"users":[{"name":"core","sshAuthorizedKeys":["ssh-ed25519 AAAA"]}]}}',
  '-----BEGIN CERTIFICATE-----',
  'kubeadm join --discovery-token-ca-cert-hash sha256:0123',
  'token_file: /etc/token',
  'url: https://example.com/a:b@c',
])('%j passes', (text) => {
  expect(secretIn(text)).toBeUndefined();
});

test('a large text is read in one go', () => {
  const started = process.hrtime.bigint();
  expect(secretIn(`{"source":"data:;base64,${'Ab3'.repeat(100_000)}"}`)).toBeUndefined();
  expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1000);
});

test('the secret itself is never in the answer', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9]{8,20}$/).filter((text) => !/passw|secret|token|key|credential|value|for/i.test(text));
  fc.assert(fc.property(word, (secret) => !(secretIn(`password: ${secret}`) ?? secret).includes(secret)));
});

test.each([
  ['aGVsbG8=', 'hello'],
  ['aGVs\nbG8=', 'hello'],
  ['aGVsbG8', undefined],
  ['#cloud-config', undefined],
])('base64 %j is %j', (encoded, text) => {
  expect(base64Text(encoded)).toBe(text);
});
