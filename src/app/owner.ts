import { join } from 'node:path';
import { Origin, placeOf } from './header';
import { DELIVERY } from '../delivery/derive';
import { Fault, fault } from '../findings/rule';
import { APP_NAME } from '../rules/bundle/app-name';

/** The app that writes to a directory, and what of the files there is its own. */
export class Owner {
  /**
   * The owner of files. An app without a name is known by the first cluster that it writes, or else by its first file,
   * so that programs for different clusters can share a directory.
   */
  public static of(files: Iterable<string>, { name, takesOver = [] }: AppNames): Owner {
    const paths = [...files];
    return new Owner(name ?? nameFrom(paths), name !== undefined, takesOver, new Set(paths.map(placeOf)));
  }

  private constructor(
    /** Undefined if the app has no name and writes no files. */
    public readonly name: string | undefined,
    private readonly isNamed: boolean,
    private readonly takesOver: readonly string[],
    private readonly places: ReadonlySet<string>,
  ) {}

  /** Whether the app may write over a file at a path that it makes. */
  public mayReplace({ app }: Origin): boolean {
    return app === undefined || this.is(app);
  }

  /**
   * Whether the app may remove a file that it no longer makes. In the folders of its own clusters, that is any file
   * which no other app wrote; elsewhere only one that it wrote right there.
   */
  public mayRemove(path: string, { app, place }: Origin): boolean {
    if (app === undefined) return isInFolder(path) && this.places.has(placeOf(path));
    return this.is(app) && (place === placeOf(path) || (isInFolder(path) && this.places.has(placeOf(path))));
  }

  /** Why files of another app stay, for an app that may be that one under another name; undefined if it is not. */
  public noticeOf(where: string, { app }: Origin): string | undefined {
    if (app === undefined) {
      return `${where} was written by an earlier version, which named no app, and is not made by this program, so it `
        + 'stays. Remove it if no other program makes it.';
    }
    if (this.isNamed || this.is(app)) return undefined;
    return `${where} was written by the app "${app}", so it stays. If this program was that app, pass name: "${app}" `
      + 'to BundleApp: it then removes what the program no longer makes. Otherwise give both apps their names of today '
      + 'to end this notice.';
  }

  /** Why files of another app cannot be replaced, and what to do. */
  public obstacle(directory: string, paths: readonly string[], app: string): string {
    const where = join(directory, paths[0]);
    const more = paths.length === 1 ? '' : `, like ${paths.length - 1} more of the files to write`;
    const named = this.isNamed ? '' : ', named after the first cluster or file that it writes';
    const own = `"${this.name}"${named}`;
    return `${where} was written by the app "${app}"${more}, and this app is ${own}, so nothing is overwritten. `
      + (paths.some((path) => path.startsWith(`${DELIVERY}/`)) ? APART : SHARED)
      + `If this app replaces that one, pass ${this.isNamed ? `takesOver: ["${app}"]` : `name: "${app}"`}.`;
  }

  private is(app: string): boolean {
    return app === this.name || this.takesOver.includes(app);
  }
}

/** What an app is called, and what it takes over. */
export interface AppNames {
  readonly name?: string;
  readonly takesOver?: readonly string[];
}

const SHARED = 'To share a directory, give each app clusters of its own, and a name (prop "name" of BundleApp). ';
const APART = 'Each app with a Delivery writes its own folder "delivery", so give this app another outdir. Both may be '
  + 'in one repository: name the outdir in "path" of the Delivery. ';

const NAME = /^[A-Za-z0-9][\w.-]{0,252}$/;

/** Names of apps that no header can hold. */
export function nameFaults({ name, takesOver = [] }: AppNames): Fault[] {
  const given = [...(name === undefined ? [] : [['name', name]]), ...takesOver.map((each) => ['takesOver', each])];
  return given.filter(([, each]) => !NAME.test(each)).map(([prop, each]) =>
    fault(prop, `${JSON.stringify(each)} cannot be written into the header of a file`, APP_NAME.remedy));
}

function isInFolder(path: string): boolean {
  return placeOf(path) !== path;
}

function nameFrom(paths: readonly string[]): string | undefined {
  const cluster = paths.find(isInFolder);
  if (cluster !== undefined) return cluster.split('/')[1];
  return paths[0]?.split('/').pop()!.replace(/(?<=.)(\.k8s)?\.[^.]*$/, '');
}
