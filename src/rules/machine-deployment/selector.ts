import { Deployment, deploymentRule } from './deployment-rule';
import { about, Fault, fault } from '../../findings/rule';
import { DeploymentParts, isForKubeVirt, mapIn } from '../../machine-controller/parts';
import { Labels, LabelSelector, selects } from '../../toolkit/label-selector';
import { notLabelValue, notQualifiedName } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { fieldBelow } from '../../toolkit/path';
import { items, present, texts } from '../../toolkit/shape';
import { kubernetes, machineController } from '../sources';

const SELECTOR = 'spec.selector';
const LABELS = 'spec.template.metadata.labels';
const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
const VALIDATION = 'pkg/admission/machinedeployments_validation.go';

export const SELECTOR_EMPTY = deploymentRule({
  id: 'MD053',
  name: 'workers/deployment-selector-empty',
  title: 'The selector of a MachineDeployment selects by at least one label',
  why: 'machine-controller refuses an empty one.',
  remedy: 'Write the labels of spec.template.metadata into spec.selector.matchLabels.',
  source: machineController(`${VALIDATION}: validateMachineDeploymentSpec`),
}, function* ({ spec }) {
  const { matchLabels, matchExpressions } = mapIn<LabelSelector>(spec.selector);
  if (present(mapIn(matchLabels)).length + items(matchExpressions).length > 0) return;
  yield fault(SELECTOR, spec.selector === undefined ? 'is missing' : 'is empty',
    `Write matchLabels, as in ${LABELS}.`);
});

export const SELECTOR_FORM = deploymentRule({
  id: 'MD054',
  name: 'workers/deployment-selector-form',
  title: 'The selector of a MachineDeployment has labels, operators and values that a selector can have',
  why: 'machine-controller refuses any other one.',
  remedy: 'Write matchLabels with the labels of the machines.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go: '
    + 'ValidateLabelSelector'),
}, function* (parts, deployment) {
  yield* withoutName(selectorFaults(mapIn<LabelSelector>(parts.spec.selector)), parts, deployment);
});

export const SELECTOR_MATCH = deploymentRule({
  id: 'MD055',
  name: 'workers/deployment-selector-match',
  title: 'The selector of a MachineDeployment matches the labels of its template',
  why: 'machine-controller refuses the MachineDeployment otherwise: it would not find its own machines.',
  remedy: `Write the same labels in spec.selector.matchLabels and in ${LABELS}.`,
  source: machineController(`${VALIDATION}: validateMachineDeploymentSpec`),
}, function* ({ spec, metadata }) {
  const selector = mapIn<LabelSelector>(spec.selector);
  const isFaulty = present(selector).length === 0 || [...selectorFaults(selector)].length > 0;
  if (isFaulty || isMatched(selector, metadata)) return;
  yield fault(SELECTOR, `does not match ${LABELS}`, 'Write the same labels in both.');
});

export const MACHINE_LABELS = deploymentRule({
  id: 'MD056',
  name: 'workers/deployment-labels',
  title: 'The labels and annotations of machines and nodes are ones that Kubernetes takes',
  why: 'machine-controller takes any, and the API server refuses each Machine, VirtualMachine or Node that gets them.',
  remedy: 'Use letters, digits, "-", "_" and ".", at most 63 in a name or a value, behind an optional DNS prefix.',
  source: kubernetes('staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go: ValidateLabels'),
}, function* (parts, deployment) {
  const { metadata, machine } = parts;
  const written: [DeploymentParts['metadata'], string][] = [
    [metadata, 'spec.template.metadata'],
    [mapIn(machine.metadata), 'spec.template.spec.metadata'],
  ];
  for (const [{ labels, annotations }, at] of written) {
    yield* withoutName(labelFaults(mapIn(labels), `${at}.labels`), parts, deployment);
    for (const key of Object.keys(mapIn(annotations))) {
      // Annotations may have capitals in their keys, as labels do.
      yield* about(fieldBelow(`${at}.annotations`, key), notQualifiedName(key));
    }
  }
});

/** The faults without those of the name: of KubeVirt's machines, another rule reports it with the limit that counts. */
function* withoutName(faults: Iterable<Fault>, parts: DeploymentParts, { metadata }: Deployment): Iterable<Fault> {
  for (const each of faults) if (!isForKubeVirt(parts) || each.rejected !== metadata.name) yield each;
}

/** What machine-controller refuses in a selector, whatever it selects. */
function* selectorFaults({ matchLabels, matchExpressions }: LabelSelector): Iterable<Fault> {
  yield* labelFaults(mapIn(matchLabels), `${SELECTOR}.matchLabels`);
  for (const [index, { key, operator, values }] of items(matchExpressions).entries()) {
    const at = `${SELECTOR}.matchExpressions[${index}]`;
    if (typeof key === 'string') yield* about(`${at}.key`, notQualifiedName(key));
    yield* about(`${at}.operator`, notOneOf(operator ?? '', OPERATORS));
    const needsValues = operator === 'In' || operator === 'NotIn';
    if (needsValues !== texts(values).length > 0 && OPERATORS.includes(operator)) {
      yield fault(`${at}.values`, `${needsValues ? 'are missing' : 'are written'}, but the operator is ${operator}`,
        needsValues ? 'Write them.' : 'Leave them out.');
    }
  }
}

/** A selector is compared only with labels that are texts, as it is then certain what machine-controller reads. */
function isMatched(selector: LabelSelector, { labels }: DeploymentParts['metadata']): boolean {
  const { matchLabels, matchExpressions } = selector;
  const read = { matchLabels: mapIn<Labels>(matchLabels) as Labels, matchExpressions };
  return selects(read, mapIn<Labels>(labels) as Labels);
}

function* labelFaults(labels: { readonly [key: string]: unknown }, at: string): Iterable<Fault> {
  for (const [key, value] of Object.entries(labels)) {
    const field = fieldBelow(at, key);
    yield* about(field, notQualifiedName(key) ?? (typeof value === 'string' ? notLabelValue(value) : undefined));
  }
}
