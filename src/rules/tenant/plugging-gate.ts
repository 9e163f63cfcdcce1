import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { isGateOn, wishesOf } from '../kubevirt/gates/wishes';
import type { ObjectRule } from '../rule';
import { allows } from './role-rights';
import { objectsIn, textList } from './shape';
import { kubevirt } from '../sources';

const SUBRESOURCES = 'subresources.kubevirt.io';
const PLUGS = ['virtualmachines/addvolume', 'virtualmachineinstances/addvolume'];

export const PLUGS_WITHOUT_GATE: ObjectRule = {
  id: 'TENANT086',
  name: 'tenants/plugs-without-gate',
  on: 'object',
  kinds: ['rbac.authorization.k8s.io/Role'],
  severity: Severity.WARNING,
  title: 'Volumes can be plugged where a Role of a tenant lets someone do so',
  why: 'Without one of the two feature gates, KubeVirt refuses to plug a volume, whoever asks.',
  remedy: 'Ask for the driver by csiDriver of the tenant, or set pluggedVolumes to true in a pool: both turn the gate '
    + 'on.',
  source: kubevirt('pkg/virt-api/rest/volumes.go: VMAddVolumeRequestHandler'),
  acceptable: true,

  *check(object, { cluster, namespace }) {
    if (cluster === undefined || !cluster.facts.turnsGatesOn || cluster.tenantsOf(namespace).length === 0) return;
    if (isGateOn(cluster, 'DeclarativeHotplugVolumes') || wishesOf(cluster).wanted.includes('HotplugVolumes')) return;
    for (const [at, { apiGroups, resources, verbs }] of objectsIn(object.rules, 'rules')) {
      const named = textList(resources);
      const rule = { apiGroups: textList(apiGroups), resources: named, verbs: textList(verbs) };
      const plugs = PLUGS.find((each) => named.includes(each) && allows(rule, SUBRESOURCES, each, ['update']));
      if (plugs === undefined) continue;
      yield fault(`${at}.resources`, `names "${plugs}", but the cluster has neither of the feature gates `
        + 'DeclarativeHotplugVolumes and HotplugVolumes, so KubeVirt refuses to plug volumes', this.remedy);
    }
  },
};
