import { serverOf } from '../../../src/rules/image/import-server';

const direct = (host: string, port: number, kind: string) => ({ host, port, kind, proxied: false });

test.each([
  [{ http: { url: 'https://images.example.com/a.qcow2' } }, direct('images.example.com', 443, 'http')],
  [{ http: { url: 'http://[fd00::1]:8080/a' } }, direct('fd00::1', 8080, 'http')],
  [{ s3: { url: 'https://10.0.0.1:9000/bucket/a' } }, direct('10.0.0.1', 9000, 's3')],
  [{ gcs: { url: 'gs://bucket/a' } }, direct('storage.googleapis.com', 443, 'gcs')],
  [{ imageio: { url: 'https://ovirt.example/api', diskId: 'a' } }, direct('ovirt.example', 443, 'imageio')],
  [{ vddk: { url: 'https://vcenter.example' } }, direct('vcenter.example', 443, 'vddk')],
  [{ registry: { url: 'docker://registry.example:5000/a/b:1' } }, direct('registry.example', 5000, 'registry')],
  [{ registry: { url: 'docker://ubuntu' } }, direct('registry-1.docker.io', 443, 'registry')],
  [{ registry: { url: 'docker://library/ubuntu' } }, direct('registry-1.docker.io', 443, 'registry')],
  [{ registry: { url: 'docker://registry.example/a', pullMethod: 'node' } }, undefined],
  [{ registry: { imageStream: 'a' } }, undefined],
  [{ registry: { url: 'oci-archive:///a.tar' } }, undefined],
  [{ http: { url: 'not a url' } }, undefined],
  [{ blank: {} }, undefined],
  [{ upload: {} }, undefined],
  [{ pvc: { name: 'a', namespace: 'b' } }, undefined],
  [{}, undefined],
])('the server of %j', (source, server) => {
  expect(serverOf(source as never, undefined)).toEqual(server);
});

test('the import proxy stands before servers that it is not left out for', () => {
  const proxy = { HTTPSProxy: 'http://proxy.example:3128', noProxy: 'localhost, .internal.example' };
  const at = (url: string) => serverOf({ http: { url } } as never, proxy);
  const proxied = { host: 'proxy.example', port: 3128, kind: 'http', proxied: true };
  expect(at('https://images.example.com/a')).toEqual(proxied);
  expect(at('https://images.internal.example/a')).toEqual(direct('images.internal.example', 443, 'http'));
  expect(at('http://images.example.com/a')).toEqual(direct('images.example.com', 80, 'http'));
});
