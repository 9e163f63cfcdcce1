import { POOL_LABEL } from './pool-spec';
import { PoolRisk } from './pool-strategies';
import { sharedIdentity } from './shared-identity';
import type { WorkerPoolProps } from './worker-pool-props';
import type { VirtualMachinePoolSpec } from '../../imports/pool.kubevirt.io';
import { migrationBars } from '../machines/live-migration';
import { EvictionStrategy } from '../machines/strategies';
import type { Sentence } from '../toolkit/problems';
import { Quantity } from '../toolkit/quantity';
import { items, present } from '../toolkit/shape';

/** What is wrong with a pool's spec beyond its schema and beyond its machines; looked at after every override and patch. */
export function poolProblems(spec: VirtualMachinePoolSpec, name: string, props: WorkerPoolProps): Sentence[] {
  return [
    replicas(spec, props),
    ...updateStrategy(spec),
    ...scaleIn(spec, props),
    autohealing(spec, props),
    ...membership(spec, name),
    ...eviction(spec, props),
    ...smallerThanImage(spec, props),
    ...architecture(spec),
    ...sharedIdentity(spec),
  ];
}

function replicas(spec: VirtualMachinePoolSpec, { externallyScaled }: WorkerPoolProps): Sentence {
  const count = spec.replicas;
  if (count === undefined) return externallyScaled === undefined ? 'replicas is missing, which KubeVirt takes for 1: it would delete all members but one. Write replicas, or say in externallyScaled who sets the number.' : undefined;
  if (externallyScaled === undefined) return undefined;
  return `replicas is ${count}, but externallyScaled says that ${externallyScaled.by} sets the number: each sync would set it back. Write one of the two.`;
}

// The same file: strategies exclude each other. That none equals the most dangerous one: pkg/virt-controller/watch/pool/pool.go.
function updateStrategy({ updateStrategy: strategy }: VirtualMachinePoolSpec): Sentence[] {
  const kinds = present(strategy);
  return [
    kinds.length === 0 ? 'updateStrategy is empty, which KubeVirt takes for proactive: a changed template restarts members, and a changed disk deletes them with their disks. Write updateStrategy: {opportunistic: {}}, or {proactive: {}} if that is wanted.' : undefined,
    kinds.length > 1 ? `updateStrategy has ${kinds.join(' and ')}, which exclude each other. Write one.` : undefined,
  ];
}

function scaleIn({ scaleInStrategy: strategy }: VirtualMachinePoolSpec, { acceptRisks = [] }: WorkerPoolProps): Sentence[] {
  const kinds = present(strategy);
  const risky = strategy?.proactive?.selectionPolicy?.selectors !== undefined && !acceptRisks.includes(PoolRisk.SCALE_IN_SELECTORS_CRASH_CONTROLLER);
  return [
    kinds.length === 0 ? 'scaleInStrategy is empty, which KubeVirt takes for: any member, and its disks with it. Write proactive with statePreservation and a sortPolicy.' : undefined,
    kinds.length > 1 ? `scaleInStrategy has ${kinds.join(' and ')}, which exclude each other. Write one.` : undefined,
    risky ? 'scaleInStrategy.proactive.selectionPolicy.selectors crash virt-controller, and with it every machine\'s care, when they match fewer members than must go. Write a sortPolicy instead, or accept the risk by name: PoolRisk.SCALE_IN_SELECTORS_CRASH_CONTROLLER.' : undefined,
  ];
}

function autohealing(spec: VirtualMachinePoolSpec, { acceptRisks = [] }: WorkerPoolProps): Sentence {
  if (spec.autohealing === undefined || acceptRisks.includes(PoolRisk.AUTOHEALING_DELETES_FOREIGN_MACHINES)) return undefined;
  return 'autohealing deletes failing machines of the whole namespace with their disks, not only those of this pool; a full cluster is failure enough. Leave it out, or accept the risk by name in a namespace that holds nothing but this pool: PoolRisk.AUTOHEALING_DELETES_FOREIGN_MACHINES.';
}

