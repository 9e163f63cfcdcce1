import { guessedOrigin, originOf } from '../../src/machine-controller/image-source';

test.each([
  ['https://images.example.com/u.img', 'http'],
  ['s3://images/u.img', 'http'],
  ['/images/u.img', 'http'],
  ['ubuntu:24.04', 'http'],
  ['docker://quay.io/u:1', 'registry'],
  ['docker:u', 'registry'],
  ['OCI-Archive:/u.tar', 'registry'],
  ['ubuntu', 'pvc'],
  ['golden/ubuntu', 'pvc'],
  ['1:2', 'pvc'],
  ['', 'pvc'],
])('of %j, machine-controller guesses %s', (osImage, origin) => {
  expect(guessedOrigin(osImage)).toBe(origin);
});

test('the origin is what source says, and a guess if it says nothing that is known', () => {
  const osImage = { value: 'docker://quay.io/u:1' };
  const reference = { namespace: 'a', name: 'b', key: 'c' };
  expect(originOf({ source: { value: 'pvc' }, osImage })).toBe('pvc');
  expect(originOf({ source: 'ftp', osImage })).toBe('registry');
  expect(originOf({ source: { secretKeyRef: reference }, osImage })).toBeUndefined();
  expect(originOf({ osImage: { secretKeyRef: reference } })).toBeUndefined();
});
