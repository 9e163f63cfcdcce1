import { HEALTH_SCRIPTS, keyOf } from '../../../src/delivery/argocd/health/scripts';

/** Prints the health checks for Argo CD, by the end of the keys that they have in the ConfigMap `argocd-cm`. */
const byKey = HEALTH_SCRIPTS.map((script) => [keyOf(script).split('.health.')[1], script.lua]);
process.stdout.write(JSON.stringify(Object.fromEntries(byKey)));