// vmpool-admitter.go: the selector must match the machines' labels. That instances carry the label too is our own rule: services and affinity look there.
function membership(spec: VirtualMachinePoolSpec, name: string): Sentence[] {
  const template = spec.virtualMachineTemplate;
  const selector = spec.selector?.matchLabels ?? {};
  const places = { 'virtualMachineTemplate.metadata.labels': template?.metadata?.labels, 'virtualMachineTemplate.spec.template.metadata.labels': template?.spec?.template?.metadata?.labels };
  const own = present(spec.selector).join() === 'matchLabels' && present(selector).join() === POOL_LABEL && selector[POOL_LABEL] === name;
  return [
    own ? undefined : `selector is ${JSON.stringify(spec.selector)}, but the label ${POOL_LABEL} alone tells the members of a pool, and a selector can never be changed again. Leave it as it is, and add labels instead.`,
    ...Object.entries(places).map(([at, labels]) => (labels?.[POOL_LABEL] === name ? undefined : `${at} has ${JSON.stringify(labels?.[POOL_LABEL]) ?? 'nothing'} for ${POOL_LABEL}, by which selector, services and affinity know the members of pool "${name}". Leave the label as it is.`)),
  ];
}

function eviction(spec: VirtualMachinePoolSpec, { evictionHandler }: WorkerPoolProps): Sentence[] {
  const machine = spec.virtualMachineTemplate?.spec;
  const strategy = machine?.template?.spec?.evictionStrategy;
  const bars = machine !== undefined && strategy === EvictionStrategy.LIVE_MIGRATE ? migrationBars(machine) : [];
  return [
    strategy === EvictionStrategy.EXTERNAL && !evictionHandler?.trim() ? 'evictionStrategy External makes a drain wait until a controller has acted, and none is named, so it would wait for ever. Name it in evictionHandler, or write LiveMigrateIfPossible.' : undefined,
    ...bars.map((bar) => `evictionStrategy LiveMigrate makes a drain wait for ever for a machine that cannot be live-migrated, and this one cannot: ${bar}. Change that, or write LiveMigrateIfPossible.`),
  ];
}

// A VirtualMachine gets its architecture before it is validated, a pool's template does not: no mutating webhook looks at pools
// (KubeVirt v1.9.0 pkg/virt-operator/resource/generate/components/webhooks.go). Seen on the real virt-api.
function architecture(spec: VirtualMachinePoolSpec): Sentence[] {
  const vmi = spec.virtualMachineTemplate?.spec?.template?.spec;
  if (vmi?.architecture !== undefined) return [];
  const fields = { 'memory.maxGuest': vmi?.domain?.memory?.maxGuest, 'launchSecurity': vmi?.domain?.launchSecurity };
  return present(fields).map((field) => `virtualMachineTemplate.spec.template.spec.domain.${field} is refused in a pool that does not say its architecture. Write it, such as Architecture.AMD64.`);
}

// CDI never fills a clone that asks for less than its source (CDI v1.65.0 pkg/controller/common/util.go, ErrIncompatiblePVC).
function smallerThanImage(spec: VirtualMachinePoolSpec, { image }: WorkerPoolProps): Sentence[] {
  const least = image._size;
  if (least === undefined) return [];
  const clones = items(spec.virtualMachineTemplate?.spec?.dataVolumeTemplates).filter(({ spec: volume }) => {
    const { name, namespace = image.namespaceName } = volume?.sourceRef ?? {};
    return name === image.dataSourceName && namespace === image.namespaceName;
  });
  return clones.map(({ metadata, spec: volume }) => {
    const size = (volume.storage ?? volume.pvc)?.resources?.requests?.storage;
    const quantity = size === undefined ? undefined : Quantity.parse(size);
    return quantity?.isLessThan(least) ? `the disk "${metadata?.name}" of "${size}" is smaller than its image "${image.dataSourceName}" of "${least.toBytesText()}", which does not fit. Write at least "${least.toBytesText()}".` : undefined;
  });
}
