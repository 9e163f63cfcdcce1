import { Severity } from '../findings/finding';
import type { RuleInfo } from '../findings/rule';

/**
 * The rule about releases that the package has no facts for. It is here because nothing can be made without a release.
 */
export const UNKNOWN_RELEASE_INFO: RuleInfo = {
  id: 'PROP007',
  name: 'props/unknown-release',
  severity: Severity.ERROR,
  title: 'A release is one that this package has facts of',
  why: 'Nothing can be written or judged for a release whose objects and schemas are not known. The '
    + 'program stops at once.',
  remedy: 'Write one of the releases that the finding names.',
  source: { project: 'cdk8s-kubevirt', file: 'docs/architecture.md' },
  acceptable: false,
};
