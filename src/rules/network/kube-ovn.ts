import { ATTACHMENT, configurationOf } from './config';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import { inJson } from '../../props/words';
import type { KubernetesObject } from '../../releases/facts';
import { isPlain } from '../../toolkit/merge';
import type { ObjectRule } from '../rule';

const SOCKET = '/run/openvswitch/kube-ovn-daemon.sock';

export const KUBE_OVN_NETWORK: ObjectRule = {
  id: 'NET014',
  name: 'networks/kube-ovn',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'A network of Kube-OVN names its definition as provider, and the socket of the daemon',
  why: 'The plugin finds no address that Kube-OVN reserved for another provider, and refuses a network without socket, '
    + 'so no machine of the network starts.',
  remedy: 'Write server_socket, and provider as "name.namespace.ovn"; as "name.namespace" for the addresses of another '
    + 'plugin.',
  source: {
    project: 'Kube-OVN',
    file: 'cmd/cni/cni.go: loadNetConf; pkg/controller/pod.go: getPodAttachmentNet',
    release: 'commit 182dbbf',
  },
  acceptable: true,

  *check(definition: KubernetesObject) {
    const own = `${definition.metadata.name}.${definition.metadata.namespace ?? 'default'}`;
    for (const { type, fields, at } of configurationOf(definition).plugins) {
      const { ipam } = fields;
      if (type === 'kube-ovn') {
        yield* faultsOf(fields, `${own}.ovn`, at);
      } else if (isPlain(ipam) && ipam.type === 'kube-ovn') {
        yield* faultsOf(ipam, own, `${at}.ipam`);
      }
    }
  },
};

function* faultsOf({ provider, server_socket: socket }: { readonly [field: string]: unknown }, own: string, at: string):
Iterable<Fault> {
  if (socket === undefined || socket === '') {
    yield fault(`${at}.server_socket`, 'is missing', `Write "${SOCKET}", unless the daemon has another one.`);
  }
  if (provider !== own) {
    const written = provider === undefined ? 'is missing' : `is ${inJson(provider)}`;
    yield fault(`${at}.provider`, `${written}, but Kube-OVN reserves addresses for "${own}"`, `Write "${own}".`);
  }
}
