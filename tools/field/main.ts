/**
 * Judges machines of public examples, each as a plain object in a cluster that exists, and compares the errors with
 * what KubeVirt's own admission says of them: `npx tsx tools/field/main.ts machines.json`. A machine that KubeVirt
 * refuses must have an error. One that KubeVirt takes has errors only about secrets, or those below.
 */
import { judged, Judged, readMachines } from './machines';

/** Rules whose errors may stand against a machine that KubeVirt's admission takes, and why. */
const EXPECTED: { readonly [rule: string]: string } = {
  VM043: 'secrets in cloud-init',
  VM045: 'secrets in Ignition data',
  VM125: 'secrets elsewhere in a machine',
  K8S021: 'secrets in other objects',
  K8S006: 'the API server drops the field, or refuses it under strict validation; admission gets it without',
  K8S007: 'the API server refuses the object by its schema before admission',
  VM070: 'the claim of a volume has a name that no claim can have, which admission does not look at',
  VM005: 'KubeVirt refuses the machine once its instancetype exists, which the verdicts were reached without',
};

const [file] = process.argv.slice(2);
const all = readMachines(file).map(judged);
const taken = all.filter(({ machine }) => machine.accepted);
const missed = all.filter(({ machine, errors }) => !machine.accepted && errors.length === 0);
const refused = taken.filter(({ errors }) => errors.length > 0);
const byRule = machinesByRule(refused);
const unexpected = [...byRule.keys()].filter((rule) => !Object.hasOwn(EXPECTED, rule));

console.log(`${all.length} machines, of which KubeVirt takes ${taken.length}`);
console.log(`refused by KubeVirt and taken here: ${missed.length}${list(missed)}`);
console.log(`taken by KubeVirt and refused here: ${refused.length}`);
for (const [rule, machines] of [...byRule].sort()) {
  const isExpected = Object.hasOwn(EXPECTED, rule);
  console.log(`  ${rule} ${machines.length}: ${isExpected ? EXPECTED[rule] : `not expected${list(machines)}`}`);
}
process.exitCode = missed.length > 0 || unexpected.length > 0 ? 1 : 0;

function machinesByRule(machines: readonly Judged[]): Map<string, Judged[]> {
  const found = new Map<string, Judged[]>();
  for (const each of machines) {
    for (const rule of new Set(each.errors.map((error) => error.rule))) {
      found.set(rule, [...found.get(rule) ?? [], each]);
    }
  }
  return found;
}

function list(machines: readonly Judged[]): string {
  return machines.map(({ machine }) => `\n    ${machine.source}`).join('');
}
