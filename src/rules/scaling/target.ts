import { AUTOSCALER_KINDS } from './kind';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { SCALABLE, targetOf } from '../../inventory/autoscalers';
import { missing, unheldBy } from '../kubernetes/references/held';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

const OF_KUBEVIRT = /(^|\.)kubevirt\.io$/;

export const AUTOSCALER_TARGET: ObjectRule = {
  id: 'HPA005',
  name: 'scaling/target',
  on: 'object',
  kinds: AUTOSCALER_KINDS,
  severity: Severity.ERROR,
  title: 'An autoscaler of machines scales a pool or a replica set, which a complete bundle holds',
  why: 'Of KubeVirt\'s kinds, only these two have the scale subresource. An autoscaler without a target does nothing.',
  remedy: 'Name a VirtualMachinePool or a VirtualMachineInstanceReplicaSet of the same namespace.',
  source: kubevirt('pkg/virt-operator/resource/generate/components/crds.go: NewReplicaSetCrd, '
    + 'NewVirtualMachinePoolCrd'),
  acceptable: true,

  *check(_object, entry) {
    const target = targetOf(entry);
    if (target === undefined || !OF_KUBEVIRT.test(target.group)) return;
    const { group, kind, name } = target;
    if (!SCALABLE.includes(`${group}/${kind}`)) {
      yield fault('spec.scaleTargetRef', `names a ${kind} (${group}), which cannot be scaled`, this.remedy);
      return;
    }
    yield* missing(entry, () => unheldBy(
      kind, entry, (namespace) => [{ field: 'spec.scaleTargetRef.name', name, namespace }],
      (cluster, wanted, namespace) => cluster.find(group, kind, wanted, namespace) !== undefined,
    ));
  },
};
