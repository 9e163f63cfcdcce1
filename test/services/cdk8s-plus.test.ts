import { ApiObject, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Boot, CdiRelease, CloudInit, Firmware, GuestPasswords, ImageSource, SshKeys, Sysprep, TenantNamespace, VolumeSource,
  WorkerPool,
} from '../../src';
import { errorsOf, findingsOf } from '../findings';
import { Fleet } from '../virtual-machines/support';
import { SIZE } from '../workers/support';

/** The object of a kind below a construct. */
function specOf(construct: { readonly node: { findAll(): unknown[] } }, kind: string): any {
  const found = construct.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each))
    .find((each) => each.kind === kind);
  return found?.toJson().spec;
}

function program() {
  const fleet = new Fleet();
  const pool = new WorkerPool(fleet.tenant, 'workers', { replicas: 1, image: fleet.image, size: SIZE });
  return { fleet, pool, machine: fleet.machine(), replicaSet: fleet.replicaSet() };
}

test('a Service takes machines, pools and replica sets for workloads', () => {
  const { fleet, pool, machine, replicaSet } = program();
  const selectors = [pool, machine, replicaSet].map((selector, index) => {
    const service = new kplus.Service(fleet.tenant, `service-${index}`, { selector, ports: [{ port: 80 }] });
    return specOf(service, 'Service').selector;
  });
  expect(selectors).toEqual([
    { 'kubevirt.io/vmpool': 'workers' }, { 'kubevirt.io/vm': 'db' }, { 'kubevirt.io/vmReplicaSet': 'web' },
  ]);
  expect(errorsOf(fleet.app)).toEqual([]);
});

test('a NetworkPolicy takes machines and tenants, as those whom it is about and as their peers', () => {
  const { fleet, pool, machine } = program();
  const other = new TenantNamespace(fleet.infra, 'other');
  const policy = new kplus.NetworkPolicy(fleet.tenant, 'policy', {
    selector: pool,
    ingress: {
      rules: [
        { peer: machine, ports: [kplus.NetworkPolicyPort.tcp(80)] },
        { peer: other, ports: [kplus.NetworkPolicyPort.tcp(443)] },
      ],
    },
  });
  const own = { 'kubernetes.io/metadata.name': fleet.tenant.namespaceName };
  expect(specOf(policy, 'NetworkPolicy')).toEqual({
    podSelector: { matchLabels: { 'kubevirt.io/vmpool': 'workers' } },
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [{
          podSelector: { matchLabels: { 'kubevirt.io/vm': 'db' } }, namespaceSelector: { matchLabels: own },
        }],
        ports: [{ port: 80, protocol: 'TCP' }],
      },
      {
        from: [{
          podSelector: {}, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'cluster-other' } },
        }],
        ports: [{ port: 443, protocol: 'TCP' }],
      },
    ],
  });
  expect(errorsOf(fleet.app)).toEqual([]);
});

test('a NetworkPolicy about a tenant is about all its pods, in its namespace', () => {
  const { fleet } = program();
  const policy = new kplus.NetworkPolicy(fleet.infra, 'policy', { selector: fleet.tenant });
  const [object] = policy.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
  expect(object.toJson()).toMatchObject({
    metadata: { namespace: fleet.tenant.namespaceName }, spec: { podSelector: {} },
  });
});

test('a tenant is a selector of namespaces', () => {
  const { fleet } = program();
  const pods = kplus.Pods.select(fleet.tenant, 'pods', { labels: { app: 'shop' }, namespaces: fleet.tenant as never });
  expect(pods.toPodSelectorConfig().namespaces?.names).toEqual([fleet.tenant.namespaceName]);
});

test('an Ingress leads to machines through their Service', () => {
  const { fleet, replicaSet } = program();
  const service = new kplus.Service(fleet.tenant, 'web-service', { selector: replicaSet, ports: [{ port: 80 }] });
  const ingress = new kplus.Ingress(fleet.tenant, 'ingress');
  ingress.addHostRule('shop.example.org', '/', kplus.IngressBackend.fromService(service));
  const [{ http }] = specOf(ingress, 'Ingress').rules;
  expect(http.paths[0].backend.service.name).toBe(service.name);
  expect(errorsOf(fleet.app)).toEqual([]);
});

test('connections of a workload lead to machines', () => {
  const { fleet, machine } = program();
  const client = new kplus.Deployment(fleet.tenant, 'client', {
    containers: [{ image: 'registry.example.org/client:1', securityContext: { user: 1000 } }],
  });
  client.connections.allowTo(machine, { ports: [kplus.NetworkPolicyPort.tcp(5432)] });
  expect(errorsOf(fleet.app)).toEqual([]);
});

test('connections without ports open all, which is a warning at the end that lets in', () => {
  const { fleet, machine } = program();
  const client = new kplus.Deployment(fleet.tenant, 'client', {
    containers: [{ image: 'registry.example.org/client:1', securityContext: { user: 1000 } }],
  });
  client.connections.allowTo(machine);
  expect(errorsOf(fleet.app)).toEqual([]);
  expect(findingsOf(fleet.app).filter((each) => each.includes('.ports'))).toEqual([
    expect.stringMatching(/^warning .*spec\.ingress\[0\]\.ports is an empty list.*NetworkPolicyPort\.tcp\(443\)/),
  ]);
});

