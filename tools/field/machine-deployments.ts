/**
 * Judges MachineDeployments for which machine-controller, Kubernetes or KubeVirt has given a verdict, and compares:
 * `npx tsx tools/field/machine-deployments.ts machine-deployments.json [testdata]`. What one of them refuses must have
 * an error, and what they take must have none, but for the differences below. The machines that the provider has made
 * of some, and those of upstream's `testdata`, must be equal to those that are foreseen.
 */
import { readFileSync } from 'node:fs';
import { ApiObject, Chart } from 'cdk8s';
import { caseDeployment, Verdicts } from './deployment-cases';
import { machinesOfUpstream, machinesOfVerdicts } from './made-machines';
import { BundleApp, CdiRelease, Finding, KubeVirtCluster, KubeVirtRelease } from '../../src';

/** The cases that are judged otherwise here, and why. */
const DIFFERENCES: { readonly [name: string]: string } = {
  'os-flatcar': 'the infra cluster lacks ExperimentalIgnitionSupport, which a bundle with that cluster turns on',
  'os-flatcar-cloud-init': 'the same gate',
  'os-spec-unknown-key': 'machine-controller ignores the key',
  'instancetype-and-cpus': 'machine-controller ignores cpus and memory',
  'disk-source-datasource': 'machine-controller ignores the source and takes the image for a claim',
  'disk-source-http-with-registry-url': 'CDI refuses the DataVolume that is made of it',
  'disk-source-registry-without-scheme': 'CDI refuses the DataVolume that is made of it',
  'disk-headers': 'a header that looks like a secret is in clear text',
  'eviction-live-migrate-rwo': 'no such machine can move, so a drain of its node never ends',
};

const [file, testdata = ''] = process.argv.slice(2);
const verdicts = JSON.parse(readFileSync(file, 'utf8')) as Verdicts;
const compared = verdicts.cases.map((each) => {
  const errors = errorsOf(caseDeployment(verdicts.base, each));
  const isSame = (errors.length > 0) === (each.verdict === 'rejected');
  return { ...each, errors, isSame };
});
const unexplained = compared.filter(({ name, isSame }) => !isSame && !Object.hasOwn(DIFFERENCES, name));
const outdated = Object.keys(DIFFERENCES).filter((name) => compared.some((each) => each.name === name && each.isSame));

console.log(`${compared.length} MachineDeployments`);
for (const verdict of ['rejected', 'accepted']) {
  console.log(`${verdict} by both: ${compared.filter((each) => each.isSame && each.verdict === verdict).length}`);
}
console.log(`judged otherwise, with a reason: ${compared.filter(({ isSame }) => !isSame).length - unexplained.length}`);
for (const { name, verdict, says = '', errors } of unexplained) {
  console.log(`not explained: ${name}, which is ${verdict} ${says}\n${errors.map(told).join('\n')}`);
}
for (const name of outdated) console.log(`no difference any more: ${name}`);

const machines = [...machinesOfVerdicts(verdicts), ...machinesOfUpstream(testdata)];
const unequal = machines.filter(({ isEqual }) => !isEqual);
console.log(`${machines.length} machines, equal to what is foreseen: ${machines.length - unequal.length}`);
for (const { name, made, foreseen } of unequal) {
  console.log(`not equal: ${name}\n${JSON.stringify(made)}\n${JSON.stringify(foreseen)}`);
}
process.exitCode = unexplained.length + outdated.length + unequal.length > 0 ? 1 : 0;

function told({ rule, field, message }: Finding): string {
  return `    ${rule} ${field}: ${message}`;
}

/** The errors in a MachineDeployment, as a plain object in a cluster that exists. */
function errorsOf(deployment: ConstructorParameters<typeof ApiObject>[2]): Finding[] {
  const app = new BundleApp();
  const releases = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };
  const chart = new Chart(KubeVirtCluster.existing(app, 'infra', releases), 'machines');
  new ApiObject(chart, 'machines', deployment);
  return app.check().filter(({ severity }) => severity === 'error');
}
