import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { sourceController } from '../sources';

export const VERIFICATION: PropRule = {
  id: 'GITOPS009',
  name: 'delivery/verification',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The verification of a bundle says whose signatures are accepted',
  why: 'Without a key or identities, cosign accepts what anybody has signed. Commits are verified with keys.',
  remedy: 'Name a Secret with public keys, or for an OCI artifact the identities of those who sign it.',
  source: sourceController('docs/spec/v1/ocirepositories.md: Verification'),
  acceptable: false,
};
