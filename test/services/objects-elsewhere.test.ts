import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  Boot, BundleApp, CdiRelease, CloudInit, Disk, DiskContent, GoldenImage, GuestPasswords, ImageSource, KubeVirtCluster,
  KubeVirtRelease, SshKeys, TenantNamespace, VirtualMachine, VolumeSource,
} from '../../src';
import { errorsOf } from '../findings';
import { Fleet } from '../virtual-machines/support';
import { SIZE } from '../workers/support';

const URL = 'https://images.example/a.qcow2';

function program() {
  const fleet = new Fleet();
  const beta = new TenantNamespace(fleet.infra, 'beta');
  return { fleet, secret: new kplus.Secret(beta, 'sec', { metadata: { name: 'sec' } }) };
}

const elsewhere = (prop: string) => expect.stringMatching(
  new RegExp(`${prop} names the Secret infra/beta/sec/Resource, which is in namespace "cluster-beta"`));

test('a Secret of another tenant is an error, wherever a machine names it', () => {
  const { fleet, secret } = program();
  fleet.machine({
    cloudInit: CloudInit.fromSecret('own', { networkDataSecret: secret }),
    sshKeys: [SshKeys.fromSecret(secret)],
    passwords: [GuestPasswords.fromSecret(secret)],
    volumes: [{ name: 'secret', source: VolumeSource.secret(secret) }],
  });
  expect(errorsOf(fleet.app)).toEqual(['cloudInit', 'sshKeys', 'passwords', 'volumes'].map(elsewhere));
});

test('a Secret of another tenant is an error for an image and a disk, too', () => {
  const { fleet, secret } = program();
  const source = ImageSource.http(URL, { secretRef: secret });
  new GoldenImage(fleet.infra, 'debian', { source, capacity: '10Gi' });
  new Disk(fleet.tenant, 'data', { content: DiskContent.imported(source), capacity: '10Gi' });
  expect(errorsOf(fleet.app)).toEqual([elsewhere('content'), elsewhere('source')]);
});

test('a Secret of an unknown namespace is the concern of whoever wrote it', () => {
  const { fleet } = program();
  const secret = kplus.Secret.fromSecretName(fleet.infra, 'imported', 'sec');
  fleet.machine({ cloudInit: CloudInit.fromSecret(secret) });
  expect(errorsOf(fleet.app)).toEqual([]);
});

test('in a complete bundle it is one error', () => {
  const app = new BundleApp();
  const cluster = KubeVirtCluster.existing(app, 'infra', {
    kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0, bundleIsComplete: true,
  });
  const [acme, beta] = ['acme', 'beta'].map((id) => new TenantNamespace(cluster, id));
  const secret = new ApiObject(beta, 'sec', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'sec' } });
  const boot = Boot.containerDisk('quay.io/containerdisks/fedora:42');
  const cloudInit = CloudInit.fromSecret(secret, { networkDataSecret: secret });
  new VirtualMachine(acme, 'db', { boot, size: SIZE, cloudInit });
  expect(errorsOf(app)).toEqual([expect.stringContaining('cloudInit names the Secret infra/beta/sec, which is in')]);
});
