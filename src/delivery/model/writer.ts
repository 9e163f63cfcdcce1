import type { DeliveryModel } from './unit';
import type { KubernetesObject } from '../../releases/facts';
import type { Judgement } from '../../rules/judge';

/** A file of objects for a GitOps controller. */
export interface DeliveredFile {
  /** The path below the folder of the writer. */
  readonly path: string;
  readonly objects: readonly KubernetesObject[];
  /** The cluster whose API server gets the objects; undefined if all files without one are for the same cluster. */
  readonly cluster?: string;
}

/** What has a name beside the units. */
export interface Named {
  readonly name: string;
  /** What it is, such as the folder of a unit. */
  readonly path: string;
}

/** What makes the objects with which one GitOps controller applies the bundle. */
export interface DeliveryWriter {
  /** The folder below `delivery/` in the output directory. */
  readonly folder: 'argocd' | 'flux';
  /** The same model must give the same files. */
  write(model: DeliveryModel): readonly DeliveredFile[];
  /** What it names like units, without being one: the name must be no unit's. */
  named?(model: DeliveryModel): readonly Named[];
  /** What is wrong with the options, as can be seen with the model alone. */
  judge?(model: DeliveryModel): readonly Judgement[];
}
