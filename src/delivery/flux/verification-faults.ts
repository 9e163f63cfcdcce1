import type { FluxOptions } from './options';
import { settingsOf } from './settings';
import { Fault, fault } from '../../findings/rule';
import { VERIFICATION } from '../../rules/gitops/verification';

/** What is wrong with the verification that options ask for. */
export function verificationFaults(options: FluxOptions): Fault[] {
  const { verification } = options;
  if (verification === undefined) return [];
  const { secretName, identities = [] } = verification;
  if (settingsOf(options).isOci) {
    if (secretName !== undefined || identities.length > 0) return [];
    return [fault('verification', 'accepts the signatures of anybody', VERIFICATION.remedy)];
  }
  const faults: Fault[] = [];
  if (secretName === undefined) {
    const problem = 'has no secretName, but the commits of a Git repository are verified with public keys';
    faults.push(fault('verification', problem, 'Name the Secret with the public keys.'));
  }
  if (identities.length > 0) {
    const problem = 'are those of an OCI artifact, but the bundle is in a Git repository';
    faults.push(fault('verification.identities', problem, 'Leave them out.'));
  }
  return faults;
}
