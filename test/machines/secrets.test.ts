import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { secretIn } from '../../src/machines/secrets/secrets';

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
  'users:\n- name: core\n  lock_passwd: true\n  ssh_authorized_keys:\n  - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHUM '
    + 'me@example.com\n',
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
  const word = fc
    .stringMatching(/^[A-Za-z0-9]{8,20}$/)
    .filter((text) => !/passw|secret|token|key|credential|value|for/i.test(text));
  fc.assert(fc.property(word, (secret) => !(secretIn(`password: ${secret}`) ?? secret).includes(secret)));
});

describe('what is encoded within a text is read', () => {
  const encoded = (text: string) => Buffer.from(text).toString('base64');
  const SECRET = 'user: admin\npassword: hunter2\nnote: this is a file of some length\n';
  const file = (encoding: string, content: string) =>
    `#cloud-config\nwrite_files:\n- path: /etc/app.conf\n  encoding: ${encoding}\n  content: ${content}\n`;
  const lines = (text: string) => `|\n${(text.match(/.{1,64}/g) ?? []).map((line) => `    ${line}`).join('\n')}`;

  test.each([
    ['a file in base64', file('b64', encoded(SECRET))],
    ['a file in base64 on several lines', file('b64', lines(encoded(SECRET)))],
    ['a file in base64 without padding', file('b64', encoded(SECRET).replace(/=+$/, ''))],
    ['a file in gzip and base64', file('gz+b64', gzipSync(SECRET).toString('base64'))],
    ['a file in base64 within base64', encoded(file('b64', encoded(SECRET)))],
    [
      'a data URL of Ignition',
      JSON.stringify({ storage: { files: [{ contents: { source: `data:;base64,${encoded(SECRET)}` } }] } }),
    ],
  ])('%s', (_name, text) => {
    expect(secretIn(text)).toBe('a value for "password"');
  });

  test.each([
    ['a harmless file', file('b64', encoded('net.ipv4.ip_forward = 1\nvm.swappiness = 10\n'))],
    ['bytes that are not a text', file('b64', Buffer.from([...Array(200).keys()]).toString('base64'))],
    [
      'what only begins like gzip',
      file('gz+b64', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]).toString('base64')),
    ],
    [
      'a public key',
      'ssh_authorized_keys: [ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHUMGhiZJb6t0pXyM0cRrq5iQbkK0p2fJ0t4n5l6m7o8 a@b]',
    ],
  ])('%s passes', (_name, text) => {
    expect(secretIn(text)).toBeUndefined();
  });
});
