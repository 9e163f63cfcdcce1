import type { Intent } from './known';
import type { View } from './view';
import type { FilePlacement } from '../layout/placement';
import type { Rendering, RenderingFailure } from '../layout/rendered';
import { EmbeddedMachine, embeddedMachine, holdsMachines } from '../machines/embedded';
import { splitApiVersion } from '../releases/api-versions';
import type { KubernetesObject } from '../releases/facts';
import { awaitsParameter, isMachineTemplate } from '../releases/machine-template';
import type { FieldComplaint } from '../toolkit/complaint';
import type { Labels } from '../toolkit/label-selector';

const NOTHING: readonly FieldComplaint[] = [];

/** The origin of an entry: an object that is rendered when it is first needed. */
export interface EntryOrigin {
  /** The path of the construct that made it. */
  readonly where: string;
  /** The kind as its construct stated it, before patches. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly placement: FilePlacement;
  /** The chart's name, which becomes the file's name outside of clusters. */
  readonly chart: () => string;
  readonly cluster?: View<Entry>;
  readonly intent: Intent;
  readonly render: () => Rendering;
  /** The number of machines, if the object does not tell. */
  readonly count?: () => number;
  /** The labels that a controller writes over those of the machine. */
  readonly labels?: (entry: Entry) => Labels;
}

/** One object of a bundle, rendered once, with what rules ask about it. */
export class Entry {
  public readonly where: string;
  public readonly group: string;
  public readonly kind: string;
  public readonly placement: FilePlacement;
  public readonly cluster?: View<Entry>;
  public readonly intent: Intent;

  private readonly nameChart: () => string;
  private readonly render: () => Rendering;
  private readonly count?: () => number;
  private readonly labels?: (entry: Entry) => Labels;
  private rendering?: Rendering;
  private shape?: boolean;
  private embedded?: { readonly machine?: EmbeddedMachine };

  constructor(origin: EntryOrigin) {
    this.where = origin.where;
    this.group = splitApiVersion(origin.apiVersion)[0];
    this.kind = origin.kind;
    this.placement = origin.placement;
    this.cluster = origin.cluster;
    this.intent = origin.intent;
    this.nameChart = origin.chart;
    this.render = origin.render;
    this.count = origin.count;
    this.labels = origin.labels;
  }

  /** The name of the chart around the object. */
  public get chart(): string {
    return this.nameChart();
  }

  /** The rendering, if the object has been rendered already. */
  public get known(): Rendering | undefined {
    return this.rendering;
  }

  /** The object as it will be written; undefined if it cannot be rendered. */
  public get object(): KubernetesObject | undefined {
    return this.rendered().object;
  }

  /**
   * Whether keys below the object's outermost mapping are in the program's order, not in the order in which they are
   * written.
   */
  public get unsorted(): boolean {
    const rendering = this.rendered();
    return rendering.object !== undefined && rendering.unsorted;
  }

  /** What JSON patches write and JSON has no form for. */
  public get lost(): readonly FieldComplaint[] {
    return this.rendered().lost ?? NOTHING;
  }

  /** Why the object cannot be rendered. */
  public get failure(): RenderingFailure | undefined {
    return this.rendered().failure;
  }

  /** The object's namespace; undefined for cluster-wide kinds, and if it is not a text. */
  public get namespace(): string | undefined {
    const namespace: unknown = this.object?.metadata.namespace;
    return typeof namespace === 'string' ? namespace : undefined;
  }

  /** Whether the object matches the schema of its kind, so that rules can read it without checking types. */
  public get hasShape(): boolean {
    this.shape ??= this.object !== undefined && (this.cluster?.schemas.hasShape(this.object) ?? false);
    return this.shape;
  }

  /**
   * Whether rules about its kind can read the object: if the cluster's releases define the kind, it must match the
   * schema.
   */
  public get isReadable(): boolean {
    if (this.object === undefined) return false;
    return this.cluster === undefined || this.hasShape || !this.cluster.schemas.defines(this.object);
  }

  /** Whether a field's value is known only when a parameter of a template of machines gets its value. */
  public isLeftOpen(field: string): boolean {
    return this.object !== undefined && isMachineTemplate(this.group, this.object)
      && awaitsParameter(this.object, field);
  }

  /**
   * The machine within the object; undefined if there is none, or if the object does not match the schema of its kind.
   */
  public get machine(): EmbeddedMachine | undefined {
    this.embedded ??= { machine: this.embeds() ? this.findMachine() : undefined };
    return this.embedded.machine;
  }

  private findMachine(): EmbeddedMachine | undefined {
    const machine = embeddedMachine(this.group, this.cluster!.schemas.filledIn(this.object!));
    if (machine === undefined) return undefined;
    const found = this.count === undefined ? machine : { ...machine, count: this.count() };
    return this.labels === undefined ? found : labelledLater(found, () => this.labels!(this));
  }

  private embeds(): boolean {
    return holdsMachines(this.group, this.kind) && this.hasShape;
  }

  private rendered(): Rendering {
    this.rendering ??= this.render();
    return this.rendering;
  }
}

/** Only the first reader of the labels renders the objects that they come from: one of these may need the machine. */
function labelledLater(machine: EmbeddedMachine, others: () => Labels): EmbeddedMachine {
  let labels: Labels | undefined;
  return {
    ...machine,
    get labels() {
      labels ??= { ...machine.labels, ...others() };
      return labels;
    },
  };
}
