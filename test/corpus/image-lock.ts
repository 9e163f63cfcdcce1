import { ApiObject } from 'cdk8s';
import { Right, right, stricter, wrong, Wrong } from './case';
import { plain, Scene } from './scene';
import { setImageLock } from '../../src/layout/image-lock';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const FEDORA = 'quay.io/containerdisks/fedora:42';

/** A disk that is imported from a registry. */
function disk(scene: Scene, url = `docker://${FEDORA}`): ApiObject {
  return new ApiObject(scene.infra, 'disk', plain('cdi.kubevirt.io/v1beta1', 'DataVolume', 'disk', {
    source: { registry: { url } },
    storage: { resources: { requests: { storage: '10Gi' } } },
  }));
}

function lock(scene: Scene, digests: { readonly [image: string]: string | null }, problems: string[] = []): void {
  setImageLock(scene.app, { file: 'images.lock.json', digests: new Map(Object.entries(digests)), problems });
}

const TAKEN = 'CDI takes a tag and a digest';

/** Programs with a fault in their lock of images. */
export const IMAGE_LOCKS: readonly Wrong[] = [
  wrong('APP007', 'a digest that is not one', (scene) => {
    lock(scene, {}, [`images.lock.json gives "latest" as the digest of "${FEDORA}"`]);
    return [disk(scene)];
  }, 'gives "latest" as the digest', stricter(TAKEN)),
  wrong('APP008', 'an image that left the program', (scene) => {
    lock(scene, { [FEDORA]: DIGEST, 'quay.io/containerdisks/fedora:41': DIGEST.replaceAll('0', '1') });
    return [disk(scene)];
  }, 'images.lock.json has "quay.io/containerdisks/fedora:41", which nothing pulls', stricter(TAKEN)),
  wrong('APP009', 'an image that the lock does not know', (scene) => {
    lock(scene, { [FEDORA]: null });
    return [disk(scene)];
  }, `images.lock.json has no digest of "${FEDORA}"`, stricter(TAKEN)),
];

/** Programs whose locks come close to a fault. */
export const IMAGE_LOCKS_RIGHT: readonly Right[] = ['APP007', 'APP008', 'APP009'].map((rule) => (
  right(rule, 'a digest for each image', (scene) => {
    lock(scene, { [FEDORA]: DIGEST });
    return disk(scene);
  })));
