import { CONFIGURATION_FILE } from './acceptance/rules';
import type { PlacedAcceptance } from './acceptances';
import { readAcceptances } from '../findings/acceptance-file';
import type { Finding } from '../findings/finding';
import { findingOf } from '../findings/findings';
import { wholeFault } from '../findings/rule';

/** The content of a configuration file. */
export interface Configuration {
  readonly acceptances: readonly PlacedAcceptance[];
  /** The finding that the file cannot be read. */
  readonly findings: readonly Finding[];
}

/** @param file its path; undefined for the default, which need not exist */
export function readConfiguration(file?: string): Configuration {
  const { acceptances, problem } = readAcceptances(file);
  const faults = problem === undefined ? [] : [wholeFault(problem, CONFIGURATION_FILE.remedy)];
  return {
    acceptances,
    findings: faults.map((each) => findingOf(CONFIGURATION_FILE, each, '')),
  };
}
