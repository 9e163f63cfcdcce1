import { TENANT_ACCOUNTS } from './accounts';
import { isOneOf, LET_GO, NAMESPACE_ENDS, notBy, notByOwnAccounts, REASON, refusal } from './expressions';
import { PROTECTED_LABEL } from '../layout/protection';
import { GuardedGroup, MACHINES, PLATFORM, PROTECTABLE } from '../rules/guard/guarded-kinds';

/**
 * A label of machines that KubeVirt's SSP operator and user interfaces know (kubevirt/community,
 * design-proposals/vm-delete-protection.md).
 */
export const MACHINE_PROTECTION = 'kubevirt.io/vm-delete-protection';

/** What a guard needs to know. */
export interface GuardFacts {
  /** Users that may delete. */
  readonly users: readonly string[];
  /** Names of the CRDs and of the operators' namespaces. */
  readonly names: readonly string[];
}

/** A policy, by the end of its name. */
export interface Policy {
  readonly end: 'platform' | 'protected' | 'machines';
  readonly spec: object;
}

/**
 * The policies of a guard. Each looks at as little as it can: a policy that the API server cannot evaluate refuses what
 * it matches. The API server compiles expressions before it takes a policy. All that they use is in Kubernetes 1.30,
 * where `admissionregistration.k8s.io/v1` begins.
 */
export function policiesOf({ users, names }: GuardFacts): Policy[] {
  const isOfPlatform = condition('of-the-platform', isOneOf(['cdis', 'kubevirts'], names));
  const byNobodyElse = condition('not-by-controllers', notBy(users));
  const byNoTenant = condition('not-by-controllers-of-tenants', notByOwnAccounts(TENANT_ACCOUNTS));
  return [
    {
      end: 'platform',
      spec: policy({ rules: PLATFORM, conditions: [isOfPlatform, byNobodyElse], refusal: refusal() }),
    },
    {
      end: 'protected',
      spec: policy({
        rules: PROTECTABLE,
        selector: { matchLabels: { [PROTECTED_LABEL]: 'true' } },
        conditions: [byNobodyElse, byNoTenant],
        refusal: refusal(`, or take off its label ${PROTECTED_LABEL}`),
      }),
    },
    {
      end: 'machines',
      spec: policy({
        rules: MACHINES,
        selector: { matchExpressions: [{ key: MACHINE_PROTECTION, operator: 'In', values: ['true', 'True'] }] },
        conditions: [byNobodyElse, byNoTenant],
        refusal: refusal(`, or take off its label ${MACHINE_PROTECTION}`),
      }),
    },
  ];
}

/** The binding that puts a policy into effect. */
export function bindingOf(policyName: string): object {
  return { policyName, validationActions: ['Deny'] };
}

interface PolicyParts {
  readonly rules: readonly GuardedGroup[];
  readonly selector?: object;
  readonly conditions: readonly object[];
  readonly refusal: string;
}

function policy({ rules, selector, conditions, refusal: messageExpression }: PolicyParts): object {
  return {
    failurePolicy: 'Fail',
    matchConstraints: {
      resourceRules: rules.map(({ group, kinds }) => ({
        apiGroups: [group],
        apiVersions: ['*'],
        operations: ['DELETE'],
        resources: Object.values(kinds),
      })),
      ...(selector !== undefined && { objectSelector: selector }),
    },
    matchConditions: conditions,
    variables: [
      { name: 'reason', expression: REASON },
      { name: 'namespaceEnds', expression: NAMESPACE_ENDS },
    ],
    validations: [{ expression: LET_GO, messageExpression, reason: 'Forbidden' }],
    auditAnnotations: [{ key: 'deletion-allowed', valueExpression: 'variables.reason' }],
  };
}

function condition(name: string, expression: string): object {
  return { name, expression };
}
