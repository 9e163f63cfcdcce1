import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { MachineProps } from '../../machines/machine-props';
import { PodNetworkBinding } from '../../machines/networks/network-binding';
import type { KubeVirtRelease } from '../../releases/release';
import type { PropRule } from '../rule';
import { kubevirt } from '../sources';

export const NETWORK_RELEASE: PropRule = {
  id: 'VM196',
  name: 'machines/network-release',
  on: 'props',
  severity: Severity.ERROR,
  title: 'The release has passt and ranges of ports if a machine uses them',
  why: 'KubeVirt has the field passtBinding from v1.8 on, and portRanges from v1.9 on. The API server drops fields '
    + 'that it does not know.',
  remedy: 'Choose PodNetworkBinding.MASQUERADE, and ports in place of portRanges.',
  source: kubevirt('staging/src/kubevirt.io/api/core/v1/schema.go: InterfaceBindingMethod, Interface'),
  acceptable: false,
};

/** Props that the release has no field for. */
export function* networkReleaseFaults(
  { podInterface, podNetwork }: MachineProps, release: KubeVirtRelease,
): Iterable<Fault> {
  if (podNetwork === PodNetworkBinding.PASST && !release._atLeast('v1.8.0')) {
    yield fault('podNetwork', 'is PodNetworkBinding.PASST, which KubeVirt has from v1.8 on, but the cluster has '
      + `${release}`,
    'Choose PodNetworkBinding.MASQUERADE.');
  }
  if ((podInterface?.portRanges ?? []).length > 0 && !release._atLeast('v1.9.0')) {
    yield fault('podInterface.portRanges',
      `is written, which KubeVirt has from v1.9 on, but the cluster has ${release}`,
      'Write ports in its place.');
  }
}
