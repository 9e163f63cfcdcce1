import { ApiObject } from 'cdk8s';
import { refused, right, Right, stricter, Verdict, wrong, Wrong } from './case';
import { emitted, noObjects, patched, Scene } from './scene';
import {
  Boot, Disk, DiskContent, Firmware, Guest, ImageSource, MachineSize, PersistentDiskProps, VirtualMachine, VolumeDevice,
  VolumeMode, VolumeSource, WindowsVersion, WorkerPoolProps,
} from '../../src';

/** Programs about where the content of disks comes from: container images, files on servers, archives, uploads. */
const judged = (rule: string, name: string, props: Partial<WorkerPoolProps>, says: string, verdict: Verdict): Wrong => (
  wrong(rule, name, (scene) => [scene.pool(props).virtualMachinePool], says, verdict));

const fine = (rule: string, name: string, props: Partial<WorkerPoolProps>): Right => (
  right(rule, name, (scene) => scene.pool(props)));

const boots = (boot: Boot, rest: Partial<WorkerPoolProps> = {}) => ({ image: undefined, boot, ...rest });
const container = (image: string) => boots(Boot.containerDisk(image));

const SIZE = MachineSize.of({ cores: 1, memory: '1Gi' });
const DIGEST = `sha256:${'0'.repeat(64)}`;
const FILE = 'https://images.example.com/debian-13.1.qcow2';
const TAR = 'https://images.example.com/files-1.2.tar.gz';

function disk(scene: Scene, content: DiskContent, props: Partial<PersistentDiskProps> = {}): Disk {
  return new Disk(scene.home, 'data', { capacity: '10Gi', content, ...props });
}

/** A disk with that content, and what the server sees of what fills it. */
const filled = (
  rule: string, name: string, content: DiskContent, says: string, verdict: Verdict, kind = 'VolumeImportSource',
): Wrong => wrong(rule, name, (scene) => emitted(disk(scene, content), kind), says, verdict);

const fills = (rule: string, name: string, content: DiskContent, props: Partial<PersistentDiskProps> = {}): Right => (
  right(rule, name, (scene) => disk(scene, content, props)));

const imports = (source: ImageSource) => boots(Boot.imported(source, { capacity: '10Gi' }));
const importing = (source: ImageSource) => DiskContent.imported(source);
const unpacking = (source: ImageSource) => DiskContent.archive(source);

function shown(scene: Scene, device?: VolumeDevice): VirtualMachine {
  const files = disk(scene, unpacking(ImageSource.http(TAR)));
  return new VirtualMachine(scene.home, 'web', {
    image: scene.ubuntu, size: SIZE, volumes: [{ name: 'files', source: VolumeSource.disk(files), device }],
  });
}

/** A machine whose disk states a namespace. */
function withNamespace(scene: Scene, namespace: string): ApiObject {
  const { apiObject } = new VirtualMachine(scene.home, 'web', { image: scene.ubuntu, size: SIZE });
  return patched(apiObject, '/spec/dataVolumeTemplates/0/metadata/namespace', namespace);
}

const UNREAD = 'CDI takes it, and the import brings something else than was meant';
const MAKERS = stricter('no server sees what the program gave');
const KNOWING = stricter('CDI takes it, and this is worth knowing');
const GROWN = stricter('CDI takes it, and the content changes when the file does');
const KUBELET = stricter('KubeVirt takes it, and the kubelet says InvalidImageName');

