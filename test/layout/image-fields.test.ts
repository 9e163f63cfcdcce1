import { imagesIn, withDigests } from '../../src/layout/image-fields';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const lock = (...images: string[]) => (
  { file: 'lock', digests: new Map(images.map((image) => [image, DIGEST])), problems: [] });
const object = (kind: string, fields: object, name = 'it') => (
  { apiVersion: 'v1', kind, metadata: { name }, ...fields }) as never;

const EVERYTHING = {
  spec: {
    template: {
      metadata: { annotations: { 'hooks.kubevirt.io/hookSidecars': '[{"image":"a/hook:1"},{"args":[]}]' } },
      spec: {
        containers: [{ name: 'c', image: 'a/pod:1', env: [{ name: 'image', value: 'a/none:1' }] }],
        initContainers: [{ name: 'i', image: 'a/init:1' }],
        domain: { firmware: { kernelBoot: { container: { image: 'a/kernel:1', kernelPath: '/vmlinuz' } } } },
        volumes: [{ name: 'boot', containerDisk: { image: 'a/disk:1' } }],
      },
    },
    source: { registry: { url: 'docker://a/import:1' } },
    other: { registry: { url: 'oci-archive://a/none:1' }, image: 'a/none:1' },
    network: { binding: { passt: { sidecarImage: 'a/binding:1' } } },
  },
};
const IMAGES = ['a/hook:1', 'a/pod:1', 'a/init:1', 'a/kernel:1', 'a/disk:1', 'a/import:1', 'a/binding:1'];

test('images are found wherever something pulls them', () => {
  expect(imagesIn(object('Anything', EVERYTHING))).toEqual(IMAGES);
});

test('a CRD names none', () => {
  expect(imagesIn(object('CustomResourceDefinition', EVERYTHING))).toEqual([]);
});

test('digests take the place of tags there, and nowhere else', () => {
  const before = JSON.stringify(EVERYTHING);
  const now = JSON.stringify(withDigests(object('Anything', EVERYTHING), lock(...IMAGES, 'a/none:1')));
  expect(now.match(/a\/\w+@sha256:0{64}/g)).toHaveLength(IMAGES.length);
  expect(now.match(/a\/none:1/g)).toHaveLength(3);
  expect(JSON.stringify(EVERYTHING)).toBe(before);
});

test('what a lock does not know stays the same object', () => {
  const same = object('Anything', EVERYTHING);
  expect(withDigests(same, lock('a/other:1'))).toBe(same);
});

test.each([
  ['DataImportCron', 'it'], ['CustomResourceDefinition', 'it'], ['Deployment', 'virt-operator'],
])('a %s called %s keeps its tags', (kind, name) => {
  const same = object(kind, EVERYTHING, name);
  expect(withDigests(same, lock(...IMAGES))).toBe(same);
});

test('sidecars that are no JSON, or no list, are left alone', () => {
  for (const text of ['{', '{}']) {
    const same = object('Pod', { metadata: { name: 'it', annotations: { 'hooks.kubevirt.io/hookSidecars': text } } });
    expect(withDigests(same, lock(...IMAGES))).toBe(same);
  }
});
