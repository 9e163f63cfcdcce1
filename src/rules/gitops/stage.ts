import { Severity } from '../../findings/finding';
import type { PropRule } from '../rule';
import { own } from '../sources';

export const STAGE: PropRule = {
  id: 'GITOPS014',
  name: 'delivery/stage',
  on: 'props',
  severity: Severity.ERROR,
  title: 'A stage gets a change after the stages before it',
  why: 'Kustomizations can wait only for those of the same Flux, and a stage waits for platforms. A stage that waits '
    + 'for nothing gets a bad release together with the canary.',
  remedy: 'Let one Flux apply the clusters of all stages (fluxIn), or leave the stage out.',
  source: own('docs/how-to/fleet.md'),
  acceptable: true,
};
