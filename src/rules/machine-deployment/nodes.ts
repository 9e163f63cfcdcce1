import { valid } from 'semver';
import { BAD, deploymentRule, DOUBTFUL, providerRule } from './deployment-rule';
import { about, Fault, fault } from '../../findings/rule';
import { mapIn, VALUE } from '../../machine-controller/parts';
import { isAuthorizedKey } from '../../machine-controller/ssh-key';
import { MAX_SIZE, MIN_SIZE, NodeTaint, OPERATING_SYSTEM_PROFILE } from '../../machine-controller/types';
import { isPlain } from '../../toolkit/merge';
import { notDnsSubdomain, notLabelValue, notQualifiedName } from '../../toolkit/names';
import { notOneOf } from '../../toolkit/one-of';
import { fieldBelow } from '../../toolkit/path';
import { items, repeated, texts } from '../../toolkit/shape';
import { kkp, kubernetes, machineController } from '../sources';

const MACHINES = 'pkg/admission/machines.go';
const KUBELET = 'spec.template.spec.versions.kubelet';
const TAINTS = 'spec.template.spec.taints';
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export const KUBELET_VERSION = deploymentRule({
  id: 'MD061',
  name: 'workers/deployment-kubelet',
  title: 'A MachineDeployment has the version of the kubelet, as three numbers',
  why: 'machine-controller refuses a missing one, and the kubelet of a version without a patch cannot be fetched.',
  remedy: 'Write a version such as "1.34.3".',
  source: machineController(`${MACHINES}: defaultAndValidateMachineSpec`),
}, function* ({ machine }) {
  if (machine.versions && !isPlain(machine.versions)) return;
  const { kubelet } = mapIn<{ readonly kubelet: unknown }>(machine.versions);
  if (kubelet === undefined || kubelet === '') {
    yield fault(KUBELET, 'is missing', 'Write a version such as "1.34.3".');
  } else if (typeof kubelet === 'string' && valid(kubelet) === null) {
    yield fault(KUBELET, `"${kubelet}" is not a version`, 'Write three numbers, such as "1.34.3".');
  }
});

export const CONFIG_SOURCE = deploymentRule({
  id: 'MD062',
  name: 'workers/deployment-config-source',
  title: 'A MachineDeployment has no configSource',
  why: 'machine-controller refuses it since Kubernetes 1.24, which has no dynamic configuration of kubelets any more.',
  remedy: 'Leave it out.',
  source: machineController(`${MACHINES}: defaultAndValidateMachineSpec`),
}, function* ({ machine }) {
  const { configSource } = machine as { readonly configSource?: unknown };
  if (configSource === undefined || configSource === null) return;
  yield fault('spec.template.spec.configSource', 'is written, which machine-controller refuses', 'Leave it out.');
});

export const TAINT = deploymentRule({
  id: 'MD063',
  name: 'workers/deployment-taints',
  title: 'The taints of nodes are ones that nodes can have, each once',
  why: 'machine-controller takes any, and the API server of the tenant\'s cluster refuses the node.',
  remedy: 'Write a key, an optional value, and one of the three effects.',
  source: kubernetes('pkg/apis/core/validation/validation.go: validateNodeTaints'),
}, function* ({ machine }) {
  const taints = items(machine.taints);
  for (const [index, taint] of taints.entries()) yield* taintFaults(taint, `${TAINTS}[${index}]`);
  for (const twice of repeated(taints.map(({ key, effect }) => `${key}:${effect}`))) {
    yield fault(TAINTS, `holds ${twice} twice`, 'Write it once.');
  }
});

export const SSH_KEYS = providerRule({
  id: 'MD064',
  name: 'workers/deployment-ssh-keys',
  title: 'Each of sshPublicKeys is a line of authorized_keys',
  why: 'machine-controller parses each and refuses the MachineDeployment, as with a placeholder.',
  remedy: 'Write the whole content of a file such as id_ed25519.pub.',
  source: machineController(`${MACHINES}: validatePublicKeys`),
}, function* ({ config }) {
  for (const [index, key] of texts(config.sshPublicKeys).entries()) {
    if (isAuthorizedKey(key)) continue;
    const isPrivate = /PRIVATE KEY/.test(key);
    yield fault(`${VALUE}.sshPublicKeys[${index}]`, isPrivate ? 'is a private key' : 'is not a public key of SSH',
      'Write the whole content of a file such as id_ed25519.pub.');
  }
});

