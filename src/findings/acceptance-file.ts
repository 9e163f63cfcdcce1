import { existsSync, readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { isPlain } from '../toolkit/merge';

/** The configuration file that is read from the working directory if no other file is given. */
const DEFAULT_FILE = 'cdk8s-kubevirt.yaml';

/** Accepts that everything below a construct breaks a rule. */
export interface FileAcceptance {
  readonly rule: string;
  /** Empty if the file has none. */
  readonly reason: string;
  /** The path of the construct; empty for the whole program. */
  readonly where: string;
  /** The place of the entry: `accept[0] of cdk8s-kubevirt.yaml`. */
  readonly place: string;
}

/** The content of a configuration file, or why it cannot be read. */
export interface AcceptanceFile {
  readonly acceptances: readonly FileAcceptance[];
  /** A whole sentence without a full stop. */
  readonly problem?: string;
}

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
export function readAcceptances(file?: string): AcceptanceFile {
  const path = file ?? DEFAULT_FILE;
  if (file === undefined && !existsSync(path)) return NOTHING;
  let documents: unknown[];
  try {
    documents = loadAll(readFileSync(path, 'utf8'));
  } catch (error) {
    return unreadable(`${path} cannot be read: ${(error as Error).message.split('\n')[0]}`);
  }
  if (documents.length > 1) return unreadable(`${path} holds ${documents.length} documents, but only one is read`);
  const content = documents[0] ?? {};
  if (!isPlain(content)) return unreadable(`${path} is not a map`);
  const odd = Object.keys(content).find((key) => key !== 'accept');
  if (odd !== undefined) return unreadable(`${path} has the unknown key "${odd}"`);
  return acceptIn(path, content.accept ?? []);
}

/** Whether an acceptance for a construct's path covers another path. */
export function covers(above: string, path: string): boolean {
  return above === '' || path === above || path.startsWith(`${above}/`);
}

const NOTHING: AcceptanceFile = { acceptances: [] };

function acceptIn(path: string, list: unknown): AcceptanceFile {
  if (!Array.isArray(list)) return unreadable(`${path} has no list under accept`);
  const acceptances: FileAcceptance[] = [];
  for (const [index, entry] of list.entries()) {
    if (!isEntry(entry)) return unreadable(`${path} has an entry accept[${index}] that ${MALFORMED}`);
    const { rule, reason = '', where = '' } = entry;
    acceptances.push({ rule, reason, where: where.replace(/^\/+|\/+$/g, ''), place: `accept[${index}] of ${path}` });
  }
  return { acceptances };
}

const MALFORMED = 'is not made of rule, reason and where, each a text';
const KEYS = ['rule', 'reason', 'where'];

function isEntry(entry: unknown): entry is Partial<FileAcceptance> & Pick<FileAcceptance, 'rule'> {
  if (!isPlain(entry) || entry.rule === undefined) return false;
  return Object.entries(entry).every(([key, value]) => KEYS.includes(key) && typeof value === 'string');
}

function unreadable(problem: string): AcceptanceFile {
  return { acceptances: [], problem };
}
