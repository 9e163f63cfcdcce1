import { ACCEPTANCE_RULES } from './acceptance/rules';
import { BUNDLE_RULES } from './bundle/rules';
import { REFERENCE_RULES } from './kubernetes/references/rules';
import { KUBERNETES_RULES } from './kubernetes/rules';
import { MACHINE_RULES } from './machine/rules';
import { POOL_RULES } from './pool/rules';
import type { Rule } from './rule';
import { TENANT_RULES } from './tenant/rules';

/** All rules, by subject. */
export const RULES: readonly Rule[] = [
  ...ACCEPTANCE_RULES,
  ...BUNDLE_RULES,
  ...KUBERNETES_RULES,
  ...REFERENCE_RULES,
  ...MACHINE_RULES,
  ...POOL_RULES,
  ...TENANT_RULES,
];

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rule of an id. */
export function ruleOf(id: string): Rule | undefined {
  return BY_ID.get(id);
}
