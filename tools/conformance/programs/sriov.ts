import { join } from 'node:path';
import { Size } from 'cdk8s';
import { writeBundle } from './bundle-index';
import { taskOf } from './releases';
import {
  BundleApp, CniConfig, GoldenImage, ImageSource, KubeVirtCluster, MachineSize, NetworkAttachment, TenantNamespace,
  WorkerPool,
} from '../../../src';

/*
 * Synthesises a pool whose machines have an interface by SR-IOV, with the network that stands for the device, in a
 * cluster that says nothing of feature gates.
 */

const { kubevirt, cdi, directory } = taskOf(process.argv.slice(2));
const app = new BundleApp({ outdir: join(directory, 'sriov') });
const infra = new KubeVirtCluster(app, 'infra', { kubevirt, cdi });
const tenant = new TenantNamespace(infra, 'radio', {});
const network = new NetworkAttachment(tenant, 'fast', {
  config: CniConfig.sriov(), resourceName: 'conformance.example.org/function',
});
new WorkerPool(tenant, 'cells', {
  replicas: 1,
  image: new GoldenImage(tenant, 'image', {
    source: ImageSource.http('https://images.example.org/cells.qcow2'),
    capacity: Size.gibibytes(2),
    storageClassName: 'fast',
  }),
  size: MachineSize.of({ cores: 1, memory: Size.gibibytes(1) }),
  networks: [{ network }],
});
writeBundle(app, directory, 'sriov');
