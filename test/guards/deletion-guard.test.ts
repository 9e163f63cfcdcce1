import { ApiObject } from 'cdk8s';
import {
  Boot, BundleApp, DeletionGuard, DeletionGuardProps, Disk, ImageSource, KubeVirtCluster, KubeVirtRelease, MachineSize,
  Tenant, VirtualMachine, VirtualMachineProps,
} from '../../src';
import { errorsOf } from '../findings';
import { only, Platform } from '../platform';

const LABEL = DeletionGuard.PROTECTED_LABEL;

function guard(props?: DeletionGuardProps, platform = new Platform()) {
  return { platform, made: new DeletionGuard(platform.infra, 'deletion-guard', props) };
}

function machine(tenant: Tenant, props: Partial<VirtualMachineProps> = {}, id = 'db'): VirtualMachine {
  return new VirtualMachine(tenant, id, {
    size: MachineSize.of({ cores: 1, memory: '1Gi' }),
    boot: Boot.containerDisk('registry.example/fedora:42'),
    extraDisks: [{ name: 'data', capacity: '10Gi', storageClassName: 'fast' }],
    ...props,
  });
}

/** The objects of a program that are labelled, once it is complete. */
function labelled(app: BundleApp): string[] {
  app.check();
  return app.node.findAll().filter(ApiObject.isApiObject)
    .filter((object) => object.metadata.getLabel(LABEL) === 'true')
    .map(({ kind, name }) => `${kind} ${name}`);
}

const spec = (object: ApiObject): any => object.toJson().spec;
const expressions = (object: ApiObject): string[] => (
  spec(object).matchConditions.map(({ expression }: { readonly expression: string }) => expression));

test('a guard is three policies, each with its binding', () => {
  const { platform, made } = guard();
  expect(errorsOf(platform.app)).toEqual([]);
  expect([...made.policies, ...made.bindings].map((each) => each.toJson())).toMatchSnapshot();
});

test('each policy looks at requests to delete alone', () => {
  const rules = guard().made.policies.flatMap((policy) => spec(policy).matchConstraints.resourceRules);
  expect(new Set(rules.flatMap(({ operations }: { readonly operations: string[] }) => operations)))
    .toEqual(new Set(['DELETE']));
});

test('names are not resourceNames, which requests to delete a collection never match', () => {
  expect(JSON.stringify(spec(guard().made.policies[0]))).not.toContain('resourceNames');
});

test.each([
  ['a kind of every release', 'virtualmachines.kubevirt.io', KubeVirtRelease.V1_7_4, true],
  ['a kind of the newest release', 'plugins.plugin.kubevirt.io', KubeVirtRelease.V1_9_0, true],
  ['a kind of a later release', 'plugins.plugin.kubevirt.io', KubeVirtRelease.V1_8_4, false],
] as const)('the CRDs of the release are guarded: %s', (_name, crd, kubevirt, is) => {
  const [platform] = guard({}, new Platform({ kubevirt })).made.policies;
  expect(expressions(platform)[0].includes(`'${crd}'`)).toBe(is);
});

test('the namespaces and accounts are those of the operators', () => {
  const [platform] = guard({}, new Platform({ kubevirtNamespace: 'virt', cdiNamespace: 'virt' })).made.policies;
  const [isOfPlatform, users] = expressions(platform);
  expect(isOfPlatform).toContain("'virt'");
  expect(users).toContain("'system:serviceaccount:virt:kubevirt-controller'");
  expect(users).toContain("'system:serviceaccount:virt:cdi-sa'");
});

