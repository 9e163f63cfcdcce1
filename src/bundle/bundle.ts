import { ApiObject, App, Names, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { kustomizations } from './kustomization';
import { pathProblems } from './paths';
import { toYaml } from './yaml';
import { Layer } from '../layout/layer';
import { ObjectCheck } from '../layout/object-check';
import { Placement, placementBelow } from '../layout/placement';
import { realmBelow } from '../layout/realm';
import { render } from '../layout/rendered';
import type { SchemaCheck } from '../releases/schema-check';
import { noticesOf } from '../validation/notices';

/** A remark or an error with the path of the construct that it concerns. */
export interface Located {
  readonly path: string;
  readonly sentence: string;
}

/** What one pass over a program yields: either errors, or files. */
export interface Bundle {
  readonly errors: readonly Located[];
  readonly notices: readonly Located[];
  /** UTF-8 text, in pieces, by path below the output directory with `/` between the parts. Holds nothing of use when there are errors. */
  readonly files: ReadonlyMap<string, readonly Buffer[]>;
  /** The lists of those files, in the same form. */
  readonly kustomizations: ReadonlyMap<string, readonly Buffer[]>;
  /** Object names with their constructs' paths, for cdk8s' validation plugins. */
  readonly objects: ReadonlyMap<string, string>;
}

/** Visits every construct once: asks it for its errors and notices, renders its object, checks it and files its YAML. */
export function collect(app: App): Bundle {
  const errors: Located[] = [];
  const notices: Located[] = [];
  const documents = new Map<string, Buffer[]>();
  const objectCheck = new ObjectCheck();
  const objects = new Map<string, string>();

  const visit = (construct: IConstruct, above: Placement, realm: SchemaCheck | undefined): void => {
    const path = construct.node.path;
    const placement = placementBelow(construct, above);
    const check = realmBelow(construct, realm);
    for (const sentence of construct.node.validate()) errors.push({ path, sentence });
    for (const sentence of noticesOf(construct)) notices.push({ path, sentence });
    if (ApiObject.isApiObject(construct)) emit(construct, placement, check);
    for (const child of construct.node.children) visit(child, placement, check);
  };

  const emit = (apiObject: ApiObject, placement: Placement, check: SchemaCheck | undefined): void => {
    const path = apiObject.node.path;
    const rendering = render(apiObject);
    const { object } = rendering;
    if (object === undefined) {
      errors.push({ path, sentence: rendering.failure });
      return;
    }
    objects.set(object.metadata.name, path);
    for (const sentence of objectCheck.check(rendering, path, placement.cluster, check)) errors.push({ path, sentence });
    if (errors.length > 0) return; // nothing will be written, so nothing more needs serialising
    const file = fileOf(apiObject, placement, app.outputFileExtension);
    // As bytes at once: half a text's memory, and none of the pieces that it was put together from.
    const text = Buffer.from(toYaml(object, rendering.unsorted));
    const before = documents.get(file);
    if (before === undefined) documents.set(file, [text]);
    else before.push(SEPARATOR, text);
  };

  visit(app, {}, undefined);
  const lists = kustomizations(documents.keys());
  for (const sentence of pathProblems([...documents.keys(), ...lists.keys()])) errors.push({ path: '', sentence });
  return { errors, notices, files: documents, kustomizations: lists, objects };
}

const SEPARATOR = Buffer.from('---\n');

/** `clusters/<cluster>/<layer>[/<tenant>]/<file>` within a cluster; one file a chart elsewhere, as cdk8s does. */
function fileOf(apiObject: ApiObject, placement: Placement, extension: string): string {
  if (placement.cluster === undefined) return `${Names.toDnsLabel(Chart.of(apiObject))}${extension}`;
  const parts = ['clusters', placement.cluster, placement.layer ?? Layer.PLATFORM, placement.tenant, `${placement.file ?? 'objects'}${extension}`];
  return parts.filter((part) => part !== undefined).join('/');
}
