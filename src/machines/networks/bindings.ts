import type { Interface } from '../../../imports/kubevirt.io';

/** How an interface is bound to its network. */
export const BINDINGS = ['bridge', 'masquerade', 'sriov', 'passtBinding', 'binding'] as const;

/** The ways that KubeVirt no longer has. */
export const DISCONTINUED = ['slirp', 'macvtap', 'passt'] as const;

export const ALL_BINDINGS: ReadonlySet<string> = new Set<string>([...BINDINGS, ...DISCONTINUED]);

/** Whether an interface does not say how it is bound. */
export function isUnbound(each: Interface): boolean {
  return Object.keys(each).every((key) => !ALL_BINDINGS.has(key));
}