export const SOURCES: readonly Wrong[] = [
  judged('VM165', 'the URL of a registry source', container('docker://quay.io/a/b:1'),
    'boot containerDisk.image "docker://quay.io/a/b:1" begins with "docker://"', KUBELET),
  judged('VM165', 'a file', container('https://images.example.com/debian.qcow2'), 'begins with "https://"', KUBELET),
  judged('VM165', 'an upper-case path', container('Quay.io/A/b'), '"Quay.io/A/b" is not a container image', KUBELET),
  judged('VM165', 'with a space', container('a b'), '"a b" is not a container image', KUBELET),
  judged('VM165', 'empty', container(''), 'boot containerDisk.image is empty',
    stricter('KubeVirt takes it, and the API server refuses the launcher pod')),
  judged('VM165', 'of a volume', {
    volumes: [{ name: 'tools', source: VolumeSource.containerDisk('docker://quay.io/a/tools') }],
  }, 'volumes[0].source.containerDisk.image "docker://quay.io/a/tools" begins', KUBELET),
  judged('VM165', 'of drivers', {
    guest: Guest.windows({ version: WindowsVersion.SERVER_2019, driversImage: 'docker://quay.io/a/virtio:1' }),
  }, 'guest.driversImage "docker://quay.io/a/virtio:1" begins', KUBELET),
  judged('VM165', 'of a kernel', {
    firmware: Firmware.kernel({ image: 'oci://quay.io/a/kernel:1', kernelPath: '/boot/vmlinuz' }),
  }, 'firmware.image "oci://quay.io/a/kernel:1" begins', KUBELET),
  wrong('VM166', 'a checksum', (scene) => noObjects(scene.pool(imports(ImageSource.http(FILE, { checksum: DIGEST })))),
    'boot has checksum, which KubeVirt does not pass on', MAKERS),
  wrong('VM166', 'an unverified server', (scene) => noObjects(scene.pool(imports(
    ImageSource.http(FILE, { insecureSkipVerify: true }),
  ))), 'boot has insecureSkipVerify, which KubeVirt does not pass on', MAKERS),
  wrong('VM167', 'of a disk', (scene) => [withNamespace(scene, 'cluster-b')],
    'dataVolumeTemplates[0].metadata.namespace is "cluster-b", but the machine is in namespace "cluster-a"',
    refused('Embedded DataVolume namespace cluster-b differs from VM namespace cluster-a')),
  filled('DSK010', 'in a registry', unpacking(ImageSource.registry('docker://quay.io/a/b:1')),
    'content is "archive", but CDI unpacks no archive from the source registry',
    refused('ContentType must be kubevirt when Source is Registry')),
  filled('DSK010', 'in a bucket', unpacking(ImageSource.s3('https://storage.example.com/bucket/files.tar')),
    'from the source s3', stricter(UNREAD)),
  wrong('DSK011', 'a claim', (scene) => noObjects(disk(scene, unpacking(ImageSource.pvc('files')))),
    'content is DiskContent.archive of pvc "files"', MAKERS),
  wrong('DSK012', 'of a claim', (scene) => emitted(
    disk(scene, unpacking(ImageSource.http(TAR)), { volumeMode: VolumeMode.BLOCK }),
  ), 'volumeMode is "Block", but the disk is filled with the files of an archive',
  stricter('Kubernetes takes it, and CDI unpacks the files into its own pod')),
  wrong('DSK012', 'of a DataVolume', (scene) => emitted(
    disk(scene, unpacking(ImageSource.http(TAR)), { volumeMode: VolumeMode.BLOCK, dataVolume: true }),
  ), 'volumeMode is "Block", but', stricter('CDI takes it, and makes no claim')),
  filled('DSK013', 'a disk image', unpacking(ImageSource.http(FILE)), 'does not look like a tar archive',
    stricter(UNREAD)),
  filled('DSK013', 'another compression', unpacking(ImageSource.http('https://images.example.com/files-1.2.tar.bz2')),
    'does not look like a tar archive that CDI can read', stricter(UNREAD)),
  wrong('DSK014', 'a disk', (scene) => [shown(scene).apiObject],
    'volumes[0] "files" shows "data" as a disk, but it holds the files of an archive',
    stricter('KubeVirt takes it, and the guest sees an empty disk')),
  filled('IMG035', 'without encryption', importing(ImageSource.http('http://images.example.com/debian-13.1.qcow2')),
    'is fetched without encryption and has no checksum', stricter(UNREAD)),
  filled('IMG036', 'in a bucket', importing(ImageSource.gcs('gs://images/debian-13.1.zip')),
    'looks like a zip archive', stricter(UNREAD)),
  filled('IMG036', 'an appliance', importing(ImageSource.s3('https://storage.example.com/images/debian-13.1.ova')),
    'looks like a tar archive', stricter(UNREAD)),
  filled('IMG063', 'a tag', importing(ImageSource.http('https://quay.io/containerdisks/ubuntu:latest')),
    'Use ImageSource.registry("docker://quay.io/containerdisks/ubuntu:latest").', stricter(UNREAD)),
  filled('IMG045', 'of a claim', importing(ImageSource.upload()),
    'virtctl image-upload pvc data --namespace cluster-a --no-create --image-path <file>', KNOWING,
    'VolumeUploadSource'),
  filled('IMG045', 'of an archive', unpacking(ImageSource.upload()), '--no-create --archive-path <file>', KNOWING,
    'VolumeUploadSource'),
  judged('IMG045', 'of members', imports(ImageSource.upload()),
    'virtctl image-upload dv workers-boot-0 --namespace cluster-a', KNOWING),
  filled('DSK004', 'a parameter', importing(ImageSource.http('https://images.example.com/get?os=a&version=latest')),
    'has the parameter "version=latest"', GROWN),
  filled('DSK004', 'of each night', importing(ImageSource.s3('https://storage.example.com/images/debian-nightly.raw')),
    'leads through "debian-nightly.raw", so the same program makes different disks. Name an object', GROWN),
];

