import { KUBEADM_TEMPLATE } from './kinds';
import { Severity } from '../../findings/finding';
import { about, Fault, fault } from '../../findings/rule';
import { notLabelValue, notQualifiedName, taken } from '../../toolkit/names';
import { items } from '../../toolkit/shape';
import type { ObjectRule } from '../rule';
import { kubernetes } from '../sources';

const ARGS = 'spec.template.spec.joinConfiguration.nodeRegistration.kubeletExtraArgs';
const NEVER_STARTS = 'so the kubelet does not start';

/** An argument of the kubelet, with the field that holds its value. */
interface Argument {
  readonly name: string;
  readonly value: string;
  readonly field: string;
}

/** The arguments of the kubelet: a list, or a map in older versions of the API. */
function argumentsOf(spec: any): Argument[] {
  const given = spec?.template?.spec?.joinConfiguration?.nodeRegistration?.kubeletExtraArgs;
  if (Array.isArray(given)) {
    return items<any>(given).map(({ name, value }, index) => (
      { name: String(name), value: String(value), field: `${ARGS}[${index}].value` }));
  }
  return Object.entries(given ?? {}).map(([name, value]) => (
    { name, value: String(value), field: `${ARGS}["${name}"]` }));
}

export const KUBELET_ARGUMENTS: ObjectRule = {
  id: 'CAPI028',
  name: 'cluster-api/kubelet-arguments',
  on: 'object',
  kinds: [KUBEADM_TEMPLATE],
  severity: Severity.ERROR,
  title: 'Arguments of the kubelet are named without hyphens before the name',
  why: 'kubeadm writes "--" before each name, and the kubelet does not start with an argument that it cannot read.',
  remedy: 'Write the name alone, such as v.',
  source: kubernetes('cmd/kubeadm/app/phases/kubelet/flags.go: WriteKubeletArgsToFile; '
    + 'cmd/kubeadm/app/util/arguments.go: ArgumentsToCommand'),
  acceptable: false,

  *check({ spec }) {
    for (const { name, field } of argumentsOf(spec)) {
      if (/^[A-Za-z0-9][\w.-]*$/.test(name)) continue;
      yield fault(field, `belongs to "${name}", which kubeadm writes as "--${name}", ${NEVER_STARTS}`,
        `Write the name alone${suggested(name)}.`);
    }
  },
};

function suggested(name: string): string {
  const bare = name.replace(/^-+/, '');
  return /^[A-Za-z0-9][\w.-]*$/.test(bare) ? `: "${bare}"` : ', of letters, digits and "-"';
}

// Kubernetes v1.36, staging/src/k8s.io/kubelet/pkg/apis/well_known_labels.go: kubeletLabels, kubeletLabelNamespaces
const LABELS_OF_KUBELET = [
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'kubernetes.io/arch',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'beta.kubernetes.io/instance-type',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/arch',
];
const DOMAINS_OF_KUBERNETES = ['kubernetes.io', 'k8s.io'];
const DOMAINS_OF_KUBELET = ['kubelet.kubernetes.io', 'node.kubernetes.io'];

export const NODE_LABELS: ObjectRule = {
  id: 'CAPI029',
  name: 'cluster-api/node-labels',
  on: 'object',
  kinds: [KUBEADM_TEMPLATE],
  severity: Severity.ERROR,
  title: 'Labels with which nodes join are labels that the kubelet may set',
  why: 'The kubelet does not start with others of kubernetes.io or k8s.io, such as a role, nor with what is not a '
    + 'label. The machine never joins. A key without "=" is a label with an empty value.',
  remedy: 'Use a domain of your own, or node.kubernetes.io.',
  source: kubernetes('cmd/kubelet/app/options/options.go: ValidateKubeletFlags; '
    + 'staging/src/k8s.io/component-base/cli/flag/configuration_map.go: Set'),
  acceptable: false,

  *check({ spec }) {
    for (const { name, value, field } of argumentsOf(spec)) {
      if (name !== 'node-labels') continue;
      for (const pair of value.split(',').filter((each) => each.trim() !== '')) yield* pairFaults(pair.trim(), field);
    }
  },
};

function* pairFaults(pair: string, field: string): Iterable<Fault> {
  const [key, ...values] = pair.split('=').map((part) => part.trim());
  const bad = notQualifiedName(key) ?? notLabelValue(values.join('='));
  if (bad === undefined && isForbidden(key)) {
    yield fault(field, `holds "${key}", a label of Kubernetes that the kubelet may not set, ${NEVER_STARTS}`,
      'Use a domain of your own, or set the label from outside once the node has joined.');
  } else {
    yield* about(field, holding(taken(bad, NEVER_STARTS)));
  }
}

function holding<T extends { readonly problem: string }>(found: T | undefined): T | undefined {
  return found && { ...found, problem: `holds a label that cannot be one: ${found.problem}` };
}

function isForbidden(key: string): boolean {
  const domain = key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
  return isWithin(domain, DOMAINS_OF_KUBERNETES) && !isWithin(domain, DOMAINS_OF_KUBELET)
    && !LABELS_OF_KUBELET.includes(key);
}

function isWithin(domain: string, domains: readonly string[]): boolean {
  return domains.some((each) => domain === each || domain.endsWith(`.${each}`));
}
