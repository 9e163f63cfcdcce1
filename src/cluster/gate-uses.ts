/** That something needs a feature gate. */
export interface GateUse {
  readonly gate: string;
  /** The path of a construct, or of a field of the KubeVirt custom resource. */
  readonly user: string;
}

/** Who needs which gate: paths by the gate's name, both sorted. */
export function usersByGate(uses: readonly GateUse[]): { [gate: string]: string[] } {
  const users = new Map<string, Set<string>>();
  for (const { gate, user } of uses) {
    const known = users.get(gate);
    if (known === undefined) users.set(gate, new Set([user]));
    else known.add(user);
  }
  return Object.fromEntries([...users.keys()].sort().map((gate) => [gate, [...users.get(gate)!].sort()]));
}
