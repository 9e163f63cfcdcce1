import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { Machine, VMI } from '../../machines/machine';
import { fieldBelow } from '../../toolkit/path';
import { items } from '../../toolkit/shape';
import { isWithheld } from '../kubevirt/gates/needed-gates';
import { EnforcedLevel, enforcedLevel } from '../pod-security';
import type { MachineRule } from '../rule';
import { kubernetes } from '../sources';

export const BEYOND_POD_SECURITY: MachineRule = {
  id: 'VM123',
  name: 'workers/beyond-pod-security',
  on: 'machine',
  concerns: ['volumes.hostDisk', 'livenessProbe', 'readinessProbe', 'metadata.annotations'],
  severity: Severity.ERROR,
  title: 'A machine needs nothing that the pod security level of its namespace refuses',
  why: 'KubeVirt hands host disks, probes and annotations on to the launcher. If the namespace enforces "baseline" or '
    + '"restricted", Pod Security Admission refuses that pod, and the machine neither starts nor migrates.',
  remedy: 'Leave it out, or enforce PodSecurityLevel.PRIVILEGED in the namespace.',
  source: kubernetes('staging/src/k8s.io/pod-security-admission/policy/check_hostPathVolumes.go, '
    + 'check_hostProbesAndhostLifecycle.go, check_appArmorProfile.go'),
  acceptable: true,

  *check(machine, { cluster, namespace }) {
    const enforced = namespace === undefined ? undefined : enforcedLevel(cluster, namespace);
    if (enforced === undefined) return;
    for (const { field, problem } of beyond(machine, enforced)) {
      // whoever names the gate is told of this next
      if (field!.endsWith('.hostDisk') && isWithheld(cluster!, 'HostDisk')) continue;
      yield fault(field!, `${problem}, which namespace "${namespace}" refuses: it enforces the pod security level `
        + `"${enforced.level}"`, this.remedy);
    }
  },
};

function* beyond(machine: Machine, enforced: EnforcedLevel): Iterable<Fault> {
  for (const [index, { hostDisk }] of items(machine.vmi.volumes).entries()) {
    if (hostDisk === undefined) continue;
    yield fault(`${VMI}.volumes[${index}].hostDisk`, 'is a directory of the node (hostPath)');
  }
  // the check exists since Kubernetes v1.34
  if (enforced.minor >= 34) yield* probesBeyond(machine);
  yield* appArmorBeyond(machine);
}

function* probesBeyond({ vmi }: Machine): Iterable<Fault> {
  for (const probe of ['livenessProbe', 'readinessProbe'] as const) {
    for (const way of ['httpGet', 'tcpSocket'] as const) {
      const host = vmi[probe]?.[way]?.host;
      if (host) yield fault(`${VMI}.${probe}.${way}.host`, `is "${host}", and not the machine itself`);
    }
  }
}

const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

function* appArmorBeyond({ annotations }: Machine): Iterable<Fault> {
  for (const [key, profile] of Object.entries(annotations)) {
    if (!key.startsWith(APP_ARMOR) || profile === '' || profile === 'runtime/default') continue;
    if (profile.startsWith('localhost/')) continue;
    yield fault(fieldBelow('template.metadata.annotations', key), `is the AppArmor profile "${profile}"`);
  }
}
