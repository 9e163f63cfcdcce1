const PLAIN = /^[A-Za-z_$][\w$-]*$/;

/** The path of a field or key below a path: `spec.replicas`, `metadata.labels["app.kubernetes.io/name"]`. */
export function fieldBelow(path: string, key: string): string {
  if (!PLAIN.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
