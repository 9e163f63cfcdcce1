import { TIGHTENING } from './beta-gates';
import { INSTEAD, RETIRED, SUCCESSOR } from './gate-history';
import { hasDisabledGates } from './gate-lists';
import { rivalOf, standingOf } from './standing';
import { isGateOn, wishesOf } from './wishes';
import { Severity } from '../../../findings/finding';
import { fault } from '../../../findings/rule';
import { BETA_IS_ON } from '../../../releases/beta-is-on';
import type { KubeVirtRelease } from '../../../releases/release';
import type { ClusterRule } from '../../rule';
import { kubevirt } from '../../sources';

const FIELD = 'featureGates';
const FEATURE_GATES = kubevirt('pkg/virt-config/featuregate/feature-gates.go: IsEnabled');

export const GATE_LEFT_OUT: ClusterRule = {
  id: 'KV009',
  name: 'cluster/gate-left-out',
  on: 'cluster',
  severity: Severity.INFO,
  title: 'A named feature gate is one that the release can turn on or off',
  why: 'A gate that is always on need not be listed, so it is left out.',
  remedy: 'Remove it.',
  source: FEATURE_GATES,
  acceptable: true,

  *check({ facts: { kubevirt: release, gates, turnsGatesOn } }) {
    if (!turnsGatesOn) return;
    for (const gate of new Set(gates)) {
      const reason = needless(release, gate);
      if (reason !== undefined) yield fault(FIELD, `names "${gate}", which ${reason}, so it is left out`, 'Remove it.');
    }
  },
};

/** Why a gate need not be listed, to follow "which". */
function needless(release: KubeVirtRelease, gate: string): string | undefined {
  const standing = standingOf(release, gate);
  if (standing === 'retired') return RETIRED[gate];
  return standing === 'always on' ? `is always on in ${release}` : undefined;
}

export const GATE_DEPRECATED: ClusterRule = {
  id: 'KV010',
  name: 'cluster/gate-deprecated',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'Named feature gates are not deprecated in the release',
  why: 'A later release will drop it.',
  remedy: 'Use what takes its place.',
  source: kubevirt('pkg/virt-config/featuregate/inactive.go'),
  acceptable: true,

  *check({ facts: { kubevirt: release, gates, turnsGatesOn } }) {
    if (!turnsGatesOn) return;
    for (const gate of new Set(gates)) {
      if (standingOf(release, gate) !== 'deprecated') continue;
      if (gates.includes(SUCCESSOR[gate])) continue; // KV012
      yield fault(FIELD,
        `names "${gate}", which ${release} deprecates, so a later release will drop it`, INSTEAD[gate]);
    }
  },
};

export const GATE_BECAME_FIELD: ClusterRule = {
  id: 'KV011',
  name: 'cluster/gate-became-field',
  on: 'cluster',
  severity: Severity.INFO,
  title: 'Named feature gates have not become fields in the release',
  why: 'The release has a field instead of the gate. The field is set for you.',
  remedy: 'Set the field by overrides.kubevirt.',
  source: kubevirt('pkg/virt-operator/util/config.go'),
  acceptable: true,

  *check({ facts: { kubevirt: release, gates, turnsGatesOn } }) {
    if (!turnsGatesOn) return;
    for (const gate of new Set(gates)) {
      if (standingOf(release, gate) !== 'field') continue;
      const problem = `names "${gate}", which is the field configuration.persistentReservationConfiguration.enabled `
        + `in ${release}, so that is set instead`;
      yield fault(FIELD, problem, this.remedy);
    }
  },
};

