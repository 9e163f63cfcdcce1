import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { annotationProblems } from './annotations';
import { render, Rendered, written } from './rendered';
import { valueProblems } from './values';
import type { KubernetesObject } from '../releases/facts';
import { SchemaCheck, splitApiVersion } from '../releases/schema-check';

/** Checks objects one by one and remembers their identities, so that the second of two equal ones is found. */
export class ObjectCheck {
  private readonly owners = new Map<string, string>();

  /**
   * What is wrong with an object: a value that the API server cannot be given, an annotation that
   * kustomize cannot read, its schema, or that another construct makes it already.
   * @param owner the path of the construct that makes it
   * @param cluster the cluster that the object goes to; the same object may well exist in two
   */
  public check(rendered: Rendered, owner: string, cluster: string | undefined, schemas: SchemaCheck | undefined): string[] {
    const { object } = rendered;
    const [group] = splitApiVersion(object.apiVersion);
    const identity = [cluster ?? '', group, object.kind, object.metadata.namespace ?? '', object.metadata.name].join('/');
    const earlier = this.owners.get(identity);
    this.owners.set(identity, earlier ?? owner);
    const isWrong = problemsOf(object, schemas).length > 0;
    // Sentences come in the order of the keys that are written.
    const problems = isWrong ? problemsOf(written(rendered), schemas) : [];
    return earlier === undefined ? problems : [duplicate(object, earlier), ...problems];
  }
}

function problemsOf(object: KubernetesObject, schemas: SchemaCheck | undefined): string[] {
  return [...valueProblems(object), ...annotationProblems(object.metadata.annotations), ...(schemas?.check(object) ?? [])];
}

/** All that is wrong with the objects below a construct, for apps that do not look themselves. */
export function objectProblems(construct: IConstruct, schemas: SchemaCheck): string[] {
  const objects = new ObjectCheck();
  return construct.node.findAll().filter(ApiObject.isApiObject).flatMap((apiObject) => {
    const rendering = render(apiObject);
    const sentences = rendering.object === undefined ? [rendering.failure] : objects.check(rendering, apiObject.node.path, undefined, schemas);
    return sentences.map((sentence) => `${apiObject.node.path}: ${sentence}`);
  });
}

function duplicate(object: KubernetesObject, earlier: string): string {
  const namespace = object.metadata.namespace === undefined ? '' : ` in namespace "${object.metadata.namespace}"`;
  return `${object.kind} "${object.metadata.name}"${namespace} is already made by ${earlier}, so one of the two would overwrite the other. Give one of them another name, or remove it.`;
}
