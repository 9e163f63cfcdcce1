import { ATTACHMENT, pluginsOf } from './config';
import { sriovCni } from './sources';
import { Severity } from '../../findings/finding';
import { about, fault } from '../../findings/rule';
import { RESOURCE_OF_NETWORK } from '../../inventory/network-resources';
import type { KubernetesObject } from '../../releases/facts';
import { notExtendedResource } from '../../toolkit/names';
import { fieldBelow } from '../../toolkit/path';
import type { ObjectRule } from '../rule';

const AT = fieldBelow('metadata.annotations', RESOURCE_OF_NETWORK);

export const SRIOV_RESOURCE: ObjectRule = {
  id: 'NET011',
  name: 'networks/sriov-resource',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'A network of virtual functions names the resource that its device plugin offers',
  why: 'Nothing requests a virtual function for the machine otherwise, and the plugin refuses a network without one.',
  remedy: 'Name the resource, such as "intel.com/sriov_netdevice".',
  source: sriovCni('pkg/config/config.go: LoadConf; Multus pkg/k8sclient/k8sclient.go: getKubernetesDelegate'),
  acceptable: true,

  *check(definition: KubernetesObject) {
    const resource = definition.metadata.annotations?.[RESOURCE_OF_NETWORK];
    if (typeof resource === 'string' && resource !== '') {
      yield* about(AT, notExtendedResource(resource));
      return;
    }
    const given = pluginsOf(definition, 'sriov', 'ib-sriov').filter(({ fields }) => !fields.deviceID);
    if (given.length > 0) yield fault(AT, 'is missing, so no machine gets a virtual function', this.remedy);
  },
};
