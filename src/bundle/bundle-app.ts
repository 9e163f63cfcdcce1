import { App, IResolver } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Bundle, collect, Located } from './bundle';
import { METADATA } from './ownership';
import { restore, writeFiles } from './write';
import { place, Placement } from '../layout/placement';
import { declareChecksObjects } from '../layout/realm';
import { ResolverOfObjects } from '../layout/resolvers';

export interface BundleAppProps {
  /**
   * The directory to write to.
   * @default - the environment variable CDK8S_OUTDIR, which the cdk8s CLI sets, or `dist`
   */
  readonly outdir?: string;
  /**
   * Whether notices stop synthesis as errors do, for pipelines that want none.
   * @default false - notices are printed to stderr
   */
  readonly noticesAsErrors?: boolean;
  /**
   * Resolvers that turn tokens of your own into values, as in `cdk8s.App`.
   * @default - those of cdk8s alone
   */
  readonly resolvers?: IResolver[];
  /**
   * Whether to write `construct-metadata.json`, from which cdk8s' validation plugins learn the constructs' paths.
   * @default - the environment variable CDK8S_RECORD_CONSTRUCT_METADATA, which the cdk8s CLI sets, or false
   */
  readonly recordConstructMetadata?: boolean;
}

/**
 * A cdk8s `App` that writes the bundle: a directory tree by cluster, layer and tenant, each layer with a `kustomization.yaml`.
 *
 * Where cdk8s goes over the whole program once for each chart, this goes over it once: validate, render, check against the
 * schemas of the releases, serialise. Files whose bytes did not change are not touched, files that are no longer made are
 * removed, and nothing is written when anything is wrong.
 */
export class BundleApp extends App {
  /**
   * Says where the objects below a construct of your own are written, such as `{ layer: Layer.CATALOG, file: 'storage-profiles' }`.
   * Below a tenant or a pool they go into its file without being asked.
   */
  public static place(construct: IConstruct, placement: Placement): void {
    place(construct, placement);
  }

  private readonly noticesAsErrors: boolean;
  private readonly recordMetadata: boolean;

  constructor(props: BundleAppProps = {}) {
    super({ outdir: props.outdir, resolvers: props.resolvers });
    declareChecksObjects(this);
    this.resolvers.push(new ResolverOfObjects(this.resolvers.splice(props.resolvers?.length ?? 0)));
    this.noticesAsErrors = props.noticesAsErrors ?? false;
    this.recordMetadata = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
  }

  /**
   * Writes the bundle, as a whole or not at all.
   * @throws an error that lists everything that is wrong, each sentence behind the path of its construct; or that something which is
   * not ours stands where a file must go; or what the system says against writing, such as that the disk is full. Then the directory
   * holds what it held before. After a kill amid writing, the next run puts that back, also one that ends in errors.
   */
  public synth(): void {
    restore(this.outdir); // also when there are errors
    const bundle = collect(this);
    this.report(bundle);
    const metadata: [string, Buffer[]][] = this.recordMetadata ? [[METADATA, [constructMetadata(bundle)]]] : [];
    writeFiles(this.outdir, new Map([...bundle.files, ...bundle.kustomizations, ...metadata]));
  }

  /**
   * The whole bundle as one YAML text, with the same checks as `synth` and nothing written.
   * @throws as `synth` does.
   */
  public synthYaml(): string {
    const bundle = collect(this);
    this.report(bundle);
    return [...bundle.files.values()].map((pieces) => Buffer.concat(pieces).toString()).join('---\n');
  }

  private report(bundle: Bundle): void {
    const errors = this.noticesAsErrors ? [...bundle.errors, ...bundle.notices] : bundle.errors;
    if (!this.noticesAsErrors) for (const each of bundle.notices) process.stderr.write(`notice ${line(each)}\n`);
    if (errors.length > 0) throw new Error(`Validation failed with the following errors:\n  ${errors.map(line).join('\n  ')}`);
  }
}

function line({ path, sentence }: Located): string {
  return `[${path}] ${sentence}`;
}

/** In the form of cdk8s' own `App`, from which the CLI and its plugins read it. */
function constructMetadata(bundle: Bundle): Buffer {
  return Buffer.from(JSON.stringify({ version: '1.0.0', resources: Object.fromEntries([...bundle.objects].map(([name, path]) => [name, { path }])) }));
}
