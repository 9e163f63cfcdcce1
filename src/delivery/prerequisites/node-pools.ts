import { Find, Need, titleOf, Wanted } from './need';
import { labelsOfNodes, resourcesOfNodes } from './nodes';
import { ofMachines } from './references';
import type { Entry } from '../../inventory/entry';
import type { Inventory } from '../../inventory/inventory';
import { referencesOf } from '../../machine-controller/config-var';
import { partsOf } from '../../machine-controller/parts';
import { MACHINE_DEPLOYMENT, MACHINE_GROUP } from '../../machine-controller/types';
import { isPlain } from '../../toolkit/merge';

const FINDS: readonly Find[] = [ofMachines, labelsOfNodes, resourcesOfNodes];

/** What the machines of MachineDeployments need in the infra cluster, in which they are made. */
export function* wantedByNodes({ entries, foreseen }: Inventory): Iterable<Wanted> {
  if (foreseen.length === 0) return;
  const makers = new Map(entries.filter(isDeployment).map((entry) => [entry.where, entry]));
  for (const machine of foreseen) {
    const { cluster, namespace, object, where } = machine;
    const maker = makers.get(where)?.object;
    if (cluster === undefined || object === undefined || maker === undefined) continue;
    for (const need of FINDS.flatMap((find) => [...find(machine)])) {
      // machine-controller itself writes what bears the name of the machine
      if (need.name.includes(object.metadata.name)) continue;
      yield { cluster: cluster.facts.name, tenant: namespace, need, by: titleOf(maker) };
    }
  }
}

/** The Secrets and ConfigMaps of a tenant's cluster that machine-controller reads. */
export function keysBeside(entries: readonly Entry[]): Find {
  const held = new Set(entries.map(({ kind, namespace, object }) => keyOf(kind, namespace, object?.metadata.name)));
  return function* (entry) {
    if (!isDeployment(entry)) return;
    const { config } = partsOf(entry.object as { readonly spec?: unknown });
    for (const need of keysIn(config)) {
      if (!held.has(keyOf(need.what, need.namespace, need.name))) yield need;
    }
  };
}

const KINDS = { secretKeyRef: 'Secret', configMapKeyRef: 'ConfigMap' } as const;

/** machine-controller reads a reference that has all three parts, and ignores any other. */
function* keysIn(value: unknown): Iterable<Need> {
  for (const { field, reference: { namespace, name, key } } of referencesOf(value)) {
    if (namespace && name && key) yield { what: KINDS[field], name, namespace };
  }
  const parts = Array.isArray(value) ? value as unknown[] : isPlain(value) ? Object.values(value) : [];
  for (const part of parts) yield* keysIn(part);
}

function isDeployment({ group, kind }: Entry): boolean {
  return group === MACHINE_GROUP && kind === MACHINE_DEPLOYMENT;
}

function keyOf(kind: string, namespace: unknown, name: unknown): string {
  return `${kind} ${namespace}/${name}`;
}
