import { accessNames, accessOf, accountOf, rightsOf, TenantAccess } from './access';
import { Home, homesOf, reachedBy } from './homes';
import { appliedUnit, kustomization, TIMEOUT } from './kustomization';
import type { FluxOptions } from './options';
import { FluxSettings, settingsOf } from './settings';
import { sourceOf, sourceName } from './source';
import { stageFaults, stagesOf } from './stages';
import type { KubernetesObject, ObjectMetadata } from '../../releases/facts';
import { STAGE } from '../../rules/gitops/stage';
import { Judgement, placed } from '../../rules/judge';
import { notLabelValue } from '../../toolkit/names';
import { samePlaces } from '../faults/place-faults';
import { dnsLabel } from '../model/name';
import type { DeliveredCluster, DeliveryModel } from '../model/unit';
import type { DeliveredFile, DeliveryWriter } from '../model/writer';

const FOLDER = 'flux';
const MANAGED_BY = { 'app.kubernetes.io/managed-by': 'cdk8s-kubevirt' };

/**
 * Writes the objects with which Flux applies the bundle:
 *
 * - `roots/<cluster>/`: the source, and the Kustomization that applies the next folder. They are applied by hand, or by
 *   Flux' bootstrap, to the cluster in which Flux runs. An OCI artifact cannot hold its own digest, so nothing in the
 *   artifact applies them.
 * - `clusters/<cluster>/<cluster>/`: for each cluster that this Flux applies, a Kustomization for each unit.
 * - `access/<cluster>/<name>/`: what the account of a tenant may do in a cluster.
 */
export function fluxWriter(options: FluxOptions): DeliveryWriter {
  return {
    folder: FOLDER,
    write: (model) => filesOf(model, settingsOf(options)),
    named: (model) => accessNames(model, settingsOf(options)),
    judge: (model) => judgementsOf(model, options),
  };
}

function judgementsOf(model: DeliveryModel, options: FluxOptions): Judgement[] {
  const homes = homesOf(model, options);
  return [
    ...stageFaults(model, options, homes).map((each) => placed(STAGE, each)),
    ...samePlaces(reachedBy(homes), 'Delivery.flux'),
  ];
}

function filesOf(model: DeliveryModel, settings: FluxSettings): DeliveredFile[] {
  const homes = homesOf(model, settings.options);
  const stages = stagesOf(model, settings.options, homes);
  const names = [...new Set([...homes.values()].map(({ name }) => name))].sort();
  const unitsIn = new Map(names.map((home) => [home, namesIn(model, homes, home)]));
  return [
    ...names.map((home) => rootOf(home, settings)),
    ...model.clusters.flatMap((cluster) => {
      const home = homes.get(cluster.name)!;
      const known = unitsIn.get(home.name)!;
      const isKnown = (name: string): boolean => known.has(name);
      return filesOfCluster({ cluster, home, settings, isKnown, before: stages.get(cluster.name)! });
    }),
  ];
}

/** The names of the units that one Flux applies; no unit can wait for those of another Flux. */
function namesIn({ clusters }: DeliveryModel, homes: ReadonlyMap<string, Home>, home: string): ReadonlySet<string> {
  const here = clusters.filter(({ name }) => homes.get(name)!.name === home);
  return new Set(here.flatMap(({ units }) => units.map(({ name }) => name)));
}

function rootOf(home: string, settings: FluxSettings): DeliveredFile {
  const metadata = (name: string): ObjectMetadata => ({ name, namespace: settings.namespace, labels: MANAGED_BY });
  const { serviceAccountName } = settings.options;
  const path = `delivery/${FOLDER}/clusters/${home}`;
  const applied = { path, timeout: TIMEOUT, wait: false, serviceAccountName, home: { name: home }, orphans: true };
  const name = `${settings.prefix}${dnsLabel(`${home}-delivery`, home)}`;
  return {
    path: `roots/${home}/delivery.k8s.yaml`,
    cluster: home,
    objects: [
      sourceOf(settings, metadata(sourceName(settings, home))), kustomization(applied, settings, metadata(name)),
    ],
  };
}

interface Part {
  readonly cluster: DeliveredCluster;
  readonly home: Home;
  readonly settings: FluxSettings;
  readonly isKnown: (unit: string) => boolean;
  /** Units of the stage before. */
  readonly before: readonly string[];
}

function filesOfCluster(part: Part): DeliveredFile[] {
  const { cluster, home, settings, isKnown, before } = part;
  const access = accessOf(cluster, settings);
  const units = cluster.units.map((unit): DeliveredFile => {
    const account = access.get(unit.name);
    const own = unit.dependsOn.filter(isKnown);
    const dependsOn = own.length > 0 ? own : before;
    const waitsFor = account === undefined ? dependsOn : [...dependsOn, account.name];
    const name = account && `${settings.prefix}${account.name}`;
    const applied = appliedUnit(unit, home, settings, waitsFor, name);
    const metadata = metadataOf(settings, unit.name, cluster.name, unit.tenant);
    return fileOf(part, unit.name, [kustomization(applied, settings, metadata)]);
  });
  return [...units, ...[...new Set(access.values())].flatMap((each) => filesOfAccess(each, part))];
}

function filesOfAccess(access: TenantAccess, part: Part): DeliveredFile[] {
  const { cluster, home, settings, isKnown } = part;
  const metadata = metadataOf(settings, access.name, cluster.name, access.tenant);
  const folder = `access/${cluster.name}/${access.name}`;
  const { serviceAccountName } = settings.options;
  const applied = {
    path: `delivery/${FOLDER}/${folder}`,
    timeout: TIMEOUT,
    wait: true,
    dependsOn: access.dependsOn.filter(isKnown),
    serviceAccountName,
    home,
    // Without its rights, Flux could not remove the objects of a removed tenant.
    orphans: true,
  };
  return [
    fileOf(part, access.name, [accountOf(metadata), kustomization(applied, settings, metadata)]),
    { path: `${folder}/access.k8s.yaml`, cluster: cluster.name, objects: rightsOf(access, settings) },
  ];
}

function fileOf({ cluster, home }: Part, name: string, objects: readonly KubernetesObject[]): DeliveredFile {
  return { path: `clusters/${home.name}/${cluster.name}/${name}.k8s.yaml`, cluster: home.name, objects };
}

function metadataOf(settings: FluxSettings, unit: string, cluster: string, tenant?: string): ObjectMetadata {
  const names = { cluster, tenant };
  const labels = Object.entries(names).filter(([, value]) => value !== undefined && notLabelValue(value) === undefined)
    .map(([key, value]) => [`cdk8s-kubevirt.io/${key}`, value]);
  return {
    name: `${settings.prefix}${unit}`,
    namespace: settings.namespace,
    labels: { ...MANAGED_BY, ...Object.fromEntries(labels) },
  };
}
