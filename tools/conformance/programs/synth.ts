import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stdout } from 'node:process';
import { indexOf, writeIndex } from './bundle-index';
import { Task, taskOf } from './releases';
import { clusterApi } from '../../../examples/cluster-api/cluster-api';
import { site } from '../../../examples/fleet/site';
import { kkp } from '../../../examples/kkp/kkp';
import { nfv } from '../../../examples/nfv/nfv';
import { platform } from '../../../examples/platform/platform';
import { fleet } from '../../../examples/vm-fleet/fleet';
import { BundleApp, CdiRelease, KubeVirtRelease } from '../../../src';
import { quietly } from '../../../test/random/quietly';

/*
 * Synthesises every example for a pair of releases into a directory of its name, with the index of its objects beside
 * it, and says which.
 */

/** An example that takes its releases from outside. */
const OPEN: { readonly [example: string]: (app: BundleApp, kubevirt: KubeVirtRelease, cdi: CdiRelease) => unknown } = {
  platform,
  'vm-fleet': fleet,
  nfv,
  kkp,
  'cluster-api': clusterApi,
};

/** What is tried for the newest releases alone: of the fleet, the cluster that gets a change first. */
const NEWEST: typeof OPEN = {
  fleet: (app, kubevirt, cdi) => site(app, 'infra-test', kubevirt, cdi),
};

/**
 * An example that is one file with its releases in it, as the README shows it; it writes what it makes, to where the
 * environment says.
 */
const CLOSED: {
  readonly [example: string]: Pick<Task, 'kubevirt' | 'cdi'> & { readonly run: () => Promise<unknown> };
} = {
  first: {
    kubevirt: KubeVirtRelease.V1_9_0,
    cdi: CdiRelease.V1_66_0,
    run: () => import('../../../examples/first/main.js'),
  },
};

async function main({ kubevirt, cdi, directory }: Task): Promise<void> {
  const apps: { [example: string]: BundleApp } = {};
  const isNewest = kubevirt === KubeVirtRelease.all().at(-1) && cdi === CdiRelease.all().at(-1);
  for (const [example, make] of Object.entries({ ...OPEN, ...(isNewest && NEWEST) })) {
    const app = new BundleApp({ outdir: join(directory, example) });
    make(app, kubevirt, cdi);
    quietly(() => app.synth());
    apps[example] = app;
  }
  for (const [example, { run, ...pair }] of Object.entries(CLOSED)) {
    if (pair.kubevirt === kubevirt && pair.cdi === cdi) apps[example] = await watched(join(directory, example), run);
  }
  for (const [example, app] of Object.entries(apps)) writeIndex(join(directory, `${example}.index.json`), indexOf(app));
  stdout.write(`${JSON.stringify({ examples: Object.keys(apps) })}\n`);
}

/** The app that a program makes and writes by itself. */
async function watched(directory: string, run: () => Promise<unknown>): Promise<BundleApp> {
  const { synth } = BundleApp.prototype;
  const found: BundleApp[] = [];
  mkdirSync(directory, { recursive: true });
  process.env.CDK8S_OUTDIR = directory;
  BundleApp.prototype.synth = function (this: BundleApp) {
    found.push(this);
    quietly(() => synth.call(this));
  };
  try {
    await run();
  } finally {
    BundleApp.prototype.synth = synth;
    delete process.env.CDK8S_OUTDIR;
  }
  return found[0];
}

void main(taskOf(process.argv.slice(2)));
