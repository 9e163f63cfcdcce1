import { Right, right, stricter, Wrong, wrong } from './case';
import { noObjects, Scene } from './scene';
import {
  BundleApp,
  CdiRelease,
  ExternalScaling,
  GoldenImage,
  ImageSource,
  KubeVirtRelease,
  MachineSize,
  RunStrategy,
  Tenant,
  TenantQuota,
  WorkerPool,
} from '../../src';

const UNSEEN = 'nothing is written, so no server sees it';

/** A program with props that TypeScript would not take. */
function props(rule: string, name: string, program: (scene: Scene) => unknown, says: string): Wrong {
  return wrong(rule, name, (scene) => noObjects(program(scene)), says, stricter(UNSEEN));
}

/** A program that stops at once. */
function stopped(rule: string, name: string, program: (scene: Scene) => unknown, says: string): Wrong {
  return props(rule, name, (scene) => scene.stops(() => program(scene)), says);
}

/** A class of the user's, with a prop of its own. */
class NamedPool extends WorkerPool {}

export const PROPS: readonly Wrong[] = [
  props(
    'PROP001',
    'a misspelt prop',
    (scene) => scene.tenant({ quotas: { cpu: 4 } } as object),
    'quotas is not a known property of TenantNamespaceProps. Did you mean quota?',
  ),
  props(
    'PROP001',
    'inside of a prop',
    (scene) => scene.tenant({ quota: { cpus: 4 } as TenantQuota }),
    'quota.cpus is not a known property of TenantQuota',
  ),
  props(
    'PROP001',
    'in an argument of a value',
    (scene) => scene.pool({ size: MachineSize.of({ cores: 2, memory: '4Gi', socket: 1 } as never) }),
    'size.socket is not a known property of MachineDimensions',
  ),
  props(
    'PROP001',
    'of the app',
    (scene) => Object.assign(scene, { app: new BundleApp({ outDir: 'dist' } as object) }),
    'outDir is not a known property of BundleAppProps. Did you mean outdir?',
  ),
  props(
    'PROP001',
    'of a placement',
    (scene) => BundleApp.place(scene.infra, { folder: 'a' } as object),
    'folder is not a known property of FilePlacement',
  ),
  props(
    'PROP002',
    'a required prop',
    (scene) => scene.pool({ externallyScaled: { by: 'KEDA' } as ExternalScaling }),
    'externallyScaled.maxReplicas is missing',
  ),
  props(
    'PROP002',
    'a misspelt constant',
    (scene) => scene.cluster({ kubevirt: (KubeVirtRelease as unknown as { [name: string]: KubeVirtRelease }).V2 }),
    'kubevirt is undefined; perhaps a misspelt constant',
  ),
  props(
    'PROP002',
    'of what has a stand-in',
    (scene) => new GoldenImage(scene.infra, 'image', {} as never),
    'source is missing',
  ),
  props(
    'PROP003',
    'a text for a number',
    (scene) => scene.pool({ replicas: '4' as never }),
    'replicas is "4", but must be a number. Write 4.',
  ),
  props(
    'PROP003',
    'no props at all',
    (scene) => new GoldenImage(scene.infra, 'image', null as never),
    'props is null, but must be an object of the type GoldenImageProps',
  ),
  props(
    'PROP003',
    'in an argument of a value',
    (scene) => scene.image({ source: ImageSource.http(4 as never) }),
    'source.url is 4, but must be a string',
  ),
  props(
    'PROP003',
    'an argument of a method',
    (scene) => scene.image().grantClone('a' as never),
    'tenant is "a", but must be a Tenant',
  ),
  props(
    'PROP003',
    'an id that is not a text',
    (scene) => scene.pool({}, 4 as never),
    'id is 4, but must be a text of at least one character',
  ),
  props(
    'PROP003',
    'overrides that hold themselves',
    (scene) => scene.pool({ overrides: circle() }),
    'overrides is more than 100 levels deep, or holds itself',
  ),
  stopped(
    'PROP003',
    'an invalid scope',
    () => new GoldenImage('infra' as never, 'image', {} as never),
    'scope is "infra", but must be a construct',
  ),
  props(
    'PROP004',
    'an unknown word',
    (scene) => scene.pool({ runStrategy: 'always' as RunStrategy }),
    'runStrategy is "always", which is not a value of RunStrategy. Write RunStrategy.ALWAYS.',
  ),
  props(
    'PROP005',
    'a policy and a pool',
    (scene) => [scene.policy({}, 'gpu'), scene.image({}, 'gpu')],
    'id "gpu" is that of infra/gpu already, so findings name this one gpu-2. Choose another id',
  ),
  props(
    'PROP005',
    'a name that every object has',
    (scene) => [scene.policy({}, 'constructor')],
    'id "constructor" is a name that every object of JavaScript has, so it cannot be the id of a construct',
  ),
  stopped(
    'PROP006',
    'a pool outside of any tenant',
    (scene) => new WorkerPool(scene.infra, 'workers', { image: scene.ubuntu, size: MachineSize.instancetype('a') }),
    'is outside of any tenant',
  ),
  stopped(
    'PROP006',
    'an image outside of any cluster',
    (scene) => new GoldenImage(scene.app as never, 'image', { source: ImageSource.upload() }),
    'is outside of any cluster',
  ),
  stopped('PROP007', 'of KubeVirt', () => KubeVirtRelease.of('v1.9'), 'KubeVirt v1.9 is not supported'),
  stopped('PROP007', 'of CDI, and no text', () => CdiRelease.of(undefined as never), 'CDI undefined is not supported'),
];

export const PROPS_RIGHT: readonly Right[] = [
  right('PROP001', 'a prop that holds undefined', (scene) => scene.tenant({ quotas: undefined } as object)),
  right(
    'PROP001',
    "a prop of a class of the user's",
    (scene) =>
      new NamedPool(scene.home, 'a', {
        size: MachineSize.instancetype('standard-2'),
        image: scene.ubuntu,
        replicas: 1,
        owner: 'lena',
      } as never),
  ),
  right('PROP002', 'a required prop', (scene) => scene.pool()),
  right('PROP003', 'nothing for overrides', (scene) => scene.pool({ overrides: null as never })),
  right('PROP004', 'the text of a word', (scene) => scene.pool({ runStrategy: 'Always' as RunStrategy })),
  right('PROP005', 'one id in two scopes', (scene) => [scene.policy({}, 'gpu'), scene.pool({}, 'gpu')]),
  right('PROP006', 'a pool in a construct of a tenant', (scene) => Tenant.containing(scene.pool())),
  right('PROP007', 'without its letter', () => KubeVirtRelease.of('1.9.0')),
];

function circle(): never {
  const data: { [key: string]: unknown } = {};
  data.template = { data };
  return data as never;
}
