const PLAIN = /^[A-Za-z_$][\w$-]*$/;

/** The path of a field or key below a path: `spec.replicas`, `metadata.labels["app.kubernetes.io/name"]`. */
export function fieldBelow(path: string, key: string): string {
  if (!PLAIN.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Whether a field is in the value of another one. */
export function isBelow(field: string, other: string): boolean {
  return field.length > other.length && field.startsWith(other) && '.['.includes(field[other.length]);
}
