import { ApiObject, Chart } from 'cdk8s';
import { BundleApp } from '../../src';

// A program without a mistake that writes `a.k8s.yaml` and `b.k8s.yaml` to the directory that its argument names in
// JSON.

const app = new BundleApp({ outdir: JSON.parse(process.argv[2]) as string });
for (const name of ['a', 'b']) {
  new ApiObject(new Chart(app, name), 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}
app.synth();
