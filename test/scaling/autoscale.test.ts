import { ApiObject, JsonPatch, Size } from 'cdk8s';
import { AutoscaleOf, autoscalerFor } from './support';
import { Autoscale, KubeVirtRelease, WorkerPoolProps } from '../../src';
import { findingsOf, rulesOf } from '../findings';
import { Fleet } from '../virtual-machines/support';

const USUAL: Autoscale = { min: 2, max: 6, cpu: '1500m' };
const AUTOSCALED: Partial<WorkerPoolProps> = { replicas: undefined, autoscale: USUAL };

function poolWith(autoscale: AutoscaleOf): Fleet {
  const program = new Fleet();
  program.pool({ ...AUTOSCALED, autoscale: { ...USUAL, ...autoscale } });
  return program;
}

/** Findings without the one about the first number, which every autoscaled pool has. */
function problemsWith(autoscale: AutoscaleOf): string[] {
  return findingsOf(poolWith(autoscale).app).filter((line) => !line.startsWith('info'));
}

describe('an autoscaled pool', () => {
  test.each(KubeVirtRelease.all())('%s', (release) => {
    const program = new Fleet(release);
    const pool = program.pool(AUTOSCALED);
    expect(rulesOf(program.app)).toEqual(['HPA007']);
    expect(program.app.synthYaml()).toMatchSnapshot();
    expect(pool.autoscaler?.kind).toBe('HorizontalPodAutoscaler');
  });

  test('writes no number', () => {
    expect(new Fleet().pool(AUTOSCALED).virtualMachinePool.toJson().spec.replicas).toBeUndefined();
  });

  test('counts as many machines as the maximum', () => {
    expect(poolWith({}).demands()).toMatchObject([{ machines: 6 }]);
  });

  test('counts as many machines as the maximum that is written', () => {
    expect(poolWith({ overrides: { maxReplicas: 9 } }).demands()).toMatchObject([{ machines: 9 }]);
    const program = new Fleet();
    program.pool(AUTOSCALED).autoscaler!.addJsonPatch(JsonPatch.replace('/spec/maxReplicas', 7));
    expect(program.demands()).toMatchObject([{ machines: 7 }]);
  });

  test('has the metrics and the overrides that it is given', () => {
    const behavior = { scaleDown: { policies: [{ type: 'Pods', value: 1, periodSeconds: 600 }] } };
    const program = new Fleet();
    const pool = program.pool({
      ...AUTOSCALED, autoscale: { min: 1, max: 3, cpu: 3, memory: Size.gibibytes(12), overrides: { behavior } },
    });
    const { spec } = pool.autoscaler!.toJson();
    const averages = spec.metrics.map(({ resource }: any) => [resource.name, resource.target.averageValue]);
    expect(averages).toEqual([['cpu', '3'], ['memory', '12Gi']]);
    expect(spec.behavior).toEqual(behavior);
  });

  test('is one object less without it', () => expect(new Fleet().pool().autoscaler).toBeUndefined());
});

test('an autoscaled replica set has an autoscaler of its kind', () => {
  const program = new Fleet();
  const { autoscaler } = program.replicaSet({ replicas: undefined, autoscale: USUAL });
  expect(autoscaler?.toJson()).toMatchObject({
    metadata: { name: 'web', namespace: 'cluster-a' },
    spec: {
      scaleTargetRef: { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineInstanceReplicaSet', name: 'web' },
      minReplicas: 2,
      maxReplicas: 6,
    },
  });
  expect(program.demands()).toMatchObject([{ machines: 6 }]);
  expect(rulesOf(program.app)).toEqual(['HPA007']);
});

describe('what is found names the prop', () => {
  test.each<[AutoscaleOf, string]>([
    [{ min: 7 }, 'autoscale.min is 7, which is more than the maximum of 6'],
    [{ min: 1.5 }, 'autoscale.min is 1.5, which is not a minimum'],
    [{ min: 0 }, 'autoscale.min is 0, which the API server takes only with its feature gate HPAScaleToZero'],
    [{ max: 0 }, 'autoscale.max is 0, which is not a maximum'],
    [{ cpu: undefined }, 'autoscale names no metric, which Kubernetes takes for 80 %'],
  ])('%j', (autoscale, text) => {
    const found = problemsWith(autoscale);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`[infra/tenant/workers/HorizontalPodAutoscaler] ${text}`);
  });
});

test('a number beside an autoscaler is one finding', () => {
  const program = new Fleet();
  program.pool({ autoscale: USUAL });
  expect(findingsOf(program.app)).toEqual([
    expect.stringContaining('replicas is 3, but HorizontalPodAutoscaler workers sets the number: each sync would set'),
  ]);
});

test('an autoscaler and another scaler are one finding', () => {
  const program = new Fleet();
  program.pool({ ...AUTOSCALED, externallyScaled: { by: 'KEDA', maxReplicas: 3 } });
  expect(rulesOf(program.app).filter((rule) => rule !== 'HPA007')).toEqual(['POOL029']);
});

describe('an autoscaler of somebody else', () => {
  const plain = (program: Fleet, name: string, target: ApiObject, spec: object = {}): ApiObject => (
    autoscalerFor(program.tenant, name, target, spec));

  test('beside a number is an error', () => {
    const program = new Fleet();
    plain(program, 'scaler', program.pool().virtualMachinePool);
    expect(findingsOf(program.app)).toEqual([
      expect.stringContaining('replicas is 3, but HorizontalPodAutoscaler "scaler" sets the number'),
    ]);
  });

  test('says who sets the number of a pool without one, and how many machines there are', () => {
    const program = new Fleet();
    plain(program, 'scaler', program.pool({ replicas: undefined }).virtualMachinePool, { maxReplicas: 9 });
    expect(rulesOf(program.app)).toEqual(['HPA007']);
  });

  test('is one too many beside ours', () => {
    const program = new Fleet();
    plain(program, 'scaler', program.pool(AUTOSCALED).virtualMachinePool);
    expect(rulesOf(program.app)).toEqual(expect.arrayContaining(['HPA002']));
  });

  test('may be of any shape', () => {
    const odd = [undefined, null, 'x', [], { scaleTargetRef: 'x' }, { scaleTargetRef: {}, metrics: [null, 1] }];
    for (const spec of odd) {
      const program = new Fleet();
      program.pool();
      new ApiObject(program.tenant, 'odd', {
        apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'odd' }, spec,
      });
      expect(rulesOf(program.app)).toContain('HPA003');
    }
  });
});
