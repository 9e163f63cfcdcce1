import { BAD, providerRule } from './deployment-rule';
import { Fault, fault } from '../../findings/rule';
import { referencesOf } from '../../machine-controller/config-var';
import { CLOUD } from '../../machine-controller/parts';
import { MACHINE_NAMESPACE } from '../../machine-controller/types';
import { isPlain } from '../../toolkit/merge';
import { notDnsLabel, notDnsSubdomain } from '../../toolkit/names';
import { fieldBelow } from '../../toolkit/path';
import { machineController } from '../sources';

const KEYS = ['namespace', 'name', 'key'] as const;
/** Kubernetes apimachinery, pkg/util/validation/validation.go: IsConfigMapKey. */
const KEY = /^[-._a-zA-Z0-9]{1,253}$/;

export const REFERENCE = providerRule({
  ...BAD,
  id: 'MD006',
  name: 'workers/deployment-reference',
  title: 'A value that machine-controller reads from a Secret or a ConfigMap has a namespace, a name and a key',
  why: 'machine-controller takes a reference without one of the three for none, and goes on with an empty value.',
  remedy: 'Write all three. The Secret or ConfigMap is in the tenant\'s cluster.',
  source: machineController('sdk/providerconfig/configvar/resolver.go: GetStringValue'),
}, function* ({ cloud }) {
  yield* faultsIn(cloud, CLOUD);
});

/** The incomplete references anywhere in a value. */
function* faultsIn(value: unknown, at: string): Iterable<Fault> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* faultsIn(item, `${at}[${index}]`);
  } else if (isPlain(value)) {
    for (const { field, reference } of referencesOf(value)) yield* referenceFaults(reference, `${at}.${field}`);
    for (const [key, item] of Object.entries(value)) yield* faultsIn(item, fieldBelow(at, key));
  }
}

function* referenceFaults(reference: { readonly [key: string]: unknown }, at: string): Iterable<Fault> {
  const missing = KEYS.filter((key) => reference[key] === undefined || reference[key] === '');
  if (missing.length > 0) {
    yield fault(at, `has no ${missing.join(' and no ')}, so machine-controller ignores it and goes on with an empty `
      + 'value', 'Write namespace, name and key.');
    return;
  }
  if (notDnsLabel(reference.namespace as string) !== undefined) {
    yield noName(at, 'namespace', 'a namespace', MACHINE_NAMESPACE);
  }
  if (notDnsSubdomain(reference.name as string) !== undefined) {
    yield noName(at, 'name', 'a Secret or a ConfigMap', 'infra-kubeconfig');
  }
  if (!KEY.test(String(reference.key))) yield noName(at, 'key', 'a key of a Secret or a ConfigMap', 'kubeconfig');
}

/** The message does not repeat what may be the secret itself. */
function noName(at: string, part: string, of: string, example: string): Fault {
  const problem = `is not the name of ${of}; it is not repeated here, because it may be what the Secret should hold`;
  return fault(`${at}.${part}`, problem, `Write the name of ${of} of the tenant's cluster, such as "${example}".`);
}
