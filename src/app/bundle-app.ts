import { App, IResolver } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Before, filesIn } from './before';
import { Reading, readingOf } from './cdk8s-cli';
import { METADATA } from './header';
import { AppNames, nameFaults, Owner } from './owner';
import { Files, SEPARATOR, synthesise, Synthesis } from './synthesis';
import { restore, writeFiles } from './write';
import { BundleError } from '../findings/bundle-error';
import { Finding, lineOf, Severity } from '../findings/finding';
import { declareJudge, report } from '../findings/findings';
import { printIfUncaught } from '../findings/uncaught';
import { areUsable } from '../given/call';
import { reportProps } from '../given/given';
import { liveMigrationsBelow } from '../inventory/live-migration';
import { readImageLock, setImageLock } from '../layout/image-lock';
import { FilePlacement, place } from '../layout/placement';
import { ResolverOfObjects } from '../layout/resolvers';
import type { LiveMigration } from '../machines/migration/live-migration';
import { usableProps } from '../props/check';
import { APP_NAME } from '../rules/bundle/app-name';
import { readConfiguration } from '../rules/configuration';
import { counted } from '../toolkit/counted';
import { printable } from '../toolkit/printable';

export interface BundleAppProps {
  /**
   * The app's name: letters, digits, `-`, `_` and `.`. Every file says which app wrote it, and an app never overwrites
   * or removes what another one wrote. So programs that share an output directory need different names, and clusters
   * (or at least files) of their own. Choose the name once: it stays when the program's clusters change.
   * @default - the name of the first cluster that has objects; without clusters, that of the first file
   */
  readonly name?: string;
  /**
   * Names of apps whose files this one takes over, as their own: the app's earlier names, or those of apps that it
   * replaces. Once such files are rewritten, the names can be left out.
   * @default [] - none
   */
  readonly takesOver?: string[];
  /**
   * The directory to write to.
   * @default - the environment variable CDK8S_OUTDIR, which the cdk8s CLI sets, or `dist`
   */
  readonly outdir?: string;
  /**
   * Whether warnings stop synthesis like errors, for strict pipelines. Infos never do.
   * @default false - warnings are printed to stderr
   */
  readonly noticesAsErrors?: boolean;
  /**
   * Resolvers for tokens of your own, as in `cdk8s.App`.
   * @default - only those of cdk8s
   */
  readonly resolvers?: IResolver[];
  /**
   * Whether to write `construct-metadata.json`, from which cdk8s' validation plugins read the paths of constructs.
   * @default - the environment variable CDK8S_RECORD_CONSTRUCT_METADATA, which the cdk8s CLI sets, or false
   */
  readonly recordConstructMetadata?: boolean;
  /**
   * A YAML file with accepted findings: `accept` is a list of entries with `rule`, `reason` and, for a part of the
   * program, `where`, the path of a construct.
   * @default "cdk8s-kubevirt.yaml" in the working directory, if it exists
   */
  readonly configurationFile?: string;
  /**
   * Whether to write two lists for each cluster, `clusters/<cluster>/images.txt` and `images.lock.json`: all images
   * that its nodes and CDI's importers pull, each with what pulls it, and the digests of those that are known. A mirror
   * is filled by the first; the second is the form of `imageLock`.
   * @default false
   */
  readonly imageLists?: boolean;
  /**
   * A JSON file with digests of images: `{ "images": { "quay.io/containerdisks/fedora:42": "sha256:…" } }`, such as an
   * `images.lock.json` whose digests were filled in. What is written then has digests in place of these references:
   * containers, container disks, imports from registries, both operators, and the components that they start. A
   * DataImportCron keeps its tag, whose changes it follows. Another digest of a golden image makes another DataVolume.
   * @default - none: images are written as they are given
   */
  readonly imageLock?: string;
}

/**
 * A cdk8s `App` that writes the bundle: a directory tree by cluster, layer and tenant, each layer with a
 * `kustomization.yaml`.
 *
 * cdk8s' own `App` processes the whole program once for each chart; this one processes it once: validate, render, check
 * against the schemas of the releases, serialise. Files whose bytes did not change are not touched, files that are no
 * longer made are removed, and nothing is written if there is an error.
 */
export class BundleApp extends App {
  /**
   * Sets where the objects below a construct of your own are written, such as `{ layer: Layer.CATALOG, file:
   * 'storage-profiles' }`. By default, objects below a tenant or a pool are written to its file.
   */
  public static place(construct: IConstruct, placement: FilePlacement): void {
    if (areUsable(construct, 'BundleApp.place', [construct, placement])) place(construct, placement);
  }

  private readonly names: AppNames;
  private readonly noticesAsErrors: boolean;
  private readonly recordMetadata: boolean;
  private readonly configurationFile?: string;
  private readonly writesImageLists: boolean;

