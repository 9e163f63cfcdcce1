import * as fc from 'fast-check';
import { declaring, usesOf } from './places';
import { program } from './program';
import { SEED } from './runs';
import { surface } from './surface';
import { CdiRelease, KubeVirtRelease } from '../../src';

const SAMPLES = 1200;

/** What random programs do not use, and why. */
const LEFT_OUT: { readonly [name: string]: string } = {
  'INamed.name': 'random programs name Secrets and ConfigMaps, and do not make them',
  'BundleAppProps.outdir': 'whoever builds a program says where it is written to',
  'BundleAppProps.configurationFile': 'random programs accept no findings',
  'BundleAppProps.imageLists': 'lists what the objects name; test/app/image-lists.test.ts',
  'BundleAppProps.imageLock': 'is a file; test/app/image-lists.test.ts',
  'Findings.accept': 'random programs accept no findings',
  'BundleApp.place': 'counted as a call',
  'DeliverySplit.tenant': 'few programs have a tenant with files that are known beforehand',
  'Cluster.around': 'looks up, and makes nothing',
  'InfraCluster.containing': 'looks up, and makes nothing',
  'Tenant.containing': 'looks up, and makes nothing',
  'KubermaticStorage.infraStorageClasses': 'is for Kubermatic, and makes no object',
  'KubermaticStorage.infraVolumeSnapshotClasses': 'is for Kubermatic, and makes no object',
  'KubermaticStorage.annotationsOfKubermatic221': 'is for Kubermatic, and makes no object',
  'KubeVirtRelease.all': 'looks up, and makes nothing',
  'KubeVirtRelease.of': 'every program has its releases by it',
  'CdiRelease.all': 'looks up, and makes nothing',
  'CdiRelease.of': 'every program has its releases by it',
};

/** What the library makes, and no program. */
const MADE = ['Finding', 'LiveMigration', 'MigrationVerdict', 'ObjectReference', 'Severity'];

test('random programs use every prop, every member of every enum, and every way to make something', () => {
  const api = surface();
  const unused = new Set([
    ...[...api.interfaces]
      .filter(([name]) => !MADE.includes(name))
      .flatMap(([name, { props }]) => [...props.keys()].map((prop) => `${name}.${prop}`)),
    ...[...api.enums]
      .filter(([name]) => !MADE.includes(name))
      .flatMap(([name, members]) => [...members.keys()].map((member) => `${name}.${member}`)),
    ...api.factories.keys(),
  ]);
  expect(unused.size).toBeGreaterThan(300);

  const programs = program({ kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0, judged: false });
  for (const description of fc.sample(programs, { numRuns: SAMPLES, seed: SEED })) {
    const { places, others } = usesOf(description, api);
    for (const name of others) unused.delete(name);
    for (const place of places) {
      for (const prop of Object.keys(place.value)) {
        if (place.value[prop] !== undefined) unused.delete(`${declaring(place.interface, prop, api)}.${prop}`);
      }
    }
  }
  expect([...unused].filter((name) => LEFT_OUT[name] === undefined)).toEqual([]);
});
