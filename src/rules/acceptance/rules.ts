import { Severity } from '../../findings/finding';
import type { PropRule, Rule } from '../rule';
import { own } from '../sources';

const SOURCE = own('docs/how-to/accept-a-finding.md');

export const UNKNOWN_ACCEPTANCE: PropRule = {
  id: 'ACC001',
  name: 'acceptances/unknown-rule',
  on: 'props',
  severity: Severity.ERROR,
  title: 'An acceptance names a rule that exists',
  why: 'An acceptance of a misspelt rule accepts nothing.',
  remedy: 'Copy the id from the finding.',
  source: SOURCE,
  acceptable: false,
};

export const ACCEPTANCE_WITHOUT_REASON: PropRule = {
  id: 'ACC002',
  name: 'acceptances/without-reason',
  on: 'props',
  severity: Severity.ERROR,
  title: 'An acceptance has a reason',
  why: 'Whoever reads the program later must know why the rule may be broken here.',
  remedy: 'Write the reason in words.',
  source: SOURCE,
  acceptable: false,
};

export const UNACCEPTABLE: PropRule = {
  id: 'ACC003',
  name: 'acceptances/unacceptable-rule',
  on: 'props',
  severity: Severity.ERROR,
  title: 'What the API server or a webhook refuses is not accepted',
  why: 'The object would be refused anyway, or would do something else than what is written.',
  remedy: 'Remove the acceptance, and correct what the rule finds.',
  source: SOURCE,
  acceptable: false,
};

export const NEEDLESS_ACCEPTANCE: PropRule = {
  id: 'ACC004',
  name: 'acceptances/not-needed',
  on: 'props',
  severity: Severity.WARNING,
  title: 'An acceptance in the program is needed',
  why: 'An acceptance that is no longer needed hides the next mistake of its kind.',
  remedy: 'Remove it.',
  source: SOURCE,
  acceptable: false,
};

export const NEEDLESS_FILE_ENTRY: PropRule = {
  id: 'ACC005',
  name: 'acceptances/not-needed-in-file',
  on: 'props',
  severity: Severity.INFO,
  title: 'An entry of the configuration file is needed',
  why: 'One file may serve several programs, so an entry that this one does not need is not wrong.',
  remedy: 'Remove it if no other program needs it.',
  source: SOURCE,
  acceptable: false,
};

export const CONFIGURATION_FILE: PropRule = {
  id: 'ACC006',
  name: 'acceptances/configuration-file',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The configuration file can be read',
  why: 'Acceptances in a file that cannot be read would be lost without notice.',
  remedy: 'Write accept: with a list of entries, each with rule and reason.',
  source: SOURCE,
  acceptable: false,
};

/** Rules about acceptances. */
export const ACCEPTANCE_RULES: readonly Rule[] = [
  UNKNOWN_ACCEPTANCE,
  ACCEPTANCE_WITHOUT_REASON,
  UNACCEPTABLE,
  NEEDLESS_ACCEPTANCE,
  NEEDLESS_FILE_ENTRY,
  CONFIGURATION_FILE,
];
