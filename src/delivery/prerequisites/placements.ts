import type { Affinity } from '../../../imports/kubevirt.io';
import type { Entry } from '../../inventory/entry';
import { isPlain } from '../../toolkit/merge';

/** What ties pods to nodes. */
export interface Placement {
  readonly nodeSelector?: { readonly [label: string]: string };
  readonly affinity?: Affinity;
}

type Fields = { readonly [key: string]: unknown };

const WITH_PODS = ['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', 'batch/Job'];

/**
 * Where KubeVirt runs its own components if nothing is written (KubeVirt v1.9.0,
 * pkg/virt-operator/resource/placement/placement.go: RequireControlPlanePreferNonWorker).
 */
const CONTROL_PLANE: Placement = {
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: ['control-plane', 'master'].map((role) => ({
          matchExpressions: [{ key: `node-role.kubernetes.io/${role}`, operator: 'Exists' }],
        })),
      },
    },
  },
};

/** The placements of the pods that an object stands for: of machines, workloads, and components of operators. */
export function placementsOf({ group, kind, object, machine }: Entry): readonly Placement[] {
  const key = `${group}/${kind}`;
  const spec = fieldsOf(object?.spec);
  if (machine !== undefined) return [machine.vmi];
  if (key === '/Pod') return [spec];
  if (WITH_PODS.includes(key)) return [podIn(spec)];
  if (key === 'batch/CronJob') return [podIn(fieldsOf(fieldsOf(spec.jobTemplate).spec))];
  if (key === 'cdi.kubevirt.io/CDI') return [fieldsOf(spec.infra), fieldsOf(spec.workload)];
  if (key !== 'kubevirt.io/KubeVirt') return [];
  const [infra, workloads] = [spec.infra, spec.workloads].map((each) => fieldsOf(each).nodePlacement);
  return [isPlain(infra) ? infra : CONTROL_PLANE, fieldsOf(workloads)];
}

function podIn(spec: Fields): Placement {
  return fieldsOf(fieldsOf(spec.template).spec);
}

function fieldsOf(value: unknown): Fields {
  return isPlain(value) ? value : {};
}