test('a Secret and a ConfigMap are taken in place of their names', () => {
  const fleet = new Fleet();
  const secret = new kplus.Secret(fleet.tenant, 'secret', { metadata: { name: 'a-secret' } });
  const config = new kplus.ConfigMap(fleet.tenant, 'config', { metadata: { name: 'a-map' } });
  const account = kplus.ServiceAccount.fromServiceAccountName(fleet.tenant, 'account', 'an-account');
  fleet.machine({
    cloudInit: CloudInit.fromSecret(secret, { networkDataSecret: secret }),
    sshKeys: [SshKeys.fromSecret(secret), SshKeys.fromSecretByGuestAgent(secret, ['debian'])],
    passwords: [GuestPasswords.fromSecret(secret)],
    volumes: [
      { name: 'secret', source: VolumeSource.secret(secret) },
      { name: 'config', source: VolumeSource.configMap(config) },
      { name: 'account', source: VolumeSource.serviceAccount(account) },
    ],
  });
  expect(errorsOf(fleet.app)).toEqual([]);
  const { volumes, accessCredentials } = specOf(fleet.tenant, 'VirtualMachine').template.spec;
  const names = JSON.stringify([volumes, accessCredentials]).match(/"(a-secret|a-map|an-account)"/g)!;
  expect(names.sort()).toEqual([
    '"a-map"', '"a-secret"', '"a-secret"', '"a-secret"', '"a-secret"', '"a-secret"', '"a-secret"', '"an-account"',
  ]);
  expect(Sysprep.fromSecret(secret)._source()).toEqual({ secret: { name: 'a-secret' } });
  expect(Sysprep.fromConfigMap(config)._source()).toEqual({ configMap: { name: 'a-map' } });
});

test('images and disks take Secrets, ConfigMaps and claims in place of their names', () => {
  const fleet = new Fleet();
  const secret = new kplus.Secret(fleet.tenant, 'secret', { metadata: { name: 'a-secret' } });
  const certConfigMap = new kplus.ConfigMap(fleet.tenant, 'config', { metadata: { name: 'a-map' } });
  const claim = new kplus.PersistentVolumeClaim(fleet.tenant, 'claim', {
    metadata: { name: 'a-claim' },
    storage: Size.gibibytes(8),
    accessModes: [kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE],
  });
  const url = 'https://images.example/a.qcow2';
  const sourceOf = (source: ImageSource) => source._rules.source({ cdi: CdiRelease.V1_66_0 } as never);
  expect(sourceOf(ImageSource.http(url, { secretRef: secret, certConfigMap, secretExtraHeaders: [secret, 'other'] })))
    .toEqual({
      http: { url, secretRef: 'a-secret', certConfigMap: 'a-map', secretExtraHeaders: ['a-secret', 'other'] },
    });
  expect(sourceOf(ImageSource.s3(url, { secretRef: secret, certConfigMap })))
    .toEqual({ s3: { url, secretRef: 'a-secret', certConfigMap: 'a-map' } });
  expect(sourceOf(ImageSource.gcs(url, { secretRef: secret }))).toEqual({ gcs: { url, secretRef: 'a-secret' } });
  expect(sourceOf(ImageSource.registry('docker://images.example/a', { secretRef: secret, certConfigMap })))
    .toMatchObject({ registry: { secretRef: 'a-secret', certConfigMap: 'a-map' } });
  const volumes = [
    VolumeSource.containerDisk('images.example/a', { pullSecret: secret }), VolumeSource.claim(claim),
    VolumeSource.ephemeral(claim), VolumeSource.dataVolume(claim),
  ].map((source) => source._volume('a'));
  expect(volumes).toEqual([
    { name: 'a', containerDisk: { image: 'images.example/a', imagePullSecret: 'a-secret' } },
    { name: 'a', persistentVolumeClaim: { claimName: 'a-claim' } },
    { name: 'a', ephemeral: { persistentVolumeClaim: { claimName: 'a-claim' } } },
    { name: 'a', dataVolume: { name: 'a-claim' } },
  ]);
  const boots = [Boot.claim(claim), Boot.ephemeral(claim), Boot.dataVolume(claim)];
  expect(boots.map((boot) => boot._content.volume!._volume('boot'))).toEqual([
    { name: 'boot', persistentVolumeClaim: { claimName: 'a-claim' } },
    { name: 'boot', ephemeral: { persistentVolumeClaim: { claimName: 'a-claim' } } },
    { name: 'boot', dataVolume: { name: 'a-claim' } },
  ]);
  const kernel = Firmware.kernel({ image: 'images.example/a', kernelPath: '/vmlinuz', imagePullSecret: secret });
  expect(kernel._spec.kernelBoot!.container!.imagePullSecret).toBe('a-secret');
});

test('an object of cdk8s has a name too', () => {
  const fleet = new Fleet();
  const secret = new ApiObject(fleet.tenant, 'secret', {
    apiVersion: 'v1', kind: 'Secret', metadata: { name: 'plain', namespace: fleet.tenant.namespaceName },
  });
  fleet.machine({ cloudInit: CloudInit.fromSecret(secret) });
  expect(errorsOf(fleet.app)).toEqual([]);
});

test.each([[5, 'Write "5".'], [{}, 'Write'], [{ name: 5 }, 'Write']])('%j is not a Secret', (given, says) => {
  const fleet = new Fleet();
  fleet.machine({ cloudInit: CloudInit.fromSecret(given as never) });
  expect(errorsOf(fleet.app)).toEqual([expect.stringContaining(says)]);
});
