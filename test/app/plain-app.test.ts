import { ApiObject, App, Chart } from 'cdk8s';
import {
  CdiRelease, Findings, GoldenImage, KubeVirtCluster, KubeVirtRelease, MachineSize, TenantNamespace, WorkerPool,
} from '../../src';
import { mergeDeep } from '../../src/toolkit/merge';
import { BASE } from '../corpus/machine/machine';
import { temporaryDirectory } from '../directory';

const directory = temporaryDirectory();
const releases = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };

/** A program under cdk8s' own `App` with a machine of the user's own, and a second chart. */
function program(overrides: object): App {
  const app = new App({ outdir: directory() });
  const infra = KubeVirtCluster.existing(app, 'infra', releases);
  new Chart(infra, 'empty');
  new ApiObject(new Chart(infra, 'machines'), 'own', {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'own', namespace: 'machines' },
    spec: mergeDeep<any>(BASE, overrides),
  });
  return app;
}

/** What a program prints to stderr. */
function printed(work: () => void): string[] {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    work();
    return stderr.mock.calls.map(([text]) => String(text));
  } finally {
    stderr.mockRestore();
  }
}

const RUNNING = { running: true, runStrategy: null };
const WARNING = 'warning VM002 [infra/machines/own] spec.running is true, which KubeVirt takes but has deprecated. '
  + 'Write runStrategy Always instead.\n';

test('warnings are printed once, however many charts there are', () => {
  const app = program(RUNNING);
  expect(printed(() => app.synth())).toEqual([WARNING]);
  expect(printed(() => app.synth())).toEqual([]);
});

test('warnings that are accepted are not printed', () => {
  const app = program(RUNNING);
  Findings.accept(app, 'VM002', 'the guest tools write it');
  expect(printed(() => app.synth())).toEqual([]);
});

test('notices about props are printed', () => {
  const app = new App({ outdir: directory() });
  const infra = KubeVirtCluster.existing(app, 'infra', releases);
  const home = TenantNamespace.existing(infra, 'home', { namespaceName: 'machines' });
  const image = GoldenImage.existing(infra, 'ubuntu', {
    dataSourceName: 'ubuntu', namespaceName: 'golden-images', capacity: '10Gi', cloneableFrom: true,
  });
  const extraDisks = ['a', 'b', 'c', 'd'].map((name) => ({ name, capacity: '1Gi' }));
  new WorkerPool(home, 'workers', {
    replicas: 1, size: MachineSize.of({ cores: 2, memory: '4Gi' }), image, extraDisks,
  });
  expect(printed(() => app.synth())).toEqual([
    expect.stringMatching(/^info VM112 \[infra\/home\/workers\] extraDisks holds 4 disks/),
  ]);
});

test('errors stop synthesis as before, and what else is found is printed', () => {
  const app = program({ ...RUNNING, template: { spec: { evictionStrategy: 'Maybe' } } });
  expect(printed(() => expect(() => app.synth()).toThrow('error VM003 [infra/machines/own]'))).toEqual([WARNING]);
});
