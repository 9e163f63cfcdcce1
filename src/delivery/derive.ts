import type { App } from 'cdk8s';
import { clusterFile } from './cluster-file';
import { deliveriesOf } from './deliveries';
import { controllerFaults } from './faults/controller-faults';
import { lossFaults } from './faults/loss-faults';
import { nameFaults } from './faults/name-faults';
import { objectFaults } from './faults/object-faults';
import { rootFaults } from './faults/root-faults';
import { targetFaults } from './faults/target-faults';
import { tenantFaults } from './faults/tenant-faults';
import { unitFaults } from './faults/unit-faults';
import type { DerivedText } from './json';
import { modelOf } from './model/model';
import type { DeliveryModel } from './model/unit';
import type { DeliveredFile } from './model/writer';
import type { DeliveryTarget } from './options';
import { prerequisitesFiles } from './prerequisites/files';
import type { Entry } from '../inventory/entry';
import type { Inventory } from '../inventory/inventory';
import type { Judgement } from '../rules/judge';

/** The folder below the output directory that holds what delivers the bundle. */
export const DELIVERY = 'delivery';

/** What delivers a bundle. */
export interface Derived {
  /** Files of objects, with paths below the output directory. */
  readonly files: readonly DeliveredFile[];
  readonly texts: readonly DerivedText[];
  readonly judgements: readonly Judgement[];
}

/** What the derivation depends on beside the program. */
export interface Derivation {
  /** The app's name. */
  readonly app: string;
  /** The size of an object in its file. */
  readonly bytesOf: (entry: Entry) => number;
}

/** Derives what delivers a bundle; undefined if the program does not ask for it. */
export function derive(app: App, inventory: Inventory, derivation: Derivation): Derived | undefined {
  const deliveries = deliveriesOf(app);
  if (deliveries === undefined || deliveries.asked.length === 0) return undefined;
  const { asked, splits } = deliveries;
  const model = modelOf(inventory, { ...derivation, splits });
  const files = asked.flatMap(({ writer, targets }) => writer.write(inStages(model, targets))
    .map((file) => ({ ...file, path: `${DELIVERY}/${writer.folder}/${file.path}` })));
  const misnamed = nameFaults(model, asked.map(({ writer }) => writer));
  const { clusters } = inStages(model, asked.flatMap(({ targets }) => targets));
  return {
    files,
    texts: [...clusters.map((each) => clusterFile(model.app, each)), ...prerequisitesFiles(inventory, DELIVERY, files)],
    judgements: [
      ...targetFaults(deliveries, model), ...controllerFaults(deliveries, model), ...unitFaults(model, inventory),
      ...asked.flatMap(({ writer, targets }) => writer.judge?.(inStages(model, targets)) ?? []),
      ...lossFaults(deliveries, inventory), ...tenantFaults(inventory), ...rootFaults(files), ...misnamed,
      // Two units of one name have objects and files of one name, too.
      ...objectFaults(files, misnamed.length === 0),
    ],
  };
}

/** The model with the stages that options name. A tenant's cluster is in the stage of the cluster around it. */
function inStages(model: DeliveryModel, targets: readonly DeliveryTarget[]): DeliveryModel {
  const stages = targets.filter(({ stage }) => stage !== undefined);
  const stageOf = (cluster?: string) => stages.find(({ name }) => name === cluster)?.stage;
  const clusters = model.clusters.map((each) => ({ ...each, stage: stageOf(each.name) ?? stageOf(each.infra) }));
  return { ...model, clusters };
}