export const SOURCES_RIGHT: readonly Right[] = [
  fine('VM165', 'a tag and a digest', container(`quay.io/a/b:1@sha256:${'0'.repeat(64)}`)),
  fine('VM165', 'a host in upper case', container('Registry.example:5000/a/b__c:1')),
  fine('VM165', 'a name alone', container('fedora:42')),
  fine('VM166', 'credentials and headers', imports(ImageSource.http(FILE, { secretRef: 'a', extraHeaders: ['A: b'] }))),
  right('VM167', 'its own', (scene) => withNamespace(scene, 'cluster-a')),
  fills('DSK010', 'an upload', unpacking(ImageSource.upload())),
  fills('DSK011', 'copied as it is', importing(ImageSource.pvc('files'))),
  fills('DSK012', 'a file system that is stated', unpacking(ImageSource.http(TAR)), {
    volumeMode: VolumeMode.FILESYSTEM,
  }),
  fills('DSK012', 'a disk image', importing(ImageSource.http(FILE)), { volumeMode: VolumeMode.BLOCK }),
  fills('DSK013', 'another compression', unpacking(ImageSource.http('https://images.example.com/files.tar.zst'))),
  fills('DSK013', 'no extension', unpacking(ImageSource.http('https://images.example.com/files?name=files.tar'))),
  right('DSK014', 'files', (scene) => shown(scene, VolumeDevice.FILESYSTEM)),
  fills('IMG035', 'with a checksum', importing(
    ImageSource.http('http://images.example.com/debian-13.1.qcow2', { checksum: DIGEST }),
  )),
  fills('IMG035', 'within the cluster', importing(ImageSource.http('http://images.builds.svc:8080/debian.qcow2'))),
  fills('IMG036', 'compressed by zstd', importing(ImageSource.s3('https://storage.example.com/images/debian.raw.zst'))),
  fills('IMG063', 'a file whose name has a colon', importing(ImageSource.http('https://a.example/images/a:1.qcow2'))),
  right('IMG045', 'an import', (scene) => scene.pool(imports(ImageSource.http(FILE)))),
  ...['models/stable-diffusion-1.2.qcow2', 'nightly/2026-03-01/debian.raw', 'rolling-stones-1.img'].map((path) => (
    fills('DSK004', path, importing(ImageSource.http(`https://images.example.com/${path}`))))),
];
