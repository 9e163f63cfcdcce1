import { BrokenMachine, machine, Made, taken, TakenMachine } from './machine';
import { blank, boot, dv, storage, tmpl } from './parts';
import { later, refused, stricter } from '../case';
import { plain } from '../scene';

/** The claim that CDI makes of the machine's disk. */
const claim: Made = (_scene, { dataVolumeTemplates: [template] }) =>
  [plain('v1', 'PersistentVolumeClaim', 'boot-0', { accessModes: ['ReadWriteOnce'], ...template.spec.storage })];

/** Machines with a fault. */
export const DATA_VOLUME_TEMPLATES: readonly BrokenMachine[] = [
  machine('VM046', 'no name', { dataVolumeTemplates: [{ metadata: {}, spec: { ...blank, ...storage } }] },
    'dataVolumeTemplates[0].metadata.name is missing. Write the name of the DataVolume.',
    refused("'name' field must not be empty for DataVolumeTemplate")),
  machine('VM046', 'an invalid name',
    {
      dataVolumeTemplates: [{ metadata: { name: 'Boot' }, spec: { ...blank, ...storage } }],
      template: { spec: { volumes: [{ name: 'boot', dataVolume: { name: 'Boot' } }] } },
    },
    'dataVolumeTemplates[0].metadata.name "Boot" is not a DNS subdomain, so the API server refuses it. Use '
      + 'lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or digit, for example '
      + '"boot".',
    later('the API server refuses the disk', 'metadata.name: Invalid value: "Boot-0"')),
  machine('VM046', 'storage and pvc',
    tmpl({
      ...blank,
      ...storage,
      pvc: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    }),
    'dataVolumeTemplates[0].spec has pvc and storage, which exclude each other. Leave pvc out: storage lets CDI '
      + 'choose what suits the storage class.',
    refused('both target storage and target pvc defined')),
  machine('VM046', 'neither storage nor pvc', tmpl({ source: { blank: {} } }),
    'dataVolumeTemplates[0].spec has neither storage nor pvc. Write storage with the size.',
    refused('Missing Data volume PVC or Storage')),
  machine('VM046', 'no source', tmpl(storage),
    'dataVolumeTemplates[0].spec has no source, but a disk is filled from exactly one. Write source: {blank: {}} '
      + 'for an empty one.',
    refused('should have either Source, SourceRef')),
  machine('VM046', 'source and sourceRef',
    tmpl({ ...blank, sourceRef: { kind: 'DataSource', name: 'a' }, ...storage }),
    'dataVolumeTemplates[0].spec has source and sourceRef, but a disk is filled from exactly one. Leave the '
      + 'others out.',
    later('CDI refuses the disk', 'should have either Source or SourceRef')),
  machine('VM046', 'two sources', tmpl({ source: { blank: {}, upload: {} }, ...storage }),
    'dataVolumeTemplates[0].spec.source has blank and upload, but must have exactly one. Write one, such as blank: {}.',
    refused('Multiple dataVolume sources')),
  machine('VM046', 'an empty source', tmpl({ source: {}, ...storage }),
    'dataVolumeTemplates[0].spec.source has nothing, but must have exactly one. Write one, such as blank: {}.',
    refused('Missing dataVolume valid source')),
  machine('VM046', 'sourceRef to a PVC', tmpl({ sourceRef: { kind: 'PersistentVolumeClaim', name: 'a' }, ...storage }),
    'dataVolumeTemplates[0].spec.sourceRef.kind "PersistentVolumeClaim" is not a kind that CDI knows. Write '
      + 'DataSource.',
    later('CDI refuses the disk', 'Unsupported sourceRef kind PersistentVolumeClaim')),
  machine('VM047', 'unused',
    {
      dataVolumeTemplates: [
        { metadata: { name: 'boot' }, spec: { ...blank, ...storage } },
        { metadata: { name: 'spare' }, spec: { ...blank, ...storage } },
      ],
    },
    'dataVolumeTemplates[1] "spare" is used by no volume, which KubeVirt refuses. Write a volume with '
      + 'dataVolume.name "spare" in volumes, or leave the template out.',
    refused('must be referenced in')),
  machine('VM048', 'two of one name',
    {
      dataVolumeTemplates: [
        { metadata: { name: 'boot' }, spec: { ...blank, ...storage } },
        { metadata: { name: 'boot' }, spec: { ...blank, ...storage } },
      ],
    },
    'dataVolumeTemplates holds "boot" twice. Give each its own name.',
    stricter('KubeVirt makes one disk of the two, whichever is first')),
  machine('VM049', 'no size', tmpl({ ...blank, storage: {} }),
    'dataVolumeTemplates[0].spec.storage.resources.requests.storage is missing, and the disk is not a clone that '
      + "could take its source's size. Write the size.",
    later('CDI refuses the disk', 'Storage size is missing')),
  machine('VM049', 'an invalid size',
    tmpl({ ...blank, storage: { resources: { requests: { storage: '20480m' } } } }),
    'dataVolumeTemplates[0].spec.storage.resources.requests.storage "20480m" is not a whole number of bytes ("m" '
      + 'means thousandths). Write "20480Mi" for mebibytes.',
    later('CDI refuses the disk', 'Storage size should be at least 1MiB')),
  machine('VM049', 'a tiny size', tmpl({ ...blank, storage: { resources: { requests: { storage: '10' } } } }),
    'dataVolumeTemplates[0].spec.storage.resources.requests.storage "10" is less than the 1Mi that CDI takes at least '
      + '(a number alone means bytes). Write a size such as "10Gi".',
    later('CDI refuses the disk', 'Storage size should be at least 1MiB')),
  machine('VM050', 'unknown access mode', tmpl({ ...blank, storage: { ...storage.storage, accessModes: ['RWX'] } }),
    'dataVolumeTemplates[0].spec.storage.accessModes "RWX" is unknown. Write one of ReadWriteOnce, '
      + 'ReadWriteMany, ReadWriteOncePod, ReadOnlyMany.',
    later('virt-api refuses the machine', 'dataVolumeTemplates.spec.storage.accessModes in body should be one of')),
  machine('VM050', 'two access modes of a pvc',
    tmpl({ ...blank, pvc: { ...storage.storage, accessModes: ['ReadWriteOnce', 'ReadWriteMany'] } }),
    'dataVolumeTemplates[0].spec.pvc.accessModes holds 2 modes, but CDI takes exactly one there. Write one, or '
      + 'storage instead of pvc.',
    later('CDI refuses the disk', 'PVC multiple accessModes')),
  machine('VM050', 'unknown volume mode', tmpl({ ...blank, storage: { ...storage.storage, volumeMode: 'Raw' } }),
    'dataVolumeTemplates[0].spec.storage.volumeMode "Raw" is unknown. Write one of Block, Filesystem.',
    later('virt-api refuses the machine', 'dataVolumeTemplates.spec.storage.volumeMode in body should be one of')),
  machine('VM050', 'access by one pod and by others',
    tmpl({ ...blank, storage: { ...storage.storage, accessModes: ['ReadWriteOncePod', 'ReadWriteMany'] } }),
    'dataVolumeTemplates[0].spec.storage.accessModes holds "ReadWriteOncePod" beside others, which the API '
      + 'server refuses. Write it alone, or leave it out.',
    later('Kubernetes refuses the claim that CDI makes', 'may not use ReadWriteOncePod with other access modes'),
    { made: claim }),
  machine('VM050', 'an invalid class',
    tmpl({ ...blank, storage: { ...storage.storage, storageClassName: 'Very Fast' } }),
    'dataVolumeTemplates[0].spec.storage.storageClassName "Very Fast" is not a DNS subdomain, so the API server '
      + 'refuses it. Use lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or '
      + 'digit, for example "very-fast".',
    later('Kubernetes refuses the claim that CDI makes', 'spec.storageClassName: Invalid value: "Very Fast"'),
    { made: claim }),
  machine('VM051', 'a disk that can only be read',
    tmpl({ ...blank, storage: { ...storage.storage, accessModes: ['ReadOnlyMany'] } }),
    'dataVolumeTemplates[0].spec.storage.accessModes is ReadOnlyMany alone, so the disk could be neither filled '
      + 'nor written to. Write ReadWriteOnce, or ReadWriteMany for live migration.',
    stricter('CDI takes it, and can neither fill the disk nor can the guest write to it')),
  machine('VM052', 'an access mode twice',
    tmpl({ ...blank, storage: { ...storage.storage, accessModes: ['ReadWriteMany', 'ReadWriteMany'] } }),
    'dataVolumeTemplates[0].spec.storage.accessModes holds "ReadWriteMany" twice. Write it once.',
    stricter('CDI takes it; the second says nothing')),
];

