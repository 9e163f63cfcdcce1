import { application } from './application';
import { platformSet, workloadsSet } from './application-set';
import { healthChecks } from './config-map';
import { ArgoCdForm, ArgoCdOptions } from './options';
import { projectsOf } from './project';
import { deliveryProject, rootApplication } from './root';
import { Settings, settingsOf } from './settings';
import { wavesOf } from './waves';
import { samePlaces } from '../faults/place-faults';
import type { DeliveredCluster, DeliveryModel } from '../model/unit';
import type { DeliveredFile, DeliveryWriter } from '../model/writer';

const FOLDER = 'argocd';

/** What is in here is applied by the Applications in `root`. */
const APPLICATIONS = 'applications';

/**
 * Writes the objects with which Argo CD applies the bundle: `argocd-cm`, which its admin applies once, `root`, which
 * applies everything else, and the projects and Applications of each cluster.
 */
export function argoCdWriter(options: ArgoCdOptions): DeliveryWriter {
  const settings = settingsOf(options);
  return {
    folder: FOLDER,
    judge: ({ clusters }) => {
      const places = clusters.map(({ name }): [string, string] => [name, `"${settings.destinationOf(name)}"`]);
      return samePlaces(new Map(places), 'Delivery.argoCd');
    },
    write: (model) => [
      { path: 'argocd-cm.yaml', objects: [healthChecks(settings)] },
      { path: 'root.yaml', objects: [deliveryProject(settings, model.app), ...roots(settings, model)] },
      ...model.clusters.flatMap((cluster) => filesOf(settings, cluster)),
      ...(settings.form === ArgoCdForm.APPLICATION_SET
        ? [
          { path: `${APPLICATIONS}/application-set.yaml`, objects: [platformSet(settings, model)] },
          { path: `${APPLICATIONS}/workloads-application-set.yaml`, objects: [workloadsSet(settings, model)] },
        ]
        : []),
    ],
  };
}

/** An Application for each cluster, so that one that fails keeps no other from a change; for an ApplicationSet, one. */
function roots(settings: Settings, { app, clusters }: DeliveryModel) {
  const below = (folder: string) => `delivery/${FOLDER}/${folder}`;
  if (settings.form === ArgoCdForm.APPLICATION_SET) return [rootApplication(settings, below(APPLICATIONS), app)];
  return clusters.map(({ name }) => rootApplication(settings, below(`${APPLICATIONS}/${name}`), app, name));
}

function filesOf(settings: Settings, cluster: DeliveredCluster): DeliveredFile[] {
  const file = (name: string) => `${APPLICATIONS}/${cluster.name}/${name}.yaml`;
  const projects = { path: file('projects'), objects: projectsOf(settings, cluster) };
  if (settings.form === ArgoCdForm.APPLICATION_SET) return [projects];
  const waves = wavesOf(cluster);
  return [projects, ...cluster.units.map((unit) => ({
    path: file(unit.name), objects: [application(settings, cluster, unit, waves.get(unit.name)!)],
  }))];
}
