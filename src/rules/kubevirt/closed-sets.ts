import type { KubeVirtSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { about, Fault } from '../../findings/rule';
import { notOneOf } from '../../toolkit/one-of';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

const UNINSTALL_STRATEGIES = ['', 'BlockUninstallIfWorkloadsExist', 'RemoveWorkloads'];
const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const EVICTION_STRATEGIES = ['LiveMigrate', 'LiveMigrateIfPossible', 'None', 'External'];
const BINDINGS = ['bridge', 'masquerade'];
const UPDATE_METHODS = ['LiveMigrate', 'Evict'];
const PATCH_TYPES = ['json', 'merge', 'strategic'];

export const CLOSED_SETS: ObjectRule = {
  id: 'KV014',
  name: 'cluster/closed-sets',
  on: 'object',
  kinds: ['kubevirt.io/KubeVirt'],
  severity: Severity.ERROR,
  title: 'A field of the KubeVirt custom resource that takes certain words holds one of them',
  why: 'KubeVirt takes most unknown words, and then does something else than was meant: an unknown uninstallStrategy '
    + 'deletes all machines.',
  remedy: 'Write one of the words that the finding names.',
  source: kubevirt('staging/src/kubevirt.io/api/core/v1/types.go'),
  acceptable: false,

  *check({ spec }: { spec: KubeVirtSpec }) {
    const configuration = spec.configuration ?? {};
    yield* word('uninstallStrategy', spec.uninstallStrategy, UNINSTALL_STRATEGIES);
    yield* word('imagePullPolicy', spec.imagePullPolicy, PULL_POLICIES);
    yield* word('configuration.imagePullPolicy', configuration.imagePullPolicy, PULL_POLICIES);
    yield* word('configuration.evictionStrategy', configuration.evictionStrategy, EVICTION_STRATEGIES);
    yield* word('configuration.network.defaultNetworkInterface',
      configuration.network?.defaultNetworkInterface, BINDINGS);
    for (const [index, method] of (spec.workloadUpdateStrategy?.workloadUpdateMethods ?? []).entries()) {
      yield* word(`workloadUpdateStrategy.workloadUpdateMethods[${index}]`, method, UPDATE_METHODS);
    }
    for (const [index, { type }] of (spec.customizeComponents?.patches ?? []).entries()) {
      yield* word(`customizeComponents.patches[${index}].type`, type, PATCH_TYPES);
    }
  },
};

function word(field: string, value: string | undefined, words: readonly string[]): Fault[] {
  return about(`spec.${field}`, notOneOf(value, words));
}