/** Machines that KubeVirt takes. */
export const DATA_VOLUME_TEMPLATES_TAKEN: readonly TakenMachine[] = [
  taken('VM046', 'a data source in the stanza',
    tmpl({ storage: { ...storage.storage, dataSource: { kind: 'PersistentVolumeClaim', name: 'a' } } })),
  taken('VM047', 'used as a claim',
    { template: { spec: { volumes: [{ name: 'boot', persistentVolumeClaim: { claimName: 'boot' } }] } } }),
  taken('VM048', 'two of different names',
    {
      dataVolumeTemplates: [
        { metadata: { name: 'boot' }, spec: { ...blank, ...storage } },
        { metadata: { name: 'data' }, spec: { ...blank, ...storage } },
      ],
      template: {
        spec: {
          volumes: [dv, { name: 'data', dataVolume: { name: 'data' } }],
          domain: { devices: { disks: [boot, { name: 'data', disk: {} }] } },
        },
      },
    }),
  taken('VM049', 'a clone without a size', tmpl({ sourceRef: { kind: 'DataSource', name: 'a' }, storage: {} })),
  taken('VM049', 'the least size', tmpl({ ...blank, storage: { resources: { requests: { storage: '1Mi' } } } })),
  taken('VM050', 'a stanza of a claim',
    tmpl({
      source: { http: { url: 'https://a/b' } },
      pvc: { accessModes: ['ReadWriteOnce'], volumeMode: 'Block', resources: { requests: { storage: '1Gi' } } },
    })),
  taken('VM051', 'read by many and written by one',
    tmpl({ ...blank, storage: { ...storage.storage, accessModes: ['ReadOnlyMany', 'ReadWriteOnce'] } })),
  taken('VM052', 'two different access modes',
    tmpl({ ...blank, storage: { ...storage.storage, accessModes: ['ReadWriteOnce', 'ReadWriteMany'] } })),
];
