import type { CDISpec } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { placementFaults } from '../kubevirt/placement';
import type { ObjectRule } from '../rule';
import { cdi, kubernetes, own } from '../sources';

const KINDS = ['cdi.kubevirt.io/CDI'];

export const CDI_REPLICAS: ObjectRule = {
  id: 'CDI006',
  name: 'cluster/cdi-replicas',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'Each component of CDI runs',
  why: 'CDI takes a 0, and then runs without its controller, its admission or its uploads.',
  remedy: 'Write a whole number from 1.',
  source: own(),
  acceptable: true,

  *check({ spec }: { spec: CDISpec }) {
    for (const name of ['deploymentReplicas', 'apiServerReplicas', 'uploadProxyReplicas'] as const) {
      const count = spec.infra?.[name];
      if (count === undefined || (Number.isInteger(count) && count > 0)) continue;
      yield fault(`spec.infra.${name}`, `is ${count}`, this.remedy);
    }
  },
};

export const CDI_PLACEMENT: ObjectRule = {
  id: 'CDI010',
  name: 'cluster/cdi-placement',
  on: 'object',
  kinds: KINDS,
  severity: Severity.ERROR,
  title: 'The placement of CDI\'s components and of its transfers is one that pods can have',
  why: 'CDI takes any placement, and its operator or its controller then cannot make the pods.',
  remedy: 'Write labels, an affinity and tolerations that Kubernetes takes.',
  source: kubernetes('pkg/apis/core/validation/validation.go: ValidatePodTemplateSpec'),
  acceptable: false,

  *check({ spec }: { spec: CDISpec }) {
    yield* placementFaults(spec.infra, 'spec.infra');
    yield* placementFaults(spec.workload, 'spec.workload');
  },
};

export const CDI_REMOVES_DISKS: ObjectRule = {
  id: 'CDI011',
  name: 'cluster/cdi-removes-disks',
  on: 'object',
  kinds: KINDS,
  severity: Severity.WARNING,
  title: 'Removing the CDI custom resource does not delete disks',
  why: 'With "RemoveWorkloads", CDI deletes every DataVolume of the cluster, and the disk behind it.',
  remedy: 'Leave uninstallStrategy at BlockUninstallIfWorkloadsExist.',
  source: cdi('pkg/apiserver/webhooks/cdi-validate.go'),
  acceptable: true,

  *check({ spec }: { spec: CDISpec }) {
    if (spec.uninstallStrategy !== 'RemoveWorkloads') return;
    const problem = 'is "RemoveWorkloads": removing the CDI custom resource deletes every DataVolume of the cluster '
      + 'and the disk behind it';
    yield fault('spec.uninstallStrategy', problem, this.remedy);
  },
};
