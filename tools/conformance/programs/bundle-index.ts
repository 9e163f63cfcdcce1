import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiObject, App } from 'cdk8s';
import { TenantCluster } from '../../../src';
import { isMadeBy } from '../../../src/cluster/cluster';
import { quietly } from '../../../test/random/quietly';

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

/**
 * Takes what is written for the Kubernetes clusters of tenants out of a bundle: two of them may have objects of the
 * same name, and one server is tried. Examples have one at most, so what is written for it is tried too.
 */
function withoutTenantClusters(app: App, directory: string): void {
  for (const construct of app.node.findAll()) {
    if (!isMadeBy(TenantCluster, construct)) continue;
    rmSync(join(directory, 'clusters', construct.clusterName), { recursive: true, force: true });
  }
}

/** Writes the bundle of an app, which is a folder `name` of the directory, and its index beside it. */
export function writeBundle(app: App, directory: string, name: string): void {
  quietly(() => app.synth());
  withoutTenantClusters(app, join(directory, name));
  writeIndex(join(directory, `${name}.index.json`), indexOf(app));
}
