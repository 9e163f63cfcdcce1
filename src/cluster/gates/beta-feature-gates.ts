/** Which feature gates at the stage Beta are on, if nothing names them. */
export enum BetaFeatureGates {
  /**
   * Those that something in the program needs, and those that only tighten (`NodeRestriction`). The others are named in
   * `disabledFeatureGates` of the KubeVirt custom resource. `Template` is the exception: it stays as the release has
   * it, because turning it off deletes every VirtualMachineTemplate in the cluster.
   */
  NEEDED = 'needed',
  /**
   * Those of the release: all from KubeVirt v1.9 on, none before. A gate that something needs is on in either case.
   */
  RELEASE = 'release',
}
