import { Boot } from '../../../src';
import { findingsOf } from '../../findings';
import { Fleet } from '../../virtual-machines/support';

function found(image: string): string[] {
  const fleet = new Fleet();
  fleet.machine({ image: undefined, boot: Boot.containerDisk(image) });
  return findingsOf(fleet.app).filter((line) => line.includes('containerDisk'));
}

test.each([
  'docker://quay.io/a/b:1', 'docker://quay.io/a/b', 'oci-archive://a.tar', 'https://images.example.com/x.qcow2',
  'quay.io/A/b', 'Quay/B:latest', 'a b', ' quay.io/a/b:1', 'quay.io/a/b:', 'quay.io//b', '',
])('the container image "%s" is one error, and nothing is said of its tag', (image) => {
  expect(found(image)).toEqual([expect.stringMatching(/^error .* boot containerDisk\.image/)]);
});

test('a scheme is left out, and what is behind it stays', () => {
  expect(found('docker://quay.io/a/b:1')).toEqual([expect.stringContaining(
    'begins with "docker://", but a node pulls a container image by its name alone. Leave docker:// out here: write '
    + '"quay.io/a/b:1".',
  )]);
});

test('a file on a web server is imported, not pulled', () => {
  expect(found('https://images.example.com/x.qcow2'))
    .toEqual([expect.stringContaining('Boot.imported(ImageSource.http')]);
});

test.each(['quay.io/a/b:1', 'registry.example:5000/a/b:1', 'fedora:42', '[fd00::1]:5000/a/b:1'])(
  'the container image "%s" has no finding', (image) => {
    expect(found(image)).toEqual([]);
  });
