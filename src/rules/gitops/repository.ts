import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { argoCd } from '../sources';

export const REPOSITORY: PropRule = {
  id: 'GITOPS011',
  name: 'delivery/repository',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The bundle is in a repository that the controller reads, with a URL',
  why: 'A controller cannot fetch a bundle from nowhere: Argo CD says that the URL is required, and applies nothing. '
    + 'An empty text is often an environment variable that is not set.',
  remedy: 'Write the URL of the Git repository, such as https://git.example.org/platform/clusters.git.',
  source: argoCd('util/argo/argo.go: validateSourcePermissions'),
  acceptable: false,
};
