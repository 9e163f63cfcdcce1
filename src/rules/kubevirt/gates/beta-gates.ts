import { BETA_IS_ON } from '../../../releases/beta-is-on';
import { KubeVirtRelease } from '../../../releases/release';

/**
 * Beta gates that only tighten what a release allows, so they are on in every release that knows them.
 *
 * KubeVirt v1.9.0 and v1.7.0 pkg/virt-api/webhooks/validating-webhook/admitters/vmi-update-admitter.go: with
 * NodeRestriction, a node's virt-handler changes only the instances of its own node.
 */
export const TIGHTENING: readonly string[] = ['NodeRestriction'];

export const TEMPLATE = 'Template';

/**
 * Beta gates that keep the release's own state, because turning them off deletes objects of users.
 *
 * KubeVirt v1.9.0 pkg/virt-operator/resource/generate/install/strategy.go: without Template its CRDs are not part of
 * the installation; pkg/virt-operator/resource/apply/reconcile.go, deleteObjectsNotInInstallStrategy: CRDs that are not
 * part of it are deleted, and all their objects with them.
 */
export const KEPT_AS_RELEASED: readonly string[] = [TEMPLATE];

/**
 * The gates that are named as off unless something needs them: those that are on by themselves in this release or a
 * newer one. A release that does not turn them on by itself takes the names as well, so an upgrade changes nothing.
 */
export function betaGatesOff(release: KubeVirtRelease): readonly string[] {
  return Object.entries(release._gates).filter(([gate, state]) => (
    (state === 'Alpha' || state === 'Beta') && !isKept(gate) && turnsOnByItself(release, gate)
  )).map(([gate]) => gate).sort();
}

/** The gates that are on unless they are named as off. */
export function betaGatesOn(release: KubeVirtRelease): readonly string[] {
  return TIGHTENING.filter((gate) => release.featureGateState(gate) === 'Beta');
}

function isKept(gate: string): boolean {
  return TIGHTENING.includes(gate) || KEPT_AS_RELEASED.includes(gate);
}

function turnsOnByItself(from: KubeVirtRelease, gate: string): boolean {
  return KubeVirtRelease.all().some((release) => (
    release._atLeast(from.version) && release._atLeast(BETA_IS_ON) && release.featureGateState(gate) === 'Beta'
  ));
}
