/** When KubeVirt starts a machine, and what it does when the guest goes down. */
export enum RunStrategy {
  /** Runs, and is started again whenever it stops. */
  ALWAYS = 'Always',
  /** Runs, and is started again after a failure; a guest that shuts down by itself stays down. */
  RERUN_ON_FAILURE = 'RerunOnFailure',
  /** Runs once; whatever ends it, it stays down. */
  ONCE = 'Once',
  /** Runs when someone starts it through the API. */
  MANUAL = 'Manual',
  /** Does not run. */
  HALTED = 'Halted',
}

/** What happens to a machine when its node is drained. */
export enum EvictionStrategy {
  /** It moves to another node; where it cannot, the drain waits for ever. */
  LIVE_MIGRATE = 'LiveMigrate',
  /** It moves to another node; where it cannot, it is shut down. */
  LIVE_MIGRATE_IF_POSSIBLE = 'LiveMigrateIfPossible',
  /** It is shut down. */
  NONE = 'None',
  /** The drain waits until another controller has acted. */
  EXTERNAL = 'External',
}

/** A machine's processor architecture. */
export enum Architecture {
  AMD64 = 'amd64',
  ARM64 = 'arm64',
  S390X = 's390x',
}
