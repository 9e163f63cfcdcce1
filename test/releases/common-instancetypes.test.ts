import { CdiRelease, KubeVirtRelease } from '../../src';
import {
  commonInstancetype, commonNames, commonPreference, releasesWith,
} from '../../src/releases/common-instancetypes';
import { SchemaCheck } from '../../src/releases/schema-check';

const RELEASES = KubeVirtRelease.all();

test('each release embeds as many as its own bundle has', () => {
  expect(RELEASES.map(({ version }) => [
    version, commonNames(version, 'Instancetype').length, commonNames(version, 'Preference').length,
  ])).toEqual([['v1.7.4', 55, 54], ['v1.8.4', 65, 54], ['v1.9.0', 65, 54]]);
});

test('a size has the figures of upstream', () => {
  expect(commonInstancetype('v1.9.0', 'u1.medium')).toEqual({ cpu: { guest: 1 }, memory: { guest: '4Gi' } });
  expect(commonInstancetype('v1.9.0', 'o1.small')?.memory).toEqual({ guest: '2Gi', overcommitPercent: 50 });
  expect(commonInstancetype('v1.9.0', 'u1.unknown')).toBeUndefined();
});

test('the D series came with v1.8', () => {
  expect(releasesWith('Instancetype', 'd1.large')).toEqual(['v1.8.4', 'v1.9.0']);
  expect(commonInstancetype('v1.7.4', 'd1.large')).toBeUndefined();
});

test('preferences differ by release: since v1.9 some require an architecture', () => {
  const requiring = RELEASES.map(({ version }) => commonNames(version, 'Preference')
    .filter((name) => commonPreference(version, name)?.requirements?.architecture !== undefined).length);
  expect(requiring).toEqual([0, 0, 12]);
});

test.each(RELEASES.map((release): [string, KubeVirtRelease] => [release.version, release]))(
  'what %s embeds matches its schemas', (version, release) => {
    const schemas = SchemaCheck.of(release, CdiRelease.V1_66_0);
    const faults = (['Instancetype', 'Preference'] as const).flatMap((noun) => {
      const specOf = noun === 'Instancetype' ? commonInstancetype : commonPreference;
      return commonNames(version, noun).flatMap((name) => schemas.check({
        apiVersion: 'instancetype.kubevirt.io/v1beta1',
        kind: `VirtualMachineCluster${noun}`,
        metadata: { name },
        spec: specOf(version, name),
      }));
    });
    expect(faults).toEqual([]);
  });
