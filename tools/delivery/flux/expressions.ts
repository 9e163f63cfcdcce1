import { healthCheckExprs, KINDS_WITH_EXPRESSIONS } from '../../../src/delivery/flux/health';

/** Prints what Flux is told about the health of each kind. */
const kinds = KINDS_WITH_EXPRESSIONS.map((key) => {
  const [group, kind] = key.split('/');
  return { group, version: 'v1', kind, namespaced: true, count: 1 };
});
process.stdout.write(JSON.stringify(healthCheckExprs(kinds)));
