import { ApiObject, Size } from 'cdk8s';
import {
  Boot, BundleApp, CdiRelease, CloudInit, CloudInitType, CniConfig, Disk, DiskContent, EvictionStrategy, FeatureGate,
  GoldenImage, ImageSource, InfraCluster, Isolation, KubeVirtCluster, KubeVirtClusterProps, KubeVirtRelease,
  MachineSize, NetworkAttachment, PodNetworkBinding, PodSecurityLevel, TenantNamespace, VirtualMachine,
  VirtualMachineProps, VirtualMachineReplicaSet, VolumeDevice, VolumeSource, WorkerPool,
} from '../src';
import { errorsOf, findingsOf } from './findings';
import { DeepPartial, mergeDeep } from '../src/toolkit/merge';

/*
 * The documents about single machines that the library began with, row by row: 2.x is a page about VirtualMachines, 4.x
 * a paper about KubeVirt's storage. Each test shows what a program writes today; where the document is wrong, also what
 * the program is told. The rows about pools are in source-documents-pools.test.ts, 4.2 is in
 * source-documents-sizes.test.ts.
 */

const RELEASES = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
const SIZE = MachineSize.of({ cores: 1, memory: Size.gibibytes(2) });
const IMAGE = 'https://images.example.com/debian-13.1.qcow2';

/** A program with a tenant, an image and whatever a test adds. */
class Page {
  public readonly app = new BundleApp();
  public readonly infra: InfraCluster;
  public readonly tenant: TenantNamespace;
  public readonly image: GoldenImage;

  constructor(cluster: Partial<KubeVirtClusterProps> = {}) {
    this.infra = new KubeVirtCluster(this.app, 'infra', {
      ...RELEASES, networks: { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'] }, ...cluster,
    });
    this.tenant = new TenantNamespace(this.infra, 'acme', { podSecurity: { enforce: PodSecurityLevel.PRIVILEGED } });
    this.image = new GoldenImage(this.infra, 'debian', {
      source: ImageSource.http(IMAGE), capacity: '10Gi', storageClassName: 'fast',
    });
  }

  public machine(props: Partial<VirtualMachineProps> = {}, id = 'my-vm'): VirtualMachine {
    return new VirtualMachine(this.tenant, id, {
      image: this.image, size: SIZE, podNetwork: PodNetworkBinding.MASQUERADE, ...props,
    });
  }

  public plain(apiVersion: string, kind: string, spec: object): ApiObject {
    return new ApiObject(this.tenant, kind, {
      apiVersion, kind, metadata: { name: kind.toLowerCase(), namespace: this.tenant.namespaceName }, spec,
    } as never);
  }

  /** The objects of a kind. */
  public all(kind: string): any[] {
    return this.app.node.findAll().filter(ApiObject.isApiObject).filter((object) => object.kind === kind)
      .map((object) => object.toJson());
  }
}

/** The machine of the document, with its mistakes mended. */
const MACHINE = {
  runStrategy: 'RerunOnFailure',
  template: {
    spec: {
      domain: {
        cpu: { cores: 1 },
        memory: { guest: '2Gi' },
        devices: {
          disks: [{ name: 'rootdisk', disk: { bus: 'virtio' } }],
          interfaces: [{ name: 'default', masquerade: {} }],
        },
      },
      volumes: [{ name: 'rootdisk', dataVolume: { name: 'my-http-data-volume' } }],
      networks: [{ name: 'default', pod: {} }],
    },
  },
};
/** A machine without a VirtualMachine around it. */
const MACHINE_ALONE = {
  ...MACHINE.template.spec,
  volumes: [{ name: 'rootdisk', containerDisk: { image: 'quay.io/containerdisks/debian:13' } }],
};
const CLAIM = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } };
const SOURCE_REF = { kind: 'DataSource', name: 'my-http-datasource' };

