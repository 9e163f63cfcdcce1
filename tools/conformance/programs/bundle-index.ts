import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ApiObject, App } from 'cdk8s';

/** Which construct made which object: its path by `apiVersion/kind/namespace/name`, for a judge that has only the object to tell of. */
export function indexOf(app: App): { [object: string]: string } {
  return Object.fromEntries(app.node.findAll().filter(ApiObject.isApiObject).map((apiObject) => {
    const { apiVersion, kind, metadata } = apiObject.toJson();
    return [[apiVersion, kind, metadata.namespace ?? '', metadata.name].join('/'), apiObject.node.path];
  }));
}

/** The namespaces that objects stand in and that the program does not make: someone else's, which must be there before. */
export function foreignNamespaces(index: { readonly [object: string]: string }): string[] {
  const identities = Object.keys(index).map((identity) => {
    const [name, namespace, kind, ...apiVersion] = identity.split('/').reverse();
    return { apiVersion: apiVersion.reverse().join('/'), kind, namespace, name };
  });
  const made = new Set(identities.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace').map(({ name }) => name));
  return [...new Set(identities.map(({ namespace }) => namespace))].filter((namespace) => namespace !== '' && !made.has(namespace)).sort();
}

/** Writes what a judge reads beside a bundle. */
export function writeIndex(file: string, index: { readonly [object: string]: string }): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(index, undefined, 2)}\n`);
}
