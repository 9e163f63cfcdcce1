import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ApiObject, App } from 'cdk8s';

/**
 * Which construct made which object: its path by `apiVersion/kind/namespace/name`, for a judge that has only the object
 * to tell of.
 */
export function indexOf(app: App): { [object: string]: string } {
  return Object.fromEntries(
    app.node
      .findAll()
      .filter(ApiObject.isApiObject)
      .map((apiObject) => {
        const { apiVersion, kind, metadata } = apiObject.toJson();
        return [[apiVersion, kind, metadata.namespace ?? '', metadata.name].join('/'), apiObject.node.path];
      }),
  );
}

/** Writes what a judge reads beside a bundle. */
export function writeIndex(file: string, index: { readonly [object: string]: string }): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(index, undefined, 2)}\n`);
}
