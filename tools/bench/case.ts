/**
 * One case in a process of its own, so that its memory is its own: `case.ts WHAT COUNT HOW`. Prints one line of JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { dump } from 'js-yaml';
import { longLists, tenant, tenantsWithPools, virtualMachineSpec, virtualMachine } from './objects';
import { BundleApp, CdiRelease, GoldenImage, KubeVirtCluster, KubeVirtRelease } from '../../src';
import { toYaml } from '../../src/app/yaml';

const [what, count, how] = [process.argv[2], Number(process.argv[3]), process.argv[4]];
const outdir = mkdtempSync(join(tmpdir(), 'bench-'));

function build(app: App): App {
  if (what === 'tenants of 10 pools') {
    tenantsWithPools(app, count);
  } else if (what === 'items in lists') {
    longLists(app, count);
  } else if (what === 'tenants') {
    for (let index = 0; index < count; index++) tenant(app, index);
  } else {
    const scope = how === 'BundleApp+schema' ? clusterWithImage(app) : new Chart(app, 'machines');
    for (let index = 0; index < count; index++) virtualMachine(scope, index, 'machines');
  }
  return app;
}

/** A cluster that knows the image that the machines are cloned from, so that every rule is content. */
function clusterWithImage(app: App): Chart {
  const infra = KubeVirtCluster.existing(app, 'infra', { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 });
  GoldenImage.existing(infra, 'ubuntu', {
    dataSourceName: 'ubuntu-24-04',
    namespaceName: 'golden-images',
    cloneableFrom: true,
  });
  return infra;
}

/** The trees alone, without constructs: what no emitter can be faster than. */
function floor(write: (tree: object) => string | Buffer): void {
  let bytes = 0;
  for (let index = 0; index < count; index++) bytes += write(virtualMachineSpec(`machine-${index}`)).length;
  if (bytes === 0) throw new Error('nothing was written');
}

/** As synthesis writes trees: with sorted keys, and as bytes, for a text is only put together when it is read. */
function yamlBytes(tree: object): Buffer {
  return Buffer.from(toYaml(tree, true));
}

const runs: { [how: string]: () => void } = {
  'cdk8s.App': () => build(new App({ outdir })).synth(),
  'BundleApp': () => build(new BundleApp({ outdir })).synth(),
  'BundleApp+schema': () => build(new BundleApp({ outdir })).synth(),
  'constructs alone': () => void build(new BundleApp({ outdir })),
  'js-yaml': () => floor((tree) => dump(tree, { noRefs: true, lineWidth: -1 })),
  'JSON': () => floor((tree) => JSON.stringify(tree)),
  'toYaml cold': () => floor(yamlBytes),
  'toYaml warm': () => floor(yamlBytes),
};

if (how === 'toYaml warm') runs[how](); // what is measured is the second time
const start = process.hrtime.bigint();
const cpu = process.cpuUsage();
runs[how]();
const used = process.cpuUsage(cpu);
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
rmSync(outdir, { recursive: true });
const cpuSeconds = (used.user + used.system) / 1e6;
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ what, count, how, seconds, cpuSeconds, megabytes })}\n`);
