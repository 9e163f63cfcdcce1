import { BundleApp, CdiRelease, KubeVirtCluster, KubeVirtRelease } from '../../src';
import type { ClusterFacts } from '../../src/inventory/known';
import { CDI_TIME_TO_LIVE } from '../../src/rules/cdi/transfers';
import { describedReleases, isAbout } from '../../src/rules/releases';
import type { ReleaseRange, RuleOfCluster } from '../../src/rules/rule';

const RULE: RuleOfCluster = CDI_TIME_TO_LIVE;

/** The releases of KubeVirt that a rule with the range is about. */
function covered(range: Omit<ReleaseRange, 'of'>): string[] {
  return KubeVirtRelease.all()
    .filter((kubevirt) => {
      const facts = { kubevirt, cdi: CdiRelease.V1_66_0 } as ClusterFacts;
      return isAbout({ ...RULE, releases: { of: 'kubevirt', ...range } }, facts);
    })
    .map(({ version }) => version);
}

test('a rule is about the releases from its first one on', () => {
  expect(covered({ since: 'v1.8.4' })).toEqual(['v1.8.4', 'v1.9.0']);
});

test('a rule is not about the release at which it ends', () => {
  expect(covered({ until: 'v1.9.0' })).toEqual(['v1.7.4', 'v1.8.4']);
  expect(covered({ since: 'v1.8.0', until: 'v1.9.0' })).toEqual(['v1.8.4']);
});

test('a rule about a project looks at the release of that project', () => {
  const facts = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_63_1 } as ClusterFacts;
  expect(isAbout({ ...RULE, releases: { of: 'cdi', since: 'v1.64.0' } }, facts)).toBe(false);
  expect(isAbout({ ...RULE, releases: { of: 'cdi', since: 'v1.63.1' } }, facts)).toBe(true);
});

test('objects outside of clusters are checked by every rule', () => {
  expect(isAbout({ ...RULE, releases: { of: 'cdi', since: 'v9.0.0' } }, undefined)).toBe(true);
});

test('a rule finds nothing in a cluster with a release that it is not about', () => {
  const found = KubeVirtRelease.all().map((kubevirt) => {
    const app = new BundleApp();
    new KubeVirtCluster(app, 'infra', { kubevirt, cdi: CdiRelease.V1_66_0, disabledFeatureGates: ['Snapshot'] });
    return app.check().map(({ rule }) => rule).filter((rule) => rule === 'KV013');
  });
  expect(found).toEqual([['KV013'], ['KV013'], []]);
});

test('the reference says which releases a rule is about', () => {
  expect(describedReleases({ of: 'kubevirt', since: 'v1.8.0', until: 'v1.9.0' }))
    .toBe('KubeVirt from v1.8.0, before v1.9.0');
  expect(describedReleases({ of: 'cdi', since: 'v1.62.0' })).toBe('CDI from v1.62.0');
});
