import { existsSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { Finding } from '../findings/finding';
import { findingOf } from '../findings/findings';
import { wholeFault } from '../findings/rule';
import { CONFIGURATION_FILE } from '../rules/acceptance/rules';
import type { PlacedAcceptance } from '../rules/acceptances';
import { isPlain } from '../toolkit/merge';

/** The configuration file that is read from the working directory if no other is named. */
export const DEFAULT_FILE = 'cdk8s-kubevirt.yaml';

/** What a configuration file says. */
export interface Configuration {
  readonly acceptances: readonly PlacedAcceptance[];
  readonly findings: readonly Finding[];
}

const NOTHING: Configuration = { acceptances: [], findings: [] };

/**
 * Reads a configuration file:
 *
 *     accept:
 *     - rule: POOL004
 *       where: infra-eu1/lab        # the path of a construct; the whole program if left out
 *       reason: why it is right
 *
 * @param file its path; undefined for the default, which need not exist
 */
export function readConfiguration(file: string | undefined): Configuration {
  const path = file ?? DEFAULT_FILE;
  if (file === undefined && !existsSync(path)) return NOTHING;
  let content: unknown;
  try {
    content = load(readFileSync(path, 'utf8'));
  } catch (error) {
    return unreadable(path, `cannot be read: ${(error as Error).message.split('\n')[0]}`);
  }
  if (content === undefined || content === null) return NOTHING;
  if (!isPlain(content)) return unreadable(path, 'is not a map');
  const odd = Object.keys(content).find((key) => key !== 'accept');
  if (odd !== undefined) return unreadable(path, `has the unknown key "${odd}"`);
  return acceptIn(path, content.accept ?? []);
}

function acceptIn(path: string, list: unknown): Configuration {
  if (!Array.isArray(list)) return unreadable(path, 'has no list under accept');
  const acceptances: PlacedAcceptance[] = [];
  for (const [index, entry] of list.entries()) {
    if (!isEntry(entry)) return unreadable(path, `has an entry accept[${index}] that is not made of rule, reason and where, each a text`);
    acceptances.push({ rule: entry.rule, reason: entry.reason ?? '', where: entry.where ?? '', inFile: true });
  }
  return { acceptances, findings: [] };
}

interface FileEntry {
  readonly rule: string;
  readonly reason?: string;
  readonly where?: string;
}

function isEntry(entry: unknown): entry is FileEntry {
  if (!isPlain(entry) || entry.rule === undefined) return false;
  return Object.entries(entry).every(([key, value]) => ['rule', 'reason', 'where'].includes(key) && typeof value === 'string');
}

function unreadable(path: string, problem: string): Configuration {
  const finding = findingOf(CONFIGURATION_FILE, wholeFault(`${path} ${problem}`, CONFIGURATION_FILE.remedy), '');
  return { acceptances: [], findings: [finding] };
}
