import type { Source } from '../../findings/rule';

/** Files of projects whose plugins connect networks, with the commit or the release that was read. */

export function cniPlugins(file: string): Source {
  return { project: 'CNI plugins', file, release: 'commit 00406f9' };
}

export function sriovCni(file: string): Source {
  return { project: 'SR-IOV CNI', file, release: 'commit 02f2a70' };
}

export function ovnKubernetes(file: string): Source {
  return { project: 'OVN-Kubernetes', file, release: 'commit 05042b1' };
}

export function multus(file: string): Source {
  return { project: 'Multus', file, release: 'v4.2.2' };
}