  constructor(given: BundleAppProps = {}) {
    const { props, faults } = usableProps('BundleAppProps', given, { open: new.target !== BundleApp });
    super({ outdir: props.outdir, resolvers: props.resolvers });
    declareJudge(this);
    reportProps(this, 'BundleAppProps', faults);
    this.names = { name: props.name, takesOver: props.takesOver };
    report(this, APP_NAME, nameFaults(this.names));
    this.configurationFile = props.configurationFile;
    this.writesImageLists = props.imageLists ?? false;
    if (props.imageLock !== undefined) setImageLock(this, readImageLock(props.imageLock));
    this.resolvers.push(new ResolverOfObjects(this.resolvers.splice(props.resolvers?.length ?? 0)));
    this.noticesAsErrors = props.noticesAsErrors ?? false;
    this.recordMetadata = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
  }

  /**
   * Writes the whole bundle, or nothing. A successful run prints one line to stderr; warnings and infos are printed
   * too. If another run writes to the same directory, this one waits.
   * @throws an error that lists all findings, in its message and as its property `findings`; an error if a file must be
   * written where something else exists that this app did not write; or the system's error if writing fails, for
   * example because the disk is full. The directory is then as it was before. If a run is killed while writing, the
   * next call of `synth` restores the directory first, even if it ends in errors.
   */
  public synth(): void {
    restore(this.outdir); // even if there are errors
    const synthesis = this.judged(filesIn(this.outdir));
    const owner = Owner.of(synthesis.files.keys(), this.names);
    const metadata = this.recordMetadata ? [[METADATA, [constructMetadata(synthesis, owner)]]] as const : [];
    const files: Files = new Map<string, Iterable<string>>([
      ...filesFor(readingOf(this.outdir), synthesis), ...metadata,
    ]);
    const { changed, removed, notices } = writeFiles(this.outdir, files, owner);
    for (const notice of notices) process.stderr.write(`info ${printable(notice)}\n`);
    const count = `${counted(synthesis.entries.length, 'object')} in ${counted(files.size, 'file')}`;
    const changes = `${changed} changed${removed === 0 ? '' : ` (${removed} removed)`}`;
    process.stderr.write(`${count} below ${printable(this.outdir)}, ${changes}\n`);
  }

  /**
   * The whole bundle as one YAML text. It makes the same checks as `synth` and writes nothing.
   * @throws as `synth` does.
   */
  public synthYaml(): string {
    return [...inOneFile(this.judged().files)].join('');
  }

  /** All findings of the program, without accepted ones. It writes and prints nothing. */
  public check(): Finding[] {
    return [...this.synthesised().findings];
  }

  /**
   * Whether each machine of the program can be live-migrated, and why not, in the order of the program. It checks
   * nothing else, and writes and prints nothing.
   */
  public liveMigrations(): LiveMigration[] {
    return liveMigrationsBelow(this);
  }

  private synthesised(written?: Before): Synthesis {
    const { names, writesImageLists } = this;
    return synthesise(this, readConfiguration(this.configurationFile), { written, names, writesImageLists });
  }

  /** Prints the findings that do not stop synthesis, and throws those that do. */
  private judged(written?: Before): Synthesis {
    const synthesis = this.synthesised(written);
    const stops = ({ severity }: Finding) =>
      severity === Severity.ERROR || (this.noticesAsErrors && severity === Severity.WARNING);
    for (const finding of synthesis.findings.filter((each) => !stops(each))) {
      process.stderr.write(`${lineOf(finding)}\n`);
    }
    const errors = synthesis.findings.filter(stops);
    if (errors.length === 0) return synthesis;
    const error = new BundleError(errors);
    printIfUncaught(error, errors.map(lineOf));
    throw error;
  }
}

/**
 * The files to write. The cdk8s CLI takes all files of a stream or a chart as Kubernetes objects, and no API server
 * knows the kind Kustomization. It prints the files of a stream at once and without separators, so there is only one.
 */
function filesFor(reading: Reading | undefined, { files, derived }: Synthesis): Files {
  if (reading === 'stream') return new Map([['bundle.yaml', inOneFile(files)]]);
  return reading === 'chart' ? files : new Map([...files, ...derived]);
}

/** All objects, one after the other, in texts that are made while they are read. */
function inOneFile(files: Files): Iterable<string> {
  return { [Symbol.iterator]: () => oneAfterTheOther(files.values()) };
}

function* oneAfterTheOther(files: Iterable<Iterable<string>>): IterableIterator<string> {
  let separator = '';
  for (const text of files) {
    yield separator;
    yield* text;
    separator = SEPARATOR;
  }
}

/**
 * The metadata in the form of cdk8s' own `App`, which the CLI and its plugins read, and the app's name, which they
 * skip.
 */
function constructMetadata({ entries }: Synthesis, { name }: Owner): string {
  const resources = Object.fromEntries(entries.map(({ object, where }) => [object?.metadata.name, { path: where }]));
  return JSON.stringify({ version: '1.0.0', app: name, resources });
}
