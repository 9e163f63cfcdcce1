import { Fault, fault, wholeFault } from '../../findings/rule';
import { DELIVERY_RELEASES } from '../../releases/delivery';
import type { KubernetesObject } from '../../releases/facts';
import { SchemaCheck } from '../../releases/schema-check';
import { DELIVERED_OBJECT } from '../../rules/gitops/delivered-object';
import { Judgement, placed } from '../../rules/judge';
import { repeated } from '../../toolkit/shape';
import type { DeliveredFile } from '../model/writer';

/** The most characters of the value of a label. */
const LONGEST = 63;

const ANOTHER_NAME = 'Give one of the clusters or tenants another name.';

/**
 * What the API server of the controllers, or these themselves, would refuse in the objects that deliver a bundle.
 * @param files with the objects
 * @param areOnce whether what is there twice is a fault; otherwise another one says so
 */
export function objectFaults(files: readonly DeliveredFile[], areOnce: boolean): Judgement[] {
  const schemas = SchemaCheck.of(...DELIVERY_RELEASES);
  const owners = new Map<string, string>();
  const paths = areOnce ? repeated(files.map(({ path }) => path)) : [];
  const twice = paths.map((path) => wholeFault(`${path} is written twice`, ANOTHER_NAME));
  const faults = files.flatMap(({ path, cluster = '', objects }) => objects.flatMap((object) => {
    const key = `${cluster} ${keyOf(object)}`;
    const owner = owners.get(key);
    owners.set(key, path);
    const found: Fault[] = [
      ...schemas.check(object),
      ...lengthFaults(object),
      ...(owner === undefined || !areOnce ? [] : [wholeFault(`it is already in ${owner}`, ANOTHER_NAME)]),
    ];
    return found.map(({ field = '', problem, remedy }) => (
      fault(`${object.kind} "${object.metadata.name}" in ${path}:${field && ` ${field}`}`, problem, remedy)));
  }));
  return [...twice, ...faults].map((each) => placed(DELIVERED_OBJECT, each));
}

function lengthFaults({ kind, metadata: { name } }: KubernetesObject): Fault[] {
  if (kind !== 'Kustomization' || name.length <= LONGEST) return [];
  const problem = `has ${name.length} characters, but a label, into which Flux writes it, has at most ${LONGEST}`;
  return [fault('metadata.name', problem, 'Shorten namePrefix, or the names of clusters and tenants.')];
}

function keyOf({ apiVersion, kind, metadata: { namespace = '', name } }: KubernetesObject): string {
  return [apiVersion, kind, namespace, name].join(' ');
}
