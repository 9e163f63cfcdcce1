import type { ClusterView } from './cluster-view';
import { Entry } from './entry';
import type { Intent, MadeIn } from './known';
import type { Rendering } from '../layout/rendered';
import { foreseenCount } from '../machine-controller/made/count';
import { fieldOfDeployment } from '../machine-controller/made/fields';
import { providerMachine } from '../machine-controller/made/provider-machine';
import { MACHINE_DEPLOYMENT, MACHINE_GROUP } from '../machine-controller/types';

/** The end of the names of machines, of the form that machine-controller gives them. */
const OF_MACHINE = '75c8dd7c67-x2z5k';

/** Ignition data that say nothing, in place of those that operating-system-manager makes. */
const IGNITION = '{"ignition":{"version":"3.4.0"}}';

/**
 * The machines that a MachineDeployment makes in another cluster, as an entry of that cluster. It is not written.
 * Undefined if the object makes none, or if its maker does not say where.
 */
export function foreseenMachines(entry: Entry, clusters: readonly ClusterView[]): Entry | undefined {
  const { madeIn } = entry.intent;
  if (madeIn === undefined || entry.group !== MACHINE_GROUP || entry.kind !== MACHINE_DEPLOYMENT) return undefined;
  const cluster = clusters.find(({ where }) => where === madeIn.cluster);
  return cluster && new Entry({
    where: entry.where,
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    placement: entry.placement,
    chart: () => entry.chart,
    cluster,
    intent: intentFor(entry),
    render: () => rendering(entry, madeIn),
    count: () => foreseenCount(entry.object!, entry.intent.externallyScaled?.maxReplicas),
  });
}

function rendering({ object, failure }: Entry, { namespace }: MadeIn): Rendering {
  if (object === undefined) return { failure: failure! };
  const name = `${object.metadata.name}-${OF_MACHINE}`;
  const made = { name, namespace, userDataSecret: `userdata-${name}`, ignition: IGNITION };
  return { object: { ...providerMachine(object, made) }, unsorted: false, lost: [] };
}

/** What is known about the MachineDeployment holds for its machines, but for the props that its fields came from. */
function intentFor(entry: Entry): Intent {
  const { intent } = entry;
  return {
    ...intent,
    madeIn: undefined,
    // A rule about MachineDeployments reports a missing one.
    evictionHandler: intent.evictionHandler?.trim() || 'machine-controller',
    propOf: (field) => {
      const origin = fieldOfDeployment(field);
      return (origin && intent.propOf?.(origin, entry.object)) ?? origin ?? `${field} of the machines`;
    },
  };
}
