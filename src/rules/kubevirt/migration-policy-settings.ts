import type { KubeVirtSpec } from '../../../imports/kubevirt.io';
import type { MigrationPolicySpec } from '../../../imports/migrations.kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { namesGate } from '../../inventory/named-gates';
import { labelFaults } from '../kubernetes/labels';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

const POLICY = 'migrations.kubevirt.io/MigrationPolicy';
const IN_KUBEVIRT = 'spec.configuration.migrations';

/** With this gate, a migration that takes too long resumes on its target whatever allowWorkloadDisruption says. */
const STALL_DETECTION = 'MigrationStallDetection';

export const POST_COPY: ObjectRule = {
  id: 'KV069',
  name: 'cluster/post-copy-never-starts',
  on: 'object',
  kinds: [POLICY, 'kubevirt.io/KubeVirt'],
  severity: Severity.WARNING,
  title: 'allowPostCopy is not without allowWorkloadDisruption',
  why: 'KubeVirt resumes a guest on its target only if it may disrupt the guest. Without that, a migration that takes '
    + 'too long is aborted, and allowPostCopy has no effect, unless the feature gate MigrationStallDetection is '
    + 'on.',
  remedy: 'Leave allowWorkloadDisruption out, so that it follows allowPostCopy, or leave allowPostCopy out.',
  source: kubevirt('pkg/virt-launcher/virtwrap/live-migration-source.go: shouldAssistMigrationToComplete, '
    + 'handleLegacyConvergence, processCompletionTimeouts'),
  acceptable: true,

  *check({ kind, spec }: { kind: string; spec: MigrationPolicySpec & KubeVirtSpec }, { cluster }: Entry) {
    const [at, settings] = kind === 'KubeVirt' ? [IN_KUBEVIRT, spec.configuration?.migrations] : ['spec', spec];
    if (settings?.allowPostCopy !== true || settings.allowWorkloadDisruption !== false) return;
    if (cluster !== undefined && namesGate(cluster, STALL_DETECTION)) return;
    yield fault(`${at}.allowWorkloadDisruption`,
      'is false, so a migration that takes too long is aborted, and allowPostCopy has no effect', this.remedy);
  },
};

export const POLICY_LABELS: ObjectRule = {
  id: 'KV070',
  name: 'cluster/migration-policy-labels',
  on: 'object',
  kinds: [POLICY],
  severity: Severity.ERROR,
  title: 'A MigrationPolicy selects by labels that objects can have',
  why: 'The API server takes any text as a label that a policy asks for, but it refuses objects that have such a '
    + 'label. So the policy has no effect on anything.',
  remedy: 'Write a key and a value that a label can have.',
  source: kubevirt('pkg/virt-controller/watch/migration/migrationpolicy.go: countMatchingLabels'),
  acceptable: true,

  *check({ spec }: { spec: MigrationPolicySpec }) {
    yield* policyLabelFaults(spec);
  },
};

/** What is wrong with the labels that a policy selects by. */
export function* policyLabelFaults({ selectors }: MigrationPolicySpec): Iterable<Fault> {
  for (const [field, has] of SELECTORS) {
    yield* labelFaults(selectors[field], `spec.selectors.${field}`, `so ${has} it, and the policy has no effect`);
  }
}

const SELECTORS = [
  ['namespaceSelector', 'no namespace can have'], ['virtualMachineInstanceSelector', 'no machine can have'],
] as const;