export const PROFILE = deploymentRule({
  ...BAD,
  id: 'MD065',
  name: 'workers/deployment-profile',
  title: `The annotation ${OPERATING_SYSTEM_PROFILE} names an OperatingSystemProfile`,
  why: 'operating-system-manager finds none, and machine-controller waits for its user data without end.',
  remedy: 'Leave it out for the default of the operating system, or write a name such as "osp-ubuntu".',
  source: machineController('pkg/admission/machinedeployments.go: ensureOSPAnnotation'),
}, function* (_parts, { metadata: { annotations } }) {
  const name = annotations?.[OPERATING_SYSTEM_PROFILE];
  if (typeof name !== 'string') return;
  yield* about(fieldBelow('metadata.annotations', OPERATING_SYSTEM_PROFILE), notDnsSubdomain(name));
});

export const AUTOSCALER = deploymentRule({
  ...BAD,
  id: 'MD066',
  name: 'workers/deployment-autoscaler',
  title: 'cluster-autoscaler gets both bounds, as whole numbers, the smaller at least 1 and at most the larger',
  why: 'It leaves a MachineDeployment alone whose bounds it cannot read.',
  remedy: `Write ${MIN_SIZE} and ${MAX_SIZE}.`,
  source: kkp('tutorials-howtos/kkp-autoscaler/cluster-autoscaler'),
}, function* (_parts, { metadata: { annotations = {} } }) {
  const bounds = [MIN_SIZE, MAX_SIZE].map((key) => annotations[key]);
  if (bounds.every((bound) => bound === undefined)) return;
  const faults = [...boundFaults(MIN_SIZE, bounds[0]), ...boundFaults(MAX_SIZE, bounds[1])];
  yield* faults;
  if (faults.length > 0 || Number(bounds[0]) <= Number(bounds[1])) return;
  yield fault(annotation(MIN_SIZE), `is ${bounds[0]}, more than ${MAX_SIZE}, which is ${bounds[1]}`, 'Swap the two.');
});

export const AUTOSCALED_REPLICAS = deploymentRule({
  ...DOUBTFUL,
  id: 'MD067',
  name: 'workers/deployment-autoscaled-replicas',
  title: 'A MachineDeployment that cluster-autoscaler scales has no replicas',
  why: 'Each sync from Git would set the number back, and machine-controller would delete or make nodes.',
  remedy: 'Leave replicas out. A new MachineDeployment starts with 1.',
  source: machineController('sdk/apis/cluster/v1alpha1/defaults.go: PopulateDefaultsMachineDeployment'),
}, function* ({ spec }, { metadata: { annotations = {} } }) {
  if (spec.replicas === undefined || annotations[MAX_SIZE] === undefined) return;
  yield fault('spec.replicas', `is ${spec.replicas}, and each sync sets it back to that, whatever cluster-autoscaler `
    + 'has set', 'Leave it out.');
});

function annotation(key: string): string {
  return fieldBelow('metadata.annotations', key);
}

function* boundFaults(key: string, bound: unknown): Iterable<Fault> {
  if (bound === undefined) {
    yield fault(annotation(key), 'is missing', 'Write both bounds.');
  } else if (typeof bound === 'string' && !/^0*[1-9]\d{0,8}$/.test(bound)) {
    yield fault(annotation(key), `is "${bound}", but must be a whole number of at least 1`, 'Write such a number.');
  }
}

function* taintFaults({ key, value, effect }: NodeTaint, at: string): Iterable<Fault> {
  if (key) yield* about(`${at}.key`, notQualifiedName(key));
  else yield fault(`${at}.key`, 'is missing', 'Write it.');
  if (value !== undefined && value !== null) yield* about(`${at}.value`, notLabelValue(value));
  if (effect) yield* about(`${at}.effect`, notOneOf(effect, EFFECTS));
  else yield fault(`${at}.effect`, 'is missing', `Write one of ${EFFECTS.join(', ')}.`);
}
