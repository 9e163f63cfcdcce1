import { BundleApp, Delivery } from '../../../src';
import { Platform } from '../../platform';

/** What the delivery of a platform with an image and a pool is told. */
function told(repositoryUrl: string): string[] {
  const platform = new Platform();
  platform.image();
  platform.pool();
  Delivery.flux(platform.app, { repositoryUrl });
  return platform.app.check().filter(({ rule }) => rule.startsWith('GITOPS')).map(({ message }) => message);
}

test.each(['https://git.example.org/a.git', 'git@git.example.org:a.git', 'oci://registry.example.org/a'])(
  'a platform in %s is delivered', (url) => {
    expect(told(url)).toEqual([]);
  });

test('an address that Flux does not take is an error', () => {
  expect(told('git://git.example.org/a.git')).toEqual([expect.stringContaining('spec.url is "git://')]);
});

test('a bundle is delivered by Flux once', () => {
  const app = new BundleApp();
  for (const repositoryUrl of ['https://a', 'https://b']) Delivery.flux(app, { repositoryUrl });
  expect(app.check().map(({ rule }) => rule)).toEqual(['GITOPS001']);
});
