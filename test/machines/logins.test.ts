import { secretFieldsIn } from '../../src/machines/secrets/secret-fields';
import { secretIn } from '../../src/machines/secrets/secrets';

const fieldsIn = (key: string, value: string): string[] => (
  [...secretFieldsIn({ [key]: value }, 'metadata.annotations')].map(({ field, found }) => `${field}: ${found}`));

test('a user name with its password in an annotation is a secret', () => {
  expect(fieldsIn('basic-auth', 'user:pass')).toEqual(['metadata.annotations.basic-auth: a value for "basic-auth"']);
});

test.each([
  ['example.org/basic-auth', 'admin:hunter2'],
  ['basicAuth', 'admin:hunter2'],
  ['BASIC_AUTH', 'admin:p@ss'],
  ['http-auth', 'ci:s3cret'],
  ['proxy_auth', 'squid:letmein'],
  ['example.org/registry-auth', 'robot:abc123'],
  ['basic-auth', Buffer.from('user:password').toString('base64')],
  ['basic-auth-users', 'ann:xyz1,ben:xyz2'],
  ['auth', 'ben:Passw0rd'],
  ['user-login', 'ann:pw123'],
  ['credentials', 'ann:pass'],
])('%s: %s is a secret', (key, value) => {
  expect(fieldsIn(key, value)).toHaveLength(1);
});

test.each([
  ['basic-auth', 'true'],
  ['basic-auth', 'enabled'],
  ['basic-auth', 'secret:my-auth'],
  ['basic-auth', 'htpasswd-file'],
  ['nginx.ingress.kubernetes.io/auth-type', 'basic'],
  ['nginx.ingress.kubernetes.io/auth-secret', 'cluster-a/basic-auth'],
  ['nginx.ingress.kubernetes.io/auth-realm', 'Authentication Required: foo'],
  ['nginx.ingress.kubernetes.io/auth-url', 'https://auth.example:8080/x'],
  ['auth', 'node:rbac'],
  ['auth', 'sasl:plain'],
  ['auth', 'dex.example:5556'],
  ['auth', 'quay.io/a/b:v1.2.3'],
  ['auth', 'oauth2-proxy:v7'],
  ['login', 'system:admin'],
  ['last-login', '2026-01-01T10:00:00Z'],
  ['authorization-mode', 'Node,RBAC'],
])('%s: %s is none', (key, value) => {
  expect(fieldsIn(key, value)).toEqual([]);
});

test('a text is searched for them as well', () => {
  expect(secretIn('#cloud-config\nproxy:\n  basic_auth: admin:hunter2\n')).toBe('a value for "basic_auth"');
  expect(secretIn('#cloud-config\nproxy:\n  basic_auth: ${LOGIN}\n')).toBeUndefined();
});
