import { later, stricter, Verdict } from './case';

// By rule and case of test/machines/rules/machines.ts.

const NO_SECRET = later('the launcher pod waits for a Secret that cannot exist', 'Secret "No Name" is invalid: metadata.name');
const READABLE = 'KubeVirt takes it, and everyone who may read machines reads the secret';

/** Of machines whose pool is admitted, what becomes of them. */
export const LATER_VERDICTS: { readonly [rule: string]: { readonly [name: string]: Verdict } } = {
  'instancetype': {
    'cores and an instancetype': later('virt-api refuses the machine, which conflicts with its instancetype', 'cpu.cores conflicts with selected instance type'),
    'memory and an instancetype': later('virt-api refuses the machine, which conflicts with its instancetype', 'memory.guest conflicts with selected instance type'),
    'a CPU share and an instancetype': later('virt-api refuses the machine, which conflicts with its instancetype', 'resources.requests.cpu conflicts with selected instance type'),
    'unknown kind': later('virt-controller finds no instancetype of such a kind, and the machine never starts'),
    'no name': later('virt-api refuses the machine', 'Either Name or InferFromVolume should be provided'),
    'a name that is none': later('virt-controller finds no preference of a name that none can have, and the machine never starts', 'VirtualMachinePreference.instancetype.kubevirt.io "No Name" is invalid: metadata.name'),
    'name and inferFromVolume': later('virt-api refuses the machine', 'Name already set, should be cleared before setting inferFromVolume'),
    'unknown failure policy': later('virt-api refuses the machine', "Invalid value 'Shrug' for InferFromVolumeFailurePolicy"),
  },
  'cpu': {
    'no cores': stricter('KubeVirt takes 0 for "not said", and gives the machine 1'),
  },
  'memory': {
    'thousandths of a byte': stricter('KubeVirt takes it for three bytes of memory, with which QEMU does not start'),
    'less than a megabyte': stricter('KubeVirt asks for a megabyte in requests only, but QEMU does not start with eight bytes'),
    'none at all': later('virt-api refuses the instance', 'no memory requested, at least one of'),
  },
  'volumes': {
    'volume without disk': stricter('KubeVirt attaches it as a disk of its own choice'),
    'container path as a disk': later('virt-api refuses the instance', "ContainerPath volume 'x' must be mapped to"),
    'reserved container path': later('virt-api refuses the instance', "ContainerPath volume 'x' uses reserved path"),
    'filesystem without volume': stricter('KubeVirt takes it, and the guest is offered a filesystem with nothing behind it'),
  },
  'cloud-init': {
    'a Secret of no name': NO_SECRET,
    'a password': stricter(READABLE),
    'a password in base64': stricter(READABLE),
    'Ignition that is no JSON': stricter('KubeVirt does not look into it, and the guest does not boot'),
    'a password hash in Ignition': stricter(READABLE),
    'broken YAML': stricter('KubeVirt does not look into it, and the guest ignores all of it'),
    'a private key': stricter(READABLE),
    'chpasswd': stricter(READABLE),
    'a web token': stricter(READABLE),
    'a bootstrap token': stricter(READABLE),
    'an access key': stricter(READABLE),
    'a password in a URL': stricter(READABLE),
    'a password on a command line': stricter(READABLE),
  },
  'data-volume-templates': {
    'name that is none': later('the API server refuses the disk', 'metadata.name: Invalid value: "Boot-0"'),
    'two of one name': stricter('KubeVirt makes one disk of the two, whichever is first'),
    'source and sourceRef': later('CDI refuses the disk', 'should have either Source or SourceRef'),
    'sourceRef to a PVC': later('CDI refuses the disk', 'Unsupported sourceRef kind PersistentVolumeClaim'),
    'no size': later('CDI refuses the disk', 'Storage size is missing'),
    'a size that is none': later('CDI refuses the disk', 'Storage size should be at least 1MiB'),
    'a tiny size': later('CDI refuses the disk', 'Storage size should be at least 1MiB'),
    'unknown access mode': later('virt-api refuses the machine', 'dataVolumeTemplates.spec.storage.accessModes in body should be one of'),
    'a disk that can only be read': stricter('CDI takes it, and can neither fill the disk nor can the guest write to it'),
    'two access modes of a pvc': later('CDI refuses the disk', 'PVC multiple accessModes'),
    'an access mode twice': stricter('CDI takes it; the second says nothing'),
    'access by one pod and by others': later('Kubernetes refuses the claim that CDI makes', 'may not use ReadWriteOncePod with other access modes'),
    'a class that is none': later('Kubernetes refuses the claim that CDI makes', 'spec.storageClassName: Invalid value: "Very Fast"'),
    'unknown volume mode': later('virt-api refuses the machine', 'dataVolumeTemplates.spec.storage.volumeMode in body should be one of'),
  },
  'networks': {
    'none at all': stricter('KubeVirt adds an interface of a kind that the KubeVirt custom resource chooses'),
  },
  'devices': {
    'unknown architecture': later('virt-api refuses the instance', 'unsupported architecture: riscv64'),
    'BIOS on arm64': later('virt-api refuses the instance', 'Arm64 does not support bios boot'),
    'sata on arm64': later('virt-api refuses the instance', 'Arm64 not support this disk bus type'),
    'video on arm64': later('virt-api refuses the instance', "video model 'vga' is not supported on arm64"),
    'watchdog on arm64': later('virt-api refuses the instance', 'Arm64 not support Watchdog device'),
    'other watchdog on amd64': later('virt-api refuses the instance', 'amd64 only supports I6300ESB watchdog device'),
    'other watchdog on s390x': later('virt-api refuses the instance', 's390x only supports Diag288 watchdog device'),
    'sound on arm64': later('virt-api refuses the instance', 'Arm64 not support sound device'),
    'CPU model on arm64': later('virt-api refuses the instance', 'host-passthrough is the only model'),
  },
  'probes and names': {
    'subdomain of two labels': later('Kubernetes refuses the launcher pod', 'spec.subdomain: Invalid value: "a.b"'),
  },
  'access-credentials': {
    'a Secret of no name': NO_SECRET,
  },
  'metadata': {
    'a label value that is none': later('the API server refuses the instance', 'metadata.labels: Invalid value: "my app"'),
    'an annotation key that is none': later('the API server refuses the instance', 'metadata.annotations: Invalid value: "my key"'),
  },
};
