import { posix } from 'node:path';
import { healthCheckExprs } from './health';
import type { Home } from './homes';
import type { FluxSettings } from './settings';
import { sourceKind, sourceName } from './source';
import type { KustomizationSpec } from '../../../imports/kustomize.toolkit.fluxcd.io';
import { Layer } from '../../layout/layer';
import type { KubernetesObject, ObjectMetadata } from '../../releases/facts';
import { table } from '../../toolkit/table';
import type { DeliveryUnit } from '../model/unit';

/** What a Kustomization applies, and how. */
export interface Applied {
  /** The path below the output directory. */
  readonly path: string;
  readonly timeout: string;
  readonly wait: boolean;
  readonly dependsOn?: readonly string[];
  readonly serviceAccountName?: string;
  readonly home: Home;
  /** Whether what it has applied stays when it is removed itself. */
  readonly orphans: boolean;
  readonly healthCheckExprs?: KustomizationSpec['healthCheckExprs'];
}

/**
 * How long Flux waits for what it has applied, by layer: operators pull images. While it
 * waits, one of its workers does nothing else, so units of tenants wait only for a short time, and are tried again.
 */
const TIMEOUTS: { readonly [layer in Layer]: string } = table({
  [Layer.OPERATORS]: '10m0s',
  [Layer.PLATFORM]: '15m0s',
  [Layer.CATALOG]: '5m0s',
  [Layer.MONITORING]: '5m0s',
  [Layer.TENANTS]: '5m0s',
  [Layer.WORKLOADS]: '5m0s',
});

export const TIMEOUT = '5m0s';

const MACHINE = { group: 'kubevirt.io', kind: 'VirtualMachine' };

/** The Kustomization of a unit. */
export function appliedUnit(
  unit: DeliveryUnit, home: Home, settings: FluxSettings, dependsOn: readonly string[], account?: string,
): Applied {
  const { cascade = false, waitForMachines = false, serviceAccountName } = settings.options;
  const hasMachines = unit.kinds.some(({ group, kind }) => group === MACHINE.group && kind === MACHINE.kind);
  const wait = waitForMachines || !hasMachines;
  const isOfTenant = unit.layer === Layer.TENANTS || unit.layer === Layer.WORKLOADS;
  return {
    path: unit.path,
    timeout: TIMEOUTS[unit.layer],
    wait,
    dependsOn,
    serviceAccountName: account ?? serviceAccountName,
    home,
    orphans: !(cascade && isOfTenant),
    healthCheckExprs: wait ? healthCheckExprs(unit) : [],
  };
}

export function kustomization(applied: Applied, settings: FluxSettings, metadata: ObjectMetadata): KubernetesObject {
  const { path, timeout, wait, dependsOn = [], serviceAccountName, orphans, healthCheckExprs: exprs = [] } = applied;
  const { kubeConfigSecretName } = applied.home;
  const spec: KustomizationSpec = {
    interval: settings.interval,
    retryInterval: settings.retryInterval,
    timeout,
    sourceRef: { kind: sourceKind(settings), name: sourceName(settings, applied.home.name) },
    path: `./${posix.join(settings.path, path)}`,
    prune: settings.options.prune ?? true,
    ...(orphans && { deletionPolicy: 'Orphan' }),
    force: false,
    wait,
    ...(dependsOn.length > 0 && { dependsOn: dependsOn.map((name) => ({ name: `${settings.prefix}${name}` })) }),
    ...(exprs.length > 0 && { healthCheckExprs: exprs }),
    ...(serviceAccountName !== undefined && { serviceAccountName }),
    ...(kubeConfigSecretName !== undefined && { kubeConfig: { secretRef: { name: kubeConfigSecretName } } }),
  };
  return { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata, spec };
}
