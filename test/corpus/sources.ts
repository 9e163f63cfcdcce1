import { right, Right, stricter, Verdict, wrong, Wrong } from './case';
import { Boot, Firmware, Guest, VolumeSource, WindowsVersion, WorkerPoolProps } from '../../src';

/** Programs about where the content of disks comes from: container images, files on servers, archives, uploads. */
const judged = (rule: string, name: string, props: Partial<WorkerPoolProps>, says: string, verdict: Verdict): Wrong => (
  wrong(rule, name, (scene) => [scene.pool(props).virtualMachinePool], says, verdict));

const fine = (rule: string, name: string, props: Partial<WorkerPoolProps>): Right => (
  right(rule, name, (scene) => scene.pool(props)));

const boots = (boot: Boot, rest: Partial<WorkerPoolProps> = {}) => ({ image: undefined, boot, ...rest });
const container = (image: string) => boots(Boot.containerDisk(image));

const KUBELET = stricter('KubeVirt takes it, and the kubelet says InvalidImageName');

export const SOURCES: readonly Wrong[] = [
  judged('VM167', 'the URL of a registry source', container('docker://quay.io/a/b:1'),
    'boot containerDisk.image "docker://quay.io/a/b:1" begins with "docker://"', KUBELET),
  judged('VM167', 'a file', container('https://images.example.com/debian.qcow2'), 'begins with "https://"', KUBELET),
  judged('VM167', 'an upper-case path', container('Quay.io/A/b'), '"Quay.io/A/b" is not a container image', KUBELET),
  judged('VM167', 'with a space', container('a b'), '"a b" is not a container image', KUBELET),
  judged('VM167', 'empty', container(''), 'boot containerDisk.image is empty',
    stricter('KubeVirt takes it, and the API server refuses the launcher pod')),
  judged('VM167', 'of a volume', {
    volumes: [{ name: 'tools', source: VolumeSource.containerDisk('docker://quay.io/a/tools') }],
  }, 'volumes[0].source.containerDisk.image "docker://quay.io/a/tools" begins', KUBELET),
  judged('VM167', 'of drivers', {
    guest: Guest.windows({ version: WindowsVersion.SERVER_2019, driversImage: 'docker://quay.io/a/virtio:1' }),
  }, 'driversImage of guest "docker://quay.io/a/virtio:1" begins', KUBELET),
  judged('VM167', 'of a kernel', {
    firmware: Firmware.kernel({ image: 'oci://quay.io/a/kernel:1', kernelPath: '/boot/vmlinuz' }),
  }, 'firmware.image "oci://quay.io/a/kernel:1" begins', KUBELET),
];

export const SOURCES_RIGHT: readonly Right[] = [
  fine('VM167', 'a tag and a digest', container(`quay.io/a/b:1@sha256:${'0'.repeat(64)}`)),
  fine('VM167', 'a host in upper case', container('Registry.example:5000/a/b__c:1')),
  fine('VM167', 'a name alone', container('fedora:42')),
];
