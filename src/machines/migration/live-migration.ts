/** Whether a machine can be live-migrated. */
export enum MigrationVerdict {
  /** KubeVirt migrates it. */
  YES = 'yes',
  /** KubeVirt does not migrate it. */
  NO = 'no',
  /** It depends on what the program does not tell. */
  UNKNOWN = 'unknown',
}

/**
 * Whether the machines of an object can be live-migrated, and why not. It is what KubeVirt writes into the condition
 * `LiveMigratable` of each instance once it runs, worked out from the program alone.
 */
export interface LiveMigration {
  /** The path of the construct of the object that holds the machine. */
  readonly where: string;
  /** Whether it can be live-migrated. */
  readonly verdict: MigrationVerdict;
  /** Everything that certainly prevents it. Empty unless the verdict is `NO`. */
  readonly reasons: string[];
  /** What may prevent it and the program does not tell, whatever the verdict. */
  readonly unknowns: string[];
  /**
   * The name of the program's MigrationPolicy that applies to it. Undefined if none certainly matches its labels and
   * those of its namespace. The settings of the cluster apply then, unless one of `possiblePolicies` matches.
   */
  readonly migrationPolicy?: string;
  /**
   * The names of the program's MigrationPolicies that may apply in place of `migrationPolicy`. They match labels that
   * the program does not know: those of a namespace that exists already, and those that KubeVirt gives to instances.
   * Undefined if there are none.
   */
  readonly possiblePolicies?: string[];
}
