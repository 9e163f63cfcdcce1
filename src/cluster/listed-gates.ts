import { featureGates, GateWishes } from './feature-gates';
import { SUCCESSOR } from './gate-history';
import { gatesIn } from './kubevirt-spec';
import type { KubeVirtSpec } from '../../imports/kubevirt.io';
import type { KubeVirtRelease } from '../releases/release';

/**
 * What is wrong with the lists of gates as they stand in a KubeVirt custom resource, after JSON patches: gates that the release does
 * not know, that stand in both lists, or that are missing although they are needed.
 */
export function listedGateProblems(release: KubeVirtRelease, spec: KubeVirtSpec, required: GateWishes['required']): string[] {
  const { wanted, disabled } = gatesIn(spec);
  const lists = featureGates(release, { wanted, disabled, required });
  const missing = Object.entries(required).filter(([gate]) => {
    const names = [gate, SUCCESSOR[gate]].filter((name) => lists.featureGates.includes(name));
    return names.length > 0 && !names.some((name) => wanted.includes(name) || disabled.includes(name));
  });
  const reserving = lists.persistentReservation && spec.configuration?.persistentReservationConfiguration?.enabled !== true ? Object.entries(required).filter(([gate]) => gate === 'PersistentReservation') : [];
  return [
    ...lists.problems,
    ...missing.map(([gate, users]) => `${need(users)} the feature gate "${gate}", but configuration.developerConfiguration.featureGates does not list it once its patches are applied. Add it there.`),
    ...reserving.map(([, users]) => `${need(users)} persistent reservations, but configuration.persistentReservationConfiguration.enabled is not true. Set it, or leave it to be set.`),
  ];
}

function need(users: readonly string[]): string {
  return `${users.join(', ')} ${users.length === 1 ? 'needs' : 'need'}`;
}
