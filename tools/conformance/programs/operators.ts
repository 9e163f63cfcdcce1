import { join } from 'node:path';
import { writeBundle } from './bundle-index';
import { Task, taskOf } from './releases';
import { BundleApp, ControlPlaneNodes, KubeVirtCluster } from '../../../src';

/*
 * Synthesises one platform twice, as both kinds of clusters need it: `visible` has control-plane nodes, `hidden` has
 * none.
 */

function main({ kubevirt, cdi, directory }: Task): void {
  for (const controlPlaneNodes of Object.values(ControlPlaneNodes)) {
    const app = new BundleApp({ outdir: join(directory, controlPlaneNodes) });
    new KubeVirtCluster(app, 'infra', {
      kubevirt,
      cdi,
      controlPlaneNodes,
      monitoring: { namespace: 'monitoring', serviceAccount: 'prometheus-k8s' },
    });
    writeBundle(app, directory, String(controlPlaneNodes));
  }
}

main(taskOf(process.argv.slice(2)));