/** The machine of the document with a change of its spec, and of that of its DataVolume. */
function written(volume: object = {}, change: DeepPartial<object> = {}): object {
  const spec = { sourceRef: SOURCE_REF, pvc: CLAIM, ...volume };
  const dataVolumeTemplates = [{ metadata: { name: 'my-http-data-volume' }, spec }];
  return mergeDeep({ ...MACHINE, dataVolumeTemplates }, change);
}

/** The errors about an object that somebody else wrote. */
function errorsAbout(kind: string, spec: object, apiVersion = 'kubevirt.io/v1'): string[] {
  const page = new Page();
  page.plain(apiVersion, kind, spec);
  return errorsOf(page.app);
}

function machineErrors(volume?: object, change?: object): string[] {
  return errorsAbout('VirtualMachine', written(volume, change));
}

const CDI = 'cdi.kubevirt.io/v1beta1';
const only = (text: string) => [expect.stringContaining(text)];

describe('the page about machines', () => {
  test('with its mistakes mended has no error', () => {
    expect(machineErrors()).toEqual([]);
  });

  test('2.1: a machine is of kubevirt.io/v1 and says by runStrategy when it runs, not by running too', () => {
    const page = new Page();
    const { apiVersion, kind, spec } = page.machine().apiObject.toJson();
    expect({ apiVersion, kind }).toEqual({ apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine' });
    expect([spec.runStrategy, spec.running]).toEqual(['RerunOnFailure', undefined]);
    expect(errorsOf(page.app)).toEqual([]);
    expect(machineErrors({}, { running: true })).toEqual(only('running is true, which is deprecated'));
    expect(machineErrors({}, { runStrategy: 'Sometimes' })).toEqual(only('runStrategy "Sometimes"'));
  });

  test('2.2: the annotation that permits live migration is for a bridge on the pod network, not for masquerade', () => {
    const annotationsOf = (podNetwork: PodNetworkBinding) => (
      new Page().machine({ podNetwork }).apiObject.toJson().spec.template.metadata.annotations);
    const permitted = { 'kubevirt.io/allow-pod-bridge-network-live-migration': 'true' };
    expect(annotationsOf(PodNetworkBinding.BRIDGE)).toMatchObject(permitted);
    expect(annotationsOf(PodNetworkBinding.MASQUERADE) ?? {}).not.toMatchObject(permitted);
  });

  test('2.3: cores, memory, a virtio disk and masquerade on the pod network', () => {
    const { domain, networks } = new Page().machine().apiObject.toJson().spec.template.spec;
    expect(domain.cpu.cores).toBe(1);
    expect(domain.memory.guest).toBe('2Gi');
    expect(domain.devices.disks).toEqual([{ name: 'boot', bootOrder: 1, disk: { bus: 'virtio' } }]);
    expect(domain.devices.interfaces).toEqual([{ name: 'default', masquerade: {} }]);
    expect(networks).toEqual([{ name: 'default', pod: {} }]);
  });

  test('2.4: each template of a DataVolume is used by a volume', () => {
    const { dataVolumeTemplates, template } = new Page().machine().apiObject.toJson().spec;
    expect(dataVolumeTemplates.map(({ metadata }: any) => metadata)).toEqual([{ name: 'my-vm-boot' }]);
    expect(template.spec.volumes).toEqual([{ name: 'boot', dataVolume: { name: 'my-vm-boot' } }]);
    const volumes = [{ name: 'rootdisk', containerDisk: { image: 'quay.io/containerdisks/debian:13' } }];
    expect(machineErrors({}, { template: { spec: { volumes } } })).toEqual(only('is used by no volume'));
  });

  test('2.4: a template of a DataVolume is in the namespace of its machine, whether it says so or not', () => {
    const inNamespace = (namespace: string): string[] => machineErrors({}, {
      dataVolumeTemplates: [{
        metadata: { name: 'my-http-data-volume', namespace }, spec: { sourceRef: SOURCE_REF, pvc: CLAIM },
      }],
    });
    expect(inNamespace('cluster-acme')).toEqual([]);
    expect(inNamespace('golden-images')).toEqual(only(
      'dataVolumeTemplates[0].metadata.namespace is "golden-images", but the machine is in namespace "cluster-acme"',
    ));
  });

  test('2.5: a sourceRef has kind, name and namespace, and no apiGroup', () => {
    const [{ spec }] = new Page().machine().apiObject.toJson().spec.dataVolumeTemplates;
    expect(spec.sourceRef).toEqual({ kind: 'DataSource', name: 'debian', namespace: 'golden-images' });
    const sourceRef = { ...SOURCE_REF, apiGroup: 'cdi.kubevirt.io' };
    expect(machineErrors({ sourceRef })).toEqual(only('spec.sourceRef.apiGroup is not a field'));
  });

  test('2.6: a disk has storage, in which CDI chooses the modes; or pvc, with a size and one access mode', () => {
    const [{ spec }] = new Page().machine().apiObject.toJson().spec.dataVolumeTemplates;
    expect(spec.storage).toEqual({ resources: { requests: { storage: '10Gi' } }, storageClassName: 'fast' });
    expect(spec.pvc).toBeUndefined();
    const AT = 'spec.dataVolumeTemplates[0].spec';
    expect(machineErrors({ sourceRef: undefined, source: { blank: {} }, pvc: { accessModes: ['ReadWriteOnce'] } }))
      .toEqual(only(`${AT}.pvc.resources.requests.storage is missing`));
    expect(machineErrors({ pvc: { ...CLAIM, accessModes: ['ReadWriteOnce', 'ReadWriteMany'] } }))
      .toEqual(only(`${AT}.pvc.accessModes holds 2 modes, but CDI takes exactly one there`));
    expect(machineErrors({ storage: {} })).toEqual(only('has pvc and storage, which exclude each other'));
  });

  test('2.6: a disk has at least 1Mi, and is at least as large as the image that it is a clone of', () => {
    expect(machineErrors({ pvc: { ...CLAIM, resources: { requests: { storage: '1023Ki' } } } }))
      .toEqual(only('spec.pvc.resources.requests.storage "1023Ki" is'));
    const clone = (capacity: string): string[] => {
      const page = new Page();
      page.machine({ bootDisk: { capacity } });
      return errorsOf(page.app);
    };
    expect(clone('9Gi')).toEqual(only('bootDisk.capacity is "9Gi", but the image "debian" has "10Gi"'));
    expect(clone('10Gi')).toEqual([]);
  });

  test('2.7: a web server is the source of a DataVolume, to whose claim a DataSource points', () => {
    const page = new Page();
    const [{ metadata, spec }] = page.all('DataVolume');
    expect(spec.source).toEqual({ http: { url: IMAGE } });
    const [source] = page.all('DataSource');
    expect(source.metadata.name).toBe('debian');
    expect(source.spec.source).toEqual({ pvc: { name: metadata.name, namespace: 'golden-images' } });
    expect(errorsAbout('DataSource', { source: { http: { url: IMAGE } } }, CDI))
      .toEqual(only('spec.source.http is not a field of DataSource'));
  });

  test('2.8: the web server\'s own CA is in a ConfigMap, and what it wants to see in a Secret', () => {
    const page = new Page();
    new GoldenImage(page.infra, 'internal', {
      source: ImageSource.http(IMAGE, {
        certConfigMap: 'web-ca',
        secretRef: 'web-login',
        extraHeaders: ['Accept: */*'],
        secretExtraHeaders: ['web-token'],
      }),
      capacity: '10Gi',
      storageClassName: 'fast',
    });
    expect(errorsOf(page.app)).toEqual([]);
    expect(page.all('DataVolume').map(({ spec }) => spec.source)).toContainEqual({
      http: {
        url: IMAGE,
        certConfigMap: 'web-ca',
        secretRef: 'web-login',
        extraHeaders: ['Accept: */*'],
        secretExtraHeaders: ['web-token'],
      },
    });
    const http = { url: IMAGE, certConfig: { caBundle: 'YQ==', secretRef: { name: 'my-http-cert-secret' } } };
    expect(errorsAbout('DataVolume', { source: { http }, pvc: CLAIM }, CDI))
      .toEqual(only('spec.source.http.certConfig is not a field of DataVolume'));
  });

  test('2.9: the StorageClass is within storage or pvc, not beside it', () => {
    const { spec } = new Page().machine({ bootDisk: { storageClassName: 'fast' } }).apiObject.toJson();
    expect(spec.dataVolumeTemplates[0].spec.storage.storageClassName).toBe('fast');
    expect(machineErrors({ storageClassName: 'fast' })).toEqual(only('spec.storageClassName is not a field'));
    expect(errorsAbout('DataVolume', { source: { blank: {} }, storageClassName: 'fast', pvc: CLAIM }, CDI))
      .toEqual(only('spec.storageClassName is not a field of DataVolume'));
  });
});

describe('the paper about storage', () => {
  test('4.1: machines, instances, replica sets and migrations are kinds of their own', () => {
    const page = new Page();
    page.machine();
    new VirtualMachineReplicaSet(page.tenant, 'web', { boot: Boot.containerDisk('quay.io/a/b:1'), size: SIZE });
    page.plain('kubevirt.io/v1', 'VirtualMachineInstance', MACHINE_ALONE);
    page.plain('kubevirt.io/v1', 'VirtualMachineInstanceMigration', { vmiName: 'my-vm' });
    expect(errorsOf(page.app)).toEqual([]);
    expect(page.all('VirtualMachineInstanceReplicaSet')[0].spec.template.spec.domain.memory.guest).toBe('2Gi');
  });

  test('4.3: a machine boots from a container disk, which forgets, or from a disk of its own, which keeps', () => {
    const forgetful = new Page().machine({ image: undefined, boot: Boot.containerDisk('quay.io/a/b:1') });
    const { spec } = forgetful.apiObject.toJson();
    expect(spec.template.spec.volumes).toEqual([{ name: 'boot', containerDisk: { image: 'quay.io/a/b:1' } }]);
    expect(spec.dataVolumeTemplates ?? []).toEqual([]);
    const kept = new Page().machine().apiObject.toJson().spec;
    expect(kept.template.spec.volumes).toEqual([{ name: 'boot', dataVolume: { name: 'my-vm-boot' } }]);
  });

  test.each(['qcow2', 'raw', 'img', 'iso', 'vmdk', 'vdi', 'vhd', 'vhdx', 'img.gz', 'raw.xz', 'raw.zst'])(
    '4.4: a golden image is imported from a file of the format %s',
    (format) => {
      const page = new Page();
      new GoldenImage(page.infra, 'other', {
        source: ImageSource.http(`https://images.example.com/debian-13.1.${format}`),
        capacity: '10Gi',
        storageClassName: 'fast',
      });
      expect(findingsOf(page.app).filter((line) => line.includes('infra/other'))).toEqual([]);
    },
  );

  test('4.4: a machine does not boot from a tar archive', () => {
    const page = new Page();
    new GoldenImage(page.infra, 'other', {
      source: ImageSource.http('https://images.example.com/debian-13.1.tar'),
      capacity: '10Gi',
      storageClassName: 'fast',
    });
    expect(findingsOf(page.app)).toEqual(expect.arrayContaining(only('looks like a tar archive')));
  });

  test('4.4: the files of a tar archive fill a disk for data, in a file system', () => {
    const page = new Page();
    const source = ImageSource.http('https://files.example.com/models-1.2.tar.zst');
    const disk = new Disk(page.tenant, 'models', { capacity: '10Gi', content: DiskContent.archive(source) });
    const volumes = [{ name: 'models', source: VolumeSource.disk(disk), device: VolumeDevice.FILESYSTEM }];
    page.machine({ volumes });
    const [{ spec }] = page.all('VolumeImportSource');
    expect(spec).toEqual({
      source: { http: { url: 'https://files.example.com/models-1.2.tar.zst' } }, contentType: 'archive',
    });
    expect(disk.claim!.toJson().spec).toMatchObject({
      volumeMode: 'Filesystem', dataSourceRef: { kind: 'VolumeImportSource', name: 'models' },
    });
    expect(findingsOf(page.app).filter((line) => /models|archive/.test(line))).toEqual([]);
  });

  test('4.5: images of Talos and CoreOS read a config drive, which another type of cloud-init is not', () => {
    const page = new Page();
    page.machine({ cloudInit: CloudInit.fromSecret('machine-config', { type: CloudInitType.CONFIG_DRIVE }) }, 'talos');
    const { volumes } = page.all('VirtualMachine')[0].spec.template.spec;
    expect(volumes).toContainEqual({
      name: 'cloudinit', cloudInitConfigDrive: { secretRef: { name: 'machine-config' } },
    });
    expect(errorsOf(page.app)).toEqual([]);
  });

  test.each([
    ['NoCloud', CloudInitType.NO_CLOUD, 'cloudInitNoCloud'],
    ['ConfigDrive', CloudInitType.CONFIG_DRIVE, 'cloudInitConfigDrive'],
  ])('4.5: cloud-init reads user and network data from Secrets by %s', (_name, type, field) => {
    const page = new Page();
    const cloudInit = CloudInit.fromSecret('user-data', { networkDataSecret: 'network-data', type });
    const { volumes } = page.machine({ cloudInit }).apiObject.toJson().spec.template.spec;
    expect(volumes).toContainEqual({
      name: 'cloudinit',
      [field]: { secretRef: { name: 'user-data' }, networkDataSecretRef: { name: 'network-data' } },
    });
    expect(errorsOf(page.app)).toEqual([]);
  });

  test('4.6: every kind of volume has a word', () => {
    const page = new Page({ featureGates: [FeatureGate.HOST_DISK] });
    const sources = {
      temporary: VolumeSource.emptyDisk('1Gi'),
      present: VolumeSource.hostDisk('/var/disks/present.img'),
      made: VolumeSource.hostDisk('/var/disks/made.img', { capacity: '1Gi' }),
      image: VolumeSource.containerDisk('quay.io/a/b:1'),
      imported: VolumeSource.dataVolume('imported'),
      claim: VolumeSource.disk(new Disk(page.tenant, 'own', { capacity: '1Gi' })),
      config: VolumeSource.configMap('config'),
      secret: VolumeSource.secret('secret'),
      account: VolumeSource.serviceAccount('account'),
    };
    const volumes = Object.entries(sources).map(([name, source]) => ({ name, source }));
    const shown = page.machine({ volumes }).apiObject.toJson().spec.template.spec.volumes;
    expect(shown.slice(1)).toEqual([
      { name: 'temporary', emptyDisk: { capacity: '1Gi' } },
      { name: 'present', hostDisk: { path: '/var/disks/present.img', type: 'Disk' } },
      { name: 'made', hostDisk: { path: '/var/disks/made.img', type: 'DiskOrCreate', capacity: '1Gi' } },
      { name: 'image', containerDisk: { image: 'quay.io/a/b:1' } },
      { name: 'imported', dataVolume: { name: 'imported' } },
      { name: 'claim', persistentVolumeClaim: { claimName: 'own' } },
      { name: 'config', configMap: { name: 'config' } },
      { name: 'secret', secret: { secretName: 'secret' } },
      { name: 'account', serviceAccount: { serviceAccountName: 'account' } },
    ]);
  });

  test('4.6: a disk of the node needs a gate that the cluster must name', () => {
    const volumes = [{ name: 'node', source: VolumeSource.hostDisk('/var/disks/a.img') }];
    const errors = (cluster: Partial<KubeVirtClusterProps>) => {
      const page = new Page(cluster);
      page.machine({ volumes });
      return errorsOf(page.app);
    };
    expect(errors({})).toEqual(only('HostDisk'));
    expect(errors({ featureGates: [FeatureGate.HOST_DISK] })).toEqual([]);
  });

  test('4.6: a disk of the node keeps its machine there, unless every node has the same file', () => {
    const errors = (shared?: boolean): string[] => {
      const page = new Page({ featureGates: [FeatureGate.HOST_DISK] });
      const source = VolumeSource.hostDisk('/var/disks/a.img', { shared });
      page.machine({ volumes: [{ name: 'node', source }], evictionStrategy: EvictionStrategy.LIVE_MIGRATE });
      return errorsOf(page.app);
    };
    expect(errors()).toEqual(only('the volume "node" is a file of one node'));
    expect(errors(true)).toEqual([]);
  });

  test('4.7: live migration is general, and a bridge on the pod network needs an annotation', () => {
    const machineOf = (podNetwork?: PodNetworkBinding) => {
      const { template } = new Page().machine({ podNetwork }).apiObject.toJson().spec;
      return [template.spec.domain.devices.interfaces, template.metadata.annotations];
    };
    const permit = { 'kubevirt.io/allow-pod-bridge-network-live-migration': 'true' };
    expect(machineOf(PodNetworkBinding.BRIDGE)).toEqual([[{ name: 'default', bridge: {} }], permit]);
    expect(machineOf(undefined)).toEqual([[{ name: 'default', masquerade: {} }], undefined]);
    const page = new Page();
    page.plain('kubevirt.io/v1', 'VirtualMachine', written({}, {
      template: {
        spec: {
          networks: null, domain: { devices: { interfaces: null } },
        },
      },
    } as never));
    expect(findingsOf(page.app)).toEqual(expect.arrayContaining(only('KubeVirt adds an interface on the pod network')));
  });

  test('4.8: a machine is on networks of Multus, and CNI-Genie is refused', () => {
    const page = new Page();
    const network = new NetworkAttachment(page.tenant, 'lan', { config: CniConfig.bridge('br1', { vlan: 7 }) });
    const { networks } = page.machine({ networks: [{ network }] }).apiObject.toJson().spec.template.spec;
    expect(networks).toEqual([{ name: 'default', pod: {} }, { name: 'lan', multus: { networkName: 'lan' } }]);
    expect(errorsOf(page.app)).toEqual([]);
    const genie = { networks: [{ name: 'default', genie: { networkName: 'flannel' } }] };
    expect(machineErrors({}, { template: { spec: genie } }))
      .toEqual(expect.arrayContaining(only('no networks of CNI-Genie any more. Write multus: { networkName }')));
  });

  test('4.9: a masquerade has a private range of its own, and workers have a bridge', () => {
    const page = new Page();
    const podInterface = { vmNetworkCidr: '10.9.0.0/24', ports: [{ port: 22 }] };
    const { networks, domain } = page.machine({ podInterface }).apiObject.toJson().spec.template.spec;
    expect(networks).toEqual([{ name: 'default', pod: { vmNetworkCIDR: '10.9.0.0/24' } }]);
    expect(domain.devices.interfaces).toEqual([{ name: 'default', masquerade: {}, ports: [{ port: 22 }] }]);
    const pool = new WorkerPool(page.tenant, 'pool', { replicas: 1, image: page.image, size: SIZE });
    expect(pool.virtualMachinePool.toJson().spec.virtualMachineTemplate.spec.template.spec.domain.devices.interfaces)
      .toEqual([{ name: 'default', bridge: {} }]);
  });

  test('4.10: a cluster whose nodes cannot virtualise emulates', () => {
    const page = new Page({ kubevirtConfig: { useEmulation: true } });
    expect(page.all('KubeVirt')[0].spec.configuration.developerConfiguration.useEmulation).toBe(true);
    const usual = new Page().all('KubeVirt')[0].spec.configuration.developerConfiguration ?? {};
    expect(usual.useEmulation ?? false).toBe(false);
  });

  test('4.11: tenants are isolated by NetworkPolicies, unless the program chooses no isolation', () => {
    const page = new Page();
    const open = new TenantNamespace(page.infra, 'open', { isolation: { preset: Isolation.NONE } });
    const namespaces = page.all('NetworkPolicy').map(({ metadata }) => metadata.namespace);
    expect(namespaces).toContain(page.tenant.namespaceName);
    expect(namespaces).not.toContain(open.namespaceName);
  });
});
