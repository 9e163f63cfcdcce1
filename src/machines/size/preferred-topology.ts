import type { Topology } from './apply-instancetype';
import type { VirtualMachinePreferenceSpec } from '../../../imports/instancetype.kubevirt.io';

const THREADS = 2;

/**
 * How KubeVirt divides the vCPUs of an instancetype: into sockets, unless the preference says otherwise (KubeVirt
 * v1.9.0 pkg/instancetype/apply/cpu.go: applyGuestCPUTopology).
 */
export function preferredTopology(vcpus: number, preference: VirtualMachinePreferenceSpec | undefined): Topology {
  const { preferredCPUTopology, spreadOptions } = preference?.cpu ?? {};
  const one = { cores: 1, sockets: 1, threads: 1 };
  if (vcpus === 1) return one;
  switch ((preferredCPUTopology ?? 'sockets').replace(/^prefer/, '').toLowerCase()) {
    case 'cores': return { ...one, cores: vcpus };
    case 'threads': return { ...one, threads: vcpus };
    case 'spread': break;
    default: return { ...one, sockets: vcpus };
  }
  const ratio = Math.max(spreadOptions?.ratio ?? (preference?.preferSpreadSocketToCoreRatio || 2), 1);
  switch (spreadOptions?.across ?? 'SocketsCores') {
    case 'CoresThreads': return { ...one, threads: ratio, cores: Math.floor(vcpus / ratio) };
    case 'SocketsCoresThreads':
      return { threads: THREADS, cores: ratio, sockets: Math.floor(vcpus / THREADS / ratio) };
    default: return { ...one, cores: ratio, sockets: Math.floor(vcpus / ratio) };
  }
}
