import { Severity } from '../../findings/finding';
import type { Fault } from '../../findings/rule';
import type { Entry } from '../../inventory/entry';
import { DeploymentParts, isForKubeVirt, partsOf } from '../../machine-controller/parts';
import { MACHINE_DEPLOYMENT, MACHINE_GROUP } from '../../machine-controller/types';
import type { ObjectMetadata } from '../../releases/facts';
import type { ObjectRule } from '../rule';

/** A MachineDeployment, of which only the metadata is certain. */
export interface Deployment {
  readonly apiVersion: string;
  readonly metadata: ObjectMetadata;
  readonly spec?: unknown;
}

type Info = Omit<ObjectRule, 'on' | 'kinds' | 'severity' | 'acceptable' | 'check'>
  & Partial<Pick<ObjectRule, 'severity' | 'acceptable' | 'formerly'>>;

type Check = (parts: DeploymentParts, deployment: Deployment, entry: Entry) => Iterable<Fault>;

/** The verdict of a rule about what works and is bad all the same. */
export const BAD: Partial<ObjectRule> = { acceptable: true };

/** The verdict of a rule about what works and is probably not meant. */
export const DOUBTFUL: Partial<ObjectRule> = { severity: Severity.WARNING, acceptable: true };

/**
 * A rule about MachineDeployments of any provider. It is an error that cannot be accepted, unless the rule says
 * otherwise.
 */
export function deploymentRule(info: Info, check: Check): ObjectRule {
  return {
    on: 'object',
    kinds: [`${MACHINE_GROUP}/${MACHINE_DEPLOYMENT}`],
    severity: Severity.ERROR,
    acceptable: false,
    ...info,
    check: (deployment: Deployment, entry) => check(partsOf(deployment), deployment, entry),
  };
}

/** A rule about MachineDeployments whose machines KubeVirt's provider makes. */
export function providerRule(info: Info, check: Check): ObjectRule {
  return deploymentRule(info, (parts, deployment, entry) => (
    isForKubeVirt(parts) ? check(parts, deployment, entry) : []
  ));
}
