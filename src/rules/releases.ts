import type { ReleaseRange, RuleOfCluster } from './rule';
import type { ClusterFacts } from '../inventory/known';

/**
 * Whether a rule is about the releases of a cluster. Outside of clusters no release is known, so every rule is about
 * the objects there.
 */
export function isAbout({ releases }: RuleOfCluster, cluster: ClusterFacts | undefined): boolean {
  if (releases === undefined || cluster === undefined) return true;
  const release = cluster[releases.of];
  if (releases.since !== undefined && !release._atLeast(releases.since)) return false;
  return releases.until === undefined || !release._atLeast(releases.until);
}

const PROJECTS = { kubevirt: 'KubeVirt', cdi: 'CDI' } as const;

/** A range in words, such as `KubeVirt from v1.8.0, before v1.9.0`. */
export function describedReleases({ of, since, until }: ReleaseRange): string {
  const bounds = [since && `from ${since}`, until && `before ${until}`].filter(Boolean);
  return `${PROJECTS[of]} ${bounds.join(', ')}`;
}
