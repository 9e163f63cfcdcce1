import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { KubernetesObject } from '../releases/facts';
import type { SchemaCheck } from '../releases/schema-check';

/** Checks objects one by one and remembers their identities, so that the second of two equal ones is found. */
export class ObjectCheck {
  private readonly owners = new Map<string, string>();

  /**
   * What is wrong with an object: its schema, or that another construct makes it already.
   * @param cluster the cluster that the object goes to; the same object may well exist in two
   */
  public check(apiObject: ApiObject, object: KubernetesObject, cluster: string | undefined, schemas: SchemaCheck | undefined): string[] {
    const identity = [cluster ?? '', apiObject.apiGroup, object.kind, object.metadata.namespace ?? '', object.metadata.name].join('/');
    const owner = this.owners.get(identity);
    this.owners.set(identity, owner ?? apiObject.node.path);
    return [...(owner === undefined ? [] : [duplicate(object, owner)]), ...(schemas?.check(object) ?? [])];
  }
}

/** All that is wrong with the objects below a construct, for apps that do not look themselves. */
export function objectProblems(construct: IConstruct, schemas: SchemaCheck): string[] {
  const objects = new ObjectCheck();
  return construct.node.findAll().filter(ApiObject.isApiObject).flatMap((apiObject) => objects.check(apiObject, apiObject.toJson(), undefined, schemas).map((sentence) => `${apiObject.node.path}: ${sentence}`));
}

function duplicate(object: KubernetesObject, owner: string): string {
  const namespace = object.metadata.namespace === undefined ? '' : ` in namespace "${object.metadata.namespace}"`;
  return `${object.kind} "${object.metadata.name}"${namespace} is already made by ${owner}, so one of the two would overwrite the other. Give one of them another name, or remove it.`;
}
