// Differences from a machine without faults, for the rows of the corpus.

/** The disk that the machine boots from, and its volume. */
export const boot = { name: 'boot', bootOrder: 1, disk: { bus: 'virtio' } };
export const dv = { name: 'boot', dataVolume: { name: 'boot' } };

export const vmi = (spec: any) => ({ template: { spec } });
export const domain = (given: any) => vmi({ domain: given });
export const devices = (given: any) => domain({ devices: given });
export const cpu = (given: any) => domain({ cpu: given });
export const mem = (given: any) => domain({ memory: given });

/** A machine of a stated architecture. */
export const amd = (given: any) => vmi({ architecture: 'amd64', domain: given });
export const arm = (given: any) => vmi({ architecture: 'arm64', domain: given });

/** A machine with dedicated CPUs. */
export const pinned = (given: any, rest: any = {}) =>
  domain({ cpu: { dedicatedCpuPlacement: true, ...given }, ...rest });

/** A change of the boot disk. */
export const disk = (given: any) => devices({ disks: [{ ...boot, ...given }] });

/** Further volumes, without disks. */
export const vol = (...volumes: any[]) => vmi({ volumes: [dv, ...volumes] });

/** A further volume with its disk. */
export const withDisk = (volume: any, its: any = { disk: { bus: 'virtio' } }) =>
  vmi({ volumes: [dv, volume], domain: { devices: { disks: [boot, { name: volume.name, ...its }] } } });

/** The volume with cloud-init data. */
export const ci = (data: any) => withDisk({ name: 'cloudinit', cloudInitNoCloud: data });

/** Annotations of the instance. */
export const annotated = (annotations: any) => ({ template: { metadata: { annotations } } });

/** Ignition data of an instance that reach the guest. */
export const ignition = (data: object | string) => annotated({
  'kubevirt.io/ignitiondata': typeof data === 'string' ? data : JSON.stringify(data),
  'kubevirt.io/placePCIDevicesOnRootComplex': 'true',
});

/** One interface with its network. */
export const iface = (given: any, network: any = { name: 'default', pod: {} }) =>
  vmi({ networks: [network], domain: { devices: { interfaces: [given] } } });

/** The interface on the pod network. */
export const nic = (given: any) => iface({ name: 'default', masquerade: {}, ...given });

/** The DataVolume of the boot disk. */
export const tmpl = (spec: any, metadata: any = { name: 'boot' }) => ({ dataVolumeTemplates: [{ metadata, spec }] });
export const storage = { storage: { resources: { requests: { storage: '10Gi' } } } };
export const blank = { source: { blank: {} } };

/** A Secret of a valid name that access credentials come from. */
export const secret = { secret: { secretName: 'a' } };