export const GATES_EXCLUDE: ClusterRule = {
  id: 'KV012',
  name: 'cluster/gates-that-exclude',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'Named feature gates do not turn each other off',
  why: 'KubeVirt does not hotplug disks declaratively while HotplugVolumes is on.',
  remedy: 'Remove one of them.',
  source: kubevirt('pkg/virt-controller/watch/vm/vm.go: handleDeclarativeVolumeHotplug'),
  acceptable: true,

  *check({ facts: { kubevirt: release, gates, turnsGatesOn } }) {
    if (!turnsGatesOn) return;
    for (const gate of new Set(gates)) {
      const rival = rivalOf(release, gate, gates);
      if (rival === undefined) continue;
      yield fault(FIELD, `names both "${rival}" and "${gate}"; the first turns the second off`,
        `Remove "${gate}". ${INSTEAD[rival]}`);
    }
  },
};

export const PLUGS_INTO_INSTANCES: ClusterRule = {
  id: 'KV057',
  name: 'cluster/gate-that-plugs-into-instances',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'No feature gate lets volumes be plugged into an instance alone',
  why: 'With HotplugVolumes, a volume that is plugged through the instance of a machine is not written into the '
    + 'VirtualMachine, so it is gone after the next start.',
  remedy: 'Name DeclarativeHotplugVolumes, with which KubeVirt refuses to plug a volume into an instance alone.',
  source: kubevirt('pkg/virt-api/rest/volumes.go: vmiVolumePatch', 'v1.7 and v1.8'),
  releases: { of: 'kubevirt', until: `v${BETA_IS_ON}` }, // there the gate is deprecated: KV010
  acceptable: true,

  *check({ facts: { gates, turnsGatesOn } }) {
    if (!turnsGatesOn || !gates.includes('HotplugVolumes') || gates.includes(SUCCESSOR.HotplugVolumes)) return;
    yield fault(FIELD, 'names "HotplugVolumes", with which a volume can be plugged into the instance of a machine '
      + 'alone, where it is gone after the next start', INSTEAD.HotplugVolumes);
  },
};

export const TIGHTENING_GATE_OFF: ClusterRule = {
  id: 'KV063',
  name: 'cluster/tightening-gate-off',
  on: 'cluster',
  severity: Severity.WARNING,
  title: 'A feature gate that only tightens stays on',
  why: 'With NodeRestriction, the virt-handler of a node changes only the instances of its own node. Without it, '
    + 'whoever takes over one node changes the machines of all.',
  remedy: 'Remove the gate from disabledFeatureGates.',
  source: kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/vmi-update-admitter.go'),
  acceptable: true,

  *check(cluster) {
    const { facts, kubevirtSpec } = cluster;
    if (!facts.turnsGatesOn || kubevirtSpec === undefined) return;
    for (const gate of TIGHTENING) {
      if (!wishesOf(cluster).disabled.includes(gate) || isGateOn(cluster, gate)) continue;
      if (facts.kubevirt.featureGateState(gate) !== 'Beta') continue;
      yield fault('disabledFeatureGates', `turns off "${gate}", which only tightens what virt-handler may change: `
        + 'whoever takes over one node can then change the machines of every node', this.remedy);
    }
  },
};

export const DISABLED_GATES_IDLE: ClusterRule = {
  id: 'KV013',
  name: 'cluster/disabled-gates-without-effect',
  on: 'cluster',
  severity: Severity.INFO,
  title: 'Feature gates are named as off only where that has an effect',
  why: `Before v${BETA_IS_ON} every gate that is not listed is off, and only NodeRestriction is listed by itself.`,
  remedy: 'Nothing needs to be done; the names count after an upgrade.',
  source: FEATURE_GATES,
  releases: { of: 'kubevirt', until: `v${BETA_IS_ON}` },
  acceptable: true,

  *check({ facts: { kubevirt: release, disabledGates, turnsGatesOn } }) {
    const idle = disabledGates.filter((gate) => !TIGHTENING.includes(gate));
    if (!turnsGatesOn || idle.length === 0) return;
    const what = hasDisabledGates(release) ? 'changes nothing in' : 'is left out for';
    yield fault('disabledFeatureGates',
      `${what} ${release}, where every gate that is not listed is off`, `It counts from v${BETA_IS_ON}.`);
  },
};
