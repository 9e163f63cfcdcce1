import { closeSync, openSync, readSync } from 'node:fs';

/** The file that cdk8s' validation plugins read. JSON has no comments, so it is recognised by its name. */
export const METADATA = 'construct-metadata.json';

/** The folder that holds a folder for each cluster. */
export const CLUSTERS = 'clusters';

/** What the first line of a file says about where it comes from. Earlier versions named neither. */
export interface Origin {
  /** The name of the app that wrote the file. */
  readonly app?: string;
  /** Where it was written, so that a copy elsewhere is recognised as one. */
  readonly place?: string;
}

/** More than the longest header, whose place is a file's name or a cluster's folder. */
const LONGEST = 1024;

// A checkout may end lines with CRLF.
const HEADER = new RegExp([
  /^(?:# |<!-- |\{\r?\n {2}"writtenBy": ")/,
  /Written by cdk8s-kubevirt(.*); edit the program, not this file\./,
  /(?: -->|",)?\r?\n/,
].map(({ source }) => source).join(''));
/** Where it comes from: as it is written now, and as it once was. */
const ORIGINS = [/^, app (\S+), into (\S+)$/, /^ for (\S+) in (\S+)$/, /^$/];
const APP_IN_METADATA = /^\{"version":"[^"]*","app":"([^"]*)"/;

/**
 * The first line of every file that we write. It tells us later whether we may replace or remove the file. A JSON file
 * has no comments, so its header begins an object, and the text after it continues with the members.
 */
export function headerOf(app: string, path: string): string {
  const words = `Written by cdk8s-kubevirt, app ${app}, into ${placeOf(path)}; edit the program, not this file.`;
  if (path.endsWith('.json')) return `{\n  "writtenBy": "${words}",\n`;
  return path.endsWith('.md') ? `<!-- ${words} -->\n\n` : `# ${words}\n`;
}

/** Whether a file that is below one of our folders can be ours. */
export function mayBeOurs(path: string): boolean {
  const endings = path.includes('/') ? ['.yaml', '.json', '.md', '.txt'] : ['.yaml'];
  return endings.some((ending) => path.endsWith(ending));
}

/** The folder of the cluster that a file belongs to; outside of clusters, the file itself. */
export function placeOf(path: string): string {
  const [first, cluster, ...rest] = path.split('/');
  return first === CLUSTERS && rest.length > 0 ? `${CLUSTERS}/${cluster}` : path;
}

/**
 * Where a file comes from; undefined if this library did not write it. A file that we may not read is not ours.
 * Metadata counts as ours whoever wrote it.
 * @param path the path below the output directory
 */
export function originOf(target: string, path: string): Origin | undefined {
  const start = startOf(target)?.toString('utf8');
  if (start === undefined) return undefined;
  if (path === METADATA) return { app: APP_IN_METADATA.exec(start)?.[1], place: path };
  const said = HEADER.exec(start)?.[1];
  const found = said === undefined ? null : ORIGINS.map((each) => each.exec(said)).find((match) => match !== null);
  return found ? { app: found[1], place: found[2] } : undefined;
}

function startOf(target: string): Buffer | undefined {
  let file: number;
  try {
    file = openSync(target, 'r');
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
  try {
    return read(file, LONGEST);
  } finally {
    closeSync(file);
  }
}

export function isDenied(error: unknown): boolean {
  return ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** The next bytes of an open file; fewer at its end. */
export function read(file: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  return bytes.subarray(0, readSync(file, bytes));
}
