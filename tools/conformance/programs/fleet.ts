import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { writeBundle } from './bundle-index';
import { Task, taskOf } from './releases';
import { ARGO_CD, fleet, FLUX, Releases } from '../../../examples/fleet/fleet';
import { site } from '../../../examples/fleet/site';
import { BundleApp, Delivery, DeliveryTarget, KubeVirtRelease } from '../../../src';

/*
 * Writes the fleet, with what delivers it, as one commit after the other leaves it: with the older release of KubeVirt
 * everywhere, then with the newer one in the cluster that gets a change first, and then without that cluster.
 */

function write({ directory }: Task, commit: string, add: (app: BundleApp) => void): void {
  const app = new BundleApp({ name: 'fleet', outdir: join(directory, commit) });
  add(app);
  const isThere = ({ name }: DeliveryTarget) => app.node.tryFindChild(name) !== undefined;
  Delivery.flux(app, {
    ...FLUX, clusters: FLUX.clusters!.filter(isThere), path: '', retryInterval: Duration.seconds(5),
  });
  Delivery.argoCd(app, {
    ...ARGO_CD,
    clusters: ARGO_CD.clusters!.filter(isThere),
    path: '',
    repositoryUrl: `file://${join(directory, 'repository')}`,
  });
  writeBundle(app, directory, commit);
}

const task = taskOf(process.argv.slice(2));
const { from, kubevirt: newer, cdi } = task;
const older = KubeVirtRelease.of(from);
const all = (releases: Releases) => (app: BundleApp) => fleet(app, releases, cdi);
write(task, 'older', all({ canary: older, rest: older }));
write(task, 'newer', all({ canary: newer, rest: older }));
write(task, 'others', (app) => ['infra-eu1', 'infra-us1'].forEach((name) => site(app, name, older, cdi)));
