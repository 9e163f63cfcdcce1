/**
 * A health check of Argo CD for one kind, which replaces or adds to its own ones (docs/operator-manual/health.md).
 *
 * Argo CD v3.2.11 runs it without Lua's `string` and `math` libraries (util/lua/lua.go). It does not ask it about
 * objects that are being deleted (gitops-engine, pkg/health/health.go).
 */
export interface HealthScript {
  /** The API group, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** The script: it reads `obj` and returns a table with `status` and `message`. */
  readonly lua: string;
}