test('further accounts and users are let through, each once and in order', () => {
  const users = ['it\'s me', 'system:serviceaccount:b:infra'];
  const { made } = guard({ serviceAccounts: ['b/infra', 'a/infra'], users });
  expect(expressions(made.policies[0])[1]).toMatch(
    /in \[\n {2}'it\\'s me',\n[^]*'system:serviceaccount:a:infra',\n {2}'system:serviceaccount:b:infra',\n {2}'sys/,
  );
  expect(expressions(made.policies[0])[1].split('system:serviceaccount:b:infra')).toHaveLength(2);
});

test('a guard has a name and labels of its own', () => {
  const { made } = guard({ name: 'no-deletion', labels: { team: 'a' } });
  expect(made.bindings[1].toJson()).toMatchObject({
    metadata: { name: 'no-deletion-protected', labels: { team: 'a' } },
    spec: { policyName: 'no-deletion-protected' },
  });
});

test('accounts without a namespace, and those of GitOps controllers, are found', () => {
  const { platform } = guard({ serviceAccounts: ['infra'] });
  expect(errorsOf(platform.app)).toEqual(only('serviceAccounts[0] "infra" is not the name of a service account'));
});

test('a wrong name is told by its prop', () => {
  const { platform } = guard({ name: 'No' });
  expect(errorsOf(platform.app)).toEqual(only('name "No" is not a DNS subdomain'));
});

describe('protection', () => {
  test('of a tenant is that of its namespace, machines, pools, disks, and of their snapshots', () => {
    const { platform } = guard();
    machine(platform.tenant);
    platform.pool({});
    new Disk(platform.tenant, 'archive', { capacity: '10Gi', storageClassName: 'fast' } as never);
    DeletionGuard.protect(platform.tenant);
    expect(labelled(platform.app)).toEqual([
      'Namespace cluster-acme', 'VirtualMachine db', 'VirtualMachinePool workers', 'PersistentVolumeClaim archive',
    ]);
  });

  test('of a machine is that of its own disks as well', () => {
    const { platform } = guard();
    const made = machine(platform.tenant);
    DeletionGuard.protect(made);
    DeletionGuard.protect(made);
    platform.app.check();
    platform.app.check();
    const written: any = made.apiObject.toJson();
    expect(written.metadata.labels[LABEL]).toBe('true');
    expect(written.spec.dataVolumeTemplates.map(({ metadata }: any) => metadata.labels)).toEqual([{ [LABEL]: 'true' }]);
    expect(written.spec.template.metadata.labels[LABEL]).toBeUndefined();
  });

  test('of a disk with labels adds to them', () => {
    const { platform } = guard();
    const made = machine(platform.tenant, {
      overrides: {
        dataVolumeTemplates: [{
          metadata: { name: 'db-data', labels: { a: 'b' } },
          spec: { source: { blank: {} }, storage: { resources: { requests: { storage: '10Gi' } } } },
        }],
      },
    } as never);
    DeletionGuard.protect(platform.tenant);
    platform.app.check();
    expect(spec(made.apiObject).dataVolumeTemplates[0].metadata.labels).toEqual({ a: 'b', [LABEL]: 'true' });
  });

  test('of a refreshed image leaves its schedule changeable, for which controllers delete the DataImportCron', () => {
    const { platform } = guard();
    platform.image({ source: ImageSource.registry('docker://registry.example/fedora:42', { refresh: '0 3 * * *' }) });
    DeletionGuard.protect(platform.infra);
    platform.app.check();
    const crons = platform.app.node.findAll().filter(ApiObject.isApiObject)
      .filter(({ kind }) => kind === 'DataImportCron');
    expect(crons).toHaveLength(1);
    expect(crons[0].metadata.getLabel(LABEL)).toBeUndefined();
  });

  test('leaves what says that it is not protected', () => {
    const { platform } = guard();
    const metadata = { name: 'scratch', namespace: 'cluster-acme', labels: { [LABEL]: 'false' } };
    const claim = platform.plain('v1', 'PersistentVolumeClaim', metadata, {}, platform.tenant);
    DeletionGuard.protect(claim);
    expect(labelled(platform.app)).toEqual([]);
  });

  test('without a guard is a warning', () => {
    const platform = new Platform();
    DeletionGuard.protect(machine(platform.tenant));
    expect(platform.app.check().filter(({ rule }) => rule === 'GUARD004').map(({ message }) => message))
      .toEqual(only('VirtualMachine "db" is labelled as protected'));
  });

  test('is asked for with a construct', () => {
    expect(() => DeletionGuard.protect('machine' as never)).toThrow('DeletionGuard.protect');
  });
});

test('a guard can stand in a cluster whose platform exists', () => {
  const app = new BundleApp();
  const { kubevirt, cdi } = new Platform().infra;
  new DeletionGuard(KubeVirtCluster.existing(app, 'infra', { kubevirt, cdi }), 'guard');
  expect(errorsOf(app)).toEqual([]);
});
