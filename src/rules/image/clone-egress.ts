import { cdi } from './cdi';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { diskSources } from '../../machines/disks/clone-sources';
import type { MachineRule } from '../rule';
import { egressOf, reachesPod } from '../tenant/egress';

/** The labels of the pod that reads what is cloned (CDI v1.65.0, pkg/controller/clone-controller.go). */
const CLONE_SOURCE = {
  'app': 'containerized-data-importer',
  'cdi.kubevirt.io': 'cdi-clone-source',
  'prometheus.cdi.kubevirt.io': 'true',
};

/** The labels of the pod that writes the disk (CDI v1.65.0, pkg/controller/upload-controller.go). */
const UPLOAD_SERVER = { 'app': 'containerized-data-importer', 'cdi.kubevirt.io': 'cdi-upload-server' };

export const CLONE_EGRESS: MachineRule = {
  id: 'IMG057',
  name: 'images/clone-egress',
  on: 'machine',
  concerns: ['spec.dataVolumeTemplates'],
  severity: Severity.WARNING,
  title: 'NetworkPolicies let clones out of the namespace of the image',
  why: 'If a StorageClass has no CSI driver, CDI clones by a pod in the namespace of the image that connects to an '
    + 'upload server in the namespace of the disk. Policies that keep it in stop the clone.',
  remedy: 'Allow pods with the label cdi.kubevirt.io=cdi-clone-source to connect to pods with the label '
    + 'cdi.kubevirt.io=cdi-upload-server of the disk\'s namespace on port 8443, or use storage with a CSI driver.',
  source: cdi('pkg/controller/clone-controller.go: MakeCloneSourcePodSpec'),
  acceptable: true,

  *check(machine, { cluster, namespace }) {
    if (cluster === undefined || namespace === undefined) return;
    const told = new Set<string>();
    for (const source of diskSources(machine)) {
      const { field, namespace: home } = source;
      if (home === undefined || home === namespace || told.has(home)) continue;
      told.add(home);
      const rules = egressOf(cluster, home, CLONE_SOURCE);
      const target = { namespace, labels: UPLOAD_SERVER, port: 8443 };
      if (rules === undefined || reachesPod(rules, home, target)) continue;
      yield fault(field, `is in namespace "${home}", whose NetworkPolicies do not let CDI's clone pods reach upload `
        + `servers in namespace "${namespace}", which storage without a CSI driver needs`, CLONE_EGRESS.remedy);
    }
  },
};
