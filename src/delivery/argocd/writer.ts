import { application } from './application';
import { platformSet, workloadsSet } from './application-set';
import { healthChecks } from './config-map';
import { deliveryName, projectsName } from './names';
import { ArgoCdForm, ArgoCdOptions } from './options';
import { projectsOf } from './project';
import { deliveryProject, rootApplication } from './root';
import { Settings, settingsOf } from './settings';
import { wavesOf } from './waves';
import type { KubernetesObject } from '../../releases/facts';
import { samePlaces } from '../faults/place-faults';
import type { DeliveredCluster, DeliveryModel } from '../model/unit';
import type { DeliveredFile, DeliveryWriter } from '../model/writer';

const FOLDER = 'argocd';

/** What is in here is applied by the Applications in `root`. */
const APPLICATIONS = 'applications';

/** Beside an ApplicationSet, the projects of each cluster. The status of one root has no room for those of a fleet. */
const PROJECTS = 'projects';

/**
 * Writes the objects with which Argo CD applies the bundle: `argocd-cm`, which its admin applies once, `root`, which
 * applies everything else, and the projects and Applications of each cluster.
 */
export function argoCdWriter(options: ArgoCdOptions): DeliveryWriter {
  const settings = settingsOf(options);
  const isSet = settings.form === ArgoCdForm.APPLICATION_SET;
  return {
    folder: FOLDER,
    judge: ({ clusters }) => {
      const places = clusters.map(({ name }): [string, string] => [name, `"${settings.destinationOf(name)}"`]);
      return samePlaces(new Map(places), 'Delivery.argoCd');
    },
    write: (model) => [
      { path: 'argocd-cm.yaml', objects: [healthChecks(settings)] },
      { path: 'root.yaml', objects: [deliveryProject(settings, model.app), ...roots(settings, model, isSet)] },
      ...(isSet ? setOf(settings, model) : model.clusters.flatMap((cluster) => filesOf(settings, cluster))),
    ],
  };
}

/** An Application for each cluster, so that one that fails keeps no other from a change; for an ApplicationSet, one. */
function roots(settings: Settings, { app, clusters }: DeliveryModel, isSet: boolean): KubernetesObject[] {
  if (isSet) {
    return [rootApplication(settings, { name: deliveryName(settings, app), app, folder: below(APPLICATIONS) })];
  }
  return clusters.map(({ name }) => rootApplication(settings, {
    name: deliveryName(settings, name), app, folder: below(`${APPLICATIONS}/${name}`),
  }));
}

function below(folder: string): string {
  return `delivery/${FOLDER}/${folder}`;
}

function filesOf(settings: Settings, cluster: DeliveredCluster): DeliveredFile[] {
  const file = (name: string) => `${APPLICATIONS}/${cluster.name}/${name}.yaml`;
  const waves = wavesOf(cluster);
  return [
    { path: file('projects'), objects: projectsOf(settings, cluster) },
    ...cluster.units.map((unit) => ({
      path: file(unit.name), objects: [application(settings, cluster, unit, waves.get(unit.name)!)],
    })),
  ];
}

/** The ApplicationSets, and the projects of each cluster. Projects come first: without one, no Application is made. */
function setOf(settings: Settings, model: DeliveryModel): DeliveredFile[] {
  const { app, clusters } = model;
  return [
    ...clusters.map((cluster) => (
      { path: `${PROJECTS}/${cluster.name}/projects.yaml`, objects: projectsOf(settings, cluster) })),
    {
      path: `${APPLICATIONS}/projects.yaml`,
      objects: clusters.map(({ name }) => rootApplication(settings, {
        name: projectsName(settings, name), app, folder: below(`${PROJECTS}/${name}`), wave: -1,
      })),
    },
    { path: `${APPLICATIONS}/application-set.yaml`, objects: [platformSet(settings, model)] },
    { path: `${APPLICATIONS}/workloads-application-set.yaml`, objects: [workloadsSet(settings, model)] },
  ];
}
