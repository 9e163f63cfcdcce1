import { TENANT_LAYERS } from './names';
import type { ArgoCdIgnoredField } from './options';
import type { Settings } from './settings';
import { Layer } from '../../layout/layer';
import { isDefinedAtRunTime } from '../model/kinds';
import type { DeliveryUnit } from '../model/unit';

/**
 * Kinds whose webhook refuses a changed spec, so that Argo CD deletes and makes such an object anew
 * (`RECREATED_WHEN_CHANGED`). It must not ask the server for the difference: one refusal makes the comparison of the
 * whole Application fail, and it is not synced (argo-cd v3.2.11, controller/state.go: ComparisonError).
 */
export const RECREATED = 'cdi.kubevirt.io/DataImportCron';

/** The annotation with the options of comparison. */
export function compareOptions(serverSide: boolean): string {
  return `ServerSideDiff=${serverSide}`;
}

export function asksServer({ kinds }: DeliveryUnit): boolean {
  return !kinds.some(({ group, kind }) => `${group}/${kind}` === RECREATED);
}

/** Whether operators install CRDs of a unit's kinds when they run, so that they may be missing. */
export function mayMissKinds({ kinds }: DeliveryUnit): boolean {
  return kinds.some(({ group, kind }) => isDefinedAtRunTime(group, kind));
}

/**
 * How an Application is synced. `ApplyOutOfSyncOnly` keeps images from being imported anew at every sync, and large
 * tenants from costing thousands of requests. Within a layer, only StorageProfiles have a wave of their own
 * (`APPLIED_FIRST`): Argo CD applies the built-in kinds in their order anyway, and custom resources after them, and a
 * sync with several waves does not end before all objects in it are healthy.
 */
export function syncPolicy(settings: Settings, unit: { readonly layer: Layer; readonly mayMissKinds: boolean }) {
  const { prune, selfHeal = unit.layer !== Layer.WORKLOADS, ignoredFields } = settings;
  return {
    automated: automated(prune, selfHeal),
    syncOptions: [
      'ServerSideApply=true',
      'ApplyOutOfSyncOnly=true',
      ...(unit.mayMissKinds ? ['SkipDryRunOnMissingResource=true'] : []),
      ...(ignoredFields.length > 0 ? ['RespectIgnoreDifferences=true'] : []),
    ],
    retry: RETRY,
  };
}

/**
 * Argo CD syncs by itself, and never empties a cluster. What is false is left out: Argo CD drops it from its
 * Applications (argo-cd v3.2.11, pkg/apis/application/v1alpha1/types.go: SyncPolicyAutomated), so whatever applies the
 * Applications would see a difference for ever.
 */
export function automated(prune: boolean, selfHeal: boolean): object {
  return { ...(prune && { prune }), ...(selfHeal && { selfHeal }) };
}

/** A sync is tried again until it succeeds, each time with the latest revision. */
export const RETRY = { limit: -1, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } };

export function ignoreDifferences({ ignoredFields }: Settings): object | undefined {
  if (ignoredFields.length === 0) return undefined;
  return ignoredFields.map(({ group = '', kind, jsonPointers }: ArgoCdIgnoredField) => ({ group, kind, jsonPointers }));
}

/** Whether what a removed Application has applied is deleted. */
export function cascades({ cascade }: Settings, layer: Layer): boolean {
  return cascade && TENANT_LAYERS.includes(layer);
}
