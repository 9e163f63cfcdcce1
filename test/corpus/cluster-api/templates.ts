import { changed, pool, REFUSED_BY_WEBHOOK, TEMPLATE, written } from './objects';
import { PodNetworkBinding } from '../../../src';
import { later, right, Right, stricter, wrong, Wrong } from '../case';
import { emitted, patched, plain, Scene } from '../scene';

const BOOTSTRAP = 'bootstrap.cluster.x-k8s.io/v1beta2';

const KUBEADM = plain(BOOTSTRAP, 'KubeadmConfigTemplate', 'workers-1a2b3c4d', {
  template: { spec: { format: 'cloud-config' } },
});

const kubeadm = (spec: object) => (scene: Scene) => (
  written(scene, [changed(KUBEADM, { spec: { template: { spec } } })]));

const template = (spec: object, name = TEMPLATE.metadata.name) => (scene: Scene) => written(scene, [
  changed(TEMPLATE, { metadata: { name }, spec: { template: { spec: { virtualMachineTemplate: { spec } } } } }),
]);
const vmi = (spec: object, name?: string) => template({ template: { spec } }, name);
const NODE_REFUSED = stricter('Cluster API takes any text; the API server of the tenant\'s cluster refuses the node');

const VOLUME = { name: 'data', cloudInitNoCloud: { userData: '#cloud-config\n' } };
const DISK = { name: 'data', disk: { bus: 'virtio' } };

/** Programs about templates of Cluster API: of machines, and of how they become nodes, with a fault. */
export const TEMPLATES: readonly Wrong[] = [
  wrong(
    'CAPI005', 'a file of two sources',
    kubeadm({ files: [{ path: '/a', content: 'a', contentFrom: { secret: { name: 'a', key: 'a' } } }] }),
    'has both content and contentFrom', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI005',
    'two files of one path',
    kubeadm({ files: [{ path: '/a', content: 'a' }, { path: '/a', content: 'b' }] }),
    'more than once',
    REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI006', 'boot commands', kubeadm({ format: 'ignition', bootCommands: ['true'] }),
    'cannot be written in Ignition', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI006', 'a compressed file',
    kubeadm({ format: 'ignition', files: [{ path: '/a', content: 'a', encoding: 'gzip' }] }),
    'which Ignition does not have', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI006', 'an inactive user', kubeadm({ format: 'ignition', users: [{ name: 'a', inactive: true }] }),
    'cannot be written in Ignition', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI006', 'parts of Ignition in cloud-init', kubeadm({ ignition: { containerLinuxConfig: { strict: true } } }),
    'but the format is cloud-config', REFUSED_BY_WEBHOOK,
  ),
  wrong(
    'CAPI018',
    'a plain name',
    vmi({}, 'workers'),
    'stays the same when the content changes',
    stricter('only a later change is refused'),
  ),
  wrong(
    'CAPI018', 'patched content',
    (scene) => {
      const [machines] = emitted(pool(scene), 'KubevirtMachineTemplate');
      return [patched(machines, '/spec/template/spec/virtualMachineTemplate/spec/template/spec/hostname', 'a')];
    },
    'ends with the hash of another spec', stricter('only a later change is refused'),
  ),
  wrong(
    'CAPI019',
    'None',
    vmi({ evictionStrategy: 'None' }),
    'may shut the machine down before',
    stricter('KubeVirt takes it; that is what the strategy is for'),
  ),
  wrong(
    'CAPI020', 'cloud-init',
    vmi({ domain: { devices: { disks: [DISK] } }, volumes: [VOLUME] }),
    'would read in place of the bootstrap data', stricter('the machine starts, and never becomes a node'),
  ),
  wrong(
    'CAPI020', 'the volume\'s name',
    vmi({
      domain: { devices: { disks: [{ ...DISK, name: 'cloudinitvolume' }] } },
      volumes: [{ name: 'cloudinitvolume', emptyDisk: { capacity: '1Gi' } }],
    }),
    'the name of the volume that the provider adds', later('KubeVirt refuses a machine with two disks of one name'),
  ),
  wrong(
    'CAPI021', 'masquerade',
    vmi({ domain: { devices: { interfaces: [{ name: 'default', masquerade: {} }] } } }),
    'gives every node the same address', stricter('KubeVirt takes it'),
  ),
  wrong(
    'CAPI026', 'a key with blanks',
    kubeadm({ joinConfiguration: { nodeRegistration: { taints: [{ key: 'a b', effect: 'NoSchedule' }] } } }),
    'taints[0].key', NODE_REFUSED,
  ),
  wrong(
    'CAPI026', 'an unknown effect',
    kubeadm({ joinConfiguration: { nodeRegistration: { taints: [{ key: 'a', effect: 'Never' }] } } }),
    'taints[0].effect', NODE_REFUSED,
  ),
];

/** Programs about them that come close to a fault. */
export const TEMPLATES_RIGHT: readonly Right[] = [
  right(
    'CAPI005',
    'two files',
    kubeadm({
      files: [{ path: '/a', content: 'a' }, { path: '/b', contentFrom: { secret: { name: 'a', key: 'a' } } }],
    }),
  ),
  right(
    'CAPI006',
    'Ignition',
    kubeadm({ format: 'ignition', files: [{ path: '/a', content: 'YQ==', encoding: 'base64' }] }),
  ),
  right('CAPI018', 'a number', vmi({}, 'workers-v3')),
  right('CAPI018', 'of a pool', (scene) => pool(scene)),
  right(
    'CAPI019',
    'LiveMigrate',
    (scene) => written(
      scene,
      [
        changed(
          TEMPLATE,
          {
            spec: {
              template: {
                spec: {
                  virtualMachineTemplate: {
                    spec: {
                      template: {
                        metadata: { annotations: { 'kubevirt.io/allow-pod-bridge-network-live-migration': 'true' } },
                        spec: { evictionStrategy: 'LiveMigrate' },
                      },
                    },
                  },
                },
              },
            },
          },
        ),
      ],
    ),
  ),
  right(
    'CAPI020',
    'another disk',
    vmi({ domain: { devices: { disks: [DISK] } }, volumes: [{ name: 'data', emptyDisk: { capacity: '1Gi' } }] }),
  ),
  right('CAPI021', 'a bridge', (scene) => pool(scene, { podNetwork: PodNetworkBinding.BRIDGE })),
  right(
    'CAPI026',
    'a taint without a value',
    kubeadm({ joinConfiguration: { nodeRegistration: { taints: [{ key: 'example.org/a', effect: 'NoExecute' }] } } }),
  ),
];
