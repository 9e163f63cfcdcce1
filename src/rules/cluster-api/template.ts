import { KUBEADM_TEMPLATE, MACHINE_TEMPLATE } from './kinds';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { evictionStrategyOf } from '../../inventory/migration';
import { VMI } from '../../machines/machine';
import { items } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { clusterApiProvider, kubevirt } from '../sources';

/** The end of a name that changes with the content: a hash, or a number of a version. */
const VARIES = /-(?:[0-9a-f]{5,}|v?\d+(?:[.-]\d+)*)$/;

export const NAMED_BY_CONTENT: ObjectRule = {
  id: 'CAPI018',
  name: 'cluster-api/named-by-content',
  on: 'object',
  kinds: [MACHINE_TEMPLATE, KUBEADM_TEMPLATE],
  severity: Severity.WARNING,
  title: 'A template of Cluster API has another name for other content',
  why: 'The provider\'s webhook refuses another spec of a KubevirtMachineTemplate under one name, and Cluster API '
    + 'replaces machines only if the name of a template changes.',
  remedy: 'End its name with a hash of its content, or with a number that you raise with each change.',
  source: clusterApiProvider('pkg/webhookhandler/validator.go: validateUpdate'),
  acceptable: true,

  *check({ metadata: { name }, spec }, { intent }) {
    if (intent.isNamedFor !== undefined) {
      if (intent.isNamedFor(spec)) return;
      yield fault('metadata.name', `"${name}" ends with the hash of another spec than what is written, so a change `
        + 'of it would not change the name', 'Write what a JSON patch changes as props, or in overrides.');
    } else if (!VARIES.test(String(name))) {
      yield fault('metadata.name', `"${name}" stays the same when the content changes, and the cluster refuses another `
        + 'content under it, or does not use it', this.remedy);
    }
  },
};

export const EVICTION: ObjectRule = {
  id: 'CAPI019',
  name: 'cluster-api/eviction',
  on: 'object',
  kinds: [MACHINE_TEMPLATE],
  severity: Severity.WARNING,
  title: 'A machine that is a node is drained before it is shut down, or moves',
  why: 'With External, the provider drains the node when its machine has to go. With LiveMigrate, the machine '
    + 'moves. With any other strategy KubeVirt shuts it down with everything that runs on it.',
  remedy: 'Write External, or LiveMigrate if its disks and networks can move.',
  source: clusterApiProvider('pkg/kubevirt/machine.go: shouldGracefulDeleteVMI, DrainNodeIfNeeded'),
  acceptable: true,

  *check(_object, entry) {
    const { machine, cluster } = entry;
    if (machine === undefined) return;
    const strategy = evictionStrategyOf(machine.vmi, cluster);
    if (strategy === 'External' || strategy === 'LiveMigrate') return;
    const found = strategy === undefined ? 'is missing' : `is ${strategy}`;
    yield fault(machine.fieldIn(`${VMI}.evictionStrategy`), `${found}, so KubeVirt may shut the machine down before `
      + 'its node is drained', this.remedy);
  },
};

/** The volume that the provider adds for the bootstrap data (pkg/kubevirt/utils.go). */
const BOOTSTRAP_VOLUME = 'cloudinitvolume';

export const BOOTSTRAP_DATA: ObjectRule = {
  id: 'CAPI020',
  name: 'cluster-api/bootstrap-data',
  on: 'object',
  kinds: [MACHINE_TEMPLATE],
  severity: Severity.ERROR,
  title: 'A KubevirtMachineTemplate leaves user data to the bootstrap',
  why: 'The provider adds a cloud-init volume with the bootstrap data behind the template\'s own volumes, and '
    + 'KubeVirt gives the first one to the guest: the machine never becomes a node. It adds a disk of its own name '
    + 'too, and KubeVirt refuses two of one name.',
  remedy: 'Leave the volume out, and write its content as part of the bootstrap template.',
  source: kubevirt('pkg/cloud-init/cloud-init.go: ReadCloudInitVolumeDataSource; '
    + 'cluster-api-provider-kubevirt v0.11.2, pkg/kubevirt/utils.go: buildVirtualMachineInstanceTemplate'),
  acceptable: false,

  *check(_object, { machine }: Entry) {
    if (machine === undefined) return;
    for (const [index, volume] of items(machine.vmi.volumes).entries()) {
      const field = machine.fieldIn(`${VMI}.volumes[${index}]`);
      if (volume.cloudInitConfigDrive ?? volume.cloudInitNoCloud) {
        yield fault(field, 'is a cloud-init volume, which the guest would read in place of the bootstrap data',
          this.remedy);
      } else if (volume.name === BOOTSTRAP_VOLUME) {
        yield fault(`${field}.name`, `is "${volume.name}", the name of the volume that the provider adds`,
          'Write another name.');
      }
    }
  },
};

export const MASQUERADE: ObjectRule = {
  id: 'CAPI021',
  name: 'cluster-api/masquerade',
  on: 'object',
  kinds: [MACHINE_TEMPLATE],
  severity: Severity.WARNING,
  title: 'Nodes have an address of their own',
  why: 'Behind masquerade every guest has the same address, 10.0.2.2, which its kubelet reports. Nodes then do not '
    + 'reach each other.',
  remedy: 'Write a bridge.',
  source: kubevirt('pkg/network/link/address.go: GenerateMasqueradeGatewayAndVmIPAddrs'),
  acceptable: true,

  *check(_object, { machine }) {
    if (machine === undefined) return;
    for (const [index, each] of items(machine.vmi.domain?.devices?.interfaces).entries()) {
      if (each.masquerade === undefined) continue;
      yield fault(machine.fieldIn(`${VMI}.domain.devices.interfaces[${index}].masquerade`),
        'gives every node the same address, so nodes do not reach each other', this.remedy);
    }
  },
};
