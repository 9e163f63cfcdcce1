import type { InstancetypeMatcher } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { Fault, fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { isClusterWide } from '../../inventory/referenced';
import type { EmbeddedMachine } from '../../machines/embedded';
import { commonNames, type CommonNoun, isCommon, releasesWith } from '../../releases/common-instancetypes';
import { nearest } from '../../toolkit/nearest';
import type { MachineRule } from '../rule';
import { kubevirt } from '../sources';
import { deploysCommon, GROUP } from './kinds';

/** The name in a matcher of a machine, if the bundle does not hold the object. */
interface Named {
  readonly noun: CommonNoun;
  readonly field: string;
  readonly name: string;
  readonly cluster: ClusterView;
  /** The version of KubeVirt. */
  readonly version: string;
  readonly isWide: boolean;
  readonly embedded: boolean;
}

const FIND = 'pkg/instancetype/find/spec.go: Find; pkg/instancetype/preference/find/spec.go: FindPreference';

const PLACES = [['instancetype', 'Instancetype'], ['preference', 'Preference']] as const;

function* notInBundle({ spec }: EmbeddedMachine, { cluster, namespace }: Entry): Iterable<Named> {
  if (cluster === undefined) return;
  for (const [place, noun] of PLACES) {
    const { kind = '', name, revisionName }: InstancetypeMatcher = spec[place] ?? {};
    if (name === undefined || revisionName !== undefined) continue;
    const isWide = isClusterWide(kind);
    const full = `VirtualMachine${isWide ? 'Cluster' : ''}${noun}`;
    if (cluster.find(GROUP, full, name, isWide ? undefined : namespace) !== undefined) continue;
    const { version } = cluster.facts.kubevirt;
    const embedded = isWide && isCommon(version, noun, name);
    yield { noun, field: `${place}.name`, name, cluster, version, isWide, embedded };
  }
}

/** Those whose kind is cluster-wide, and that are not of an object of this program. */
function* notInCluster(machine: EmbeddedMachine, entry: Entry): Iterable<Named> {
  for (const named of notInBundle(machine, entry)) {
    if (named.isWide && entry.intent.ofProgram?.includes(named.noun) !== true) yield named;
  }
}

const wordOf = (noun: CommonNoun): string => (noun === 'Preference' ? 'preference' : 'instancetype');

const aWord = (noun: CommonNoun): string => `${noun === 'Preference' ? 'a' : 'an'} ${wordOf(noun)}`;

export const NOT_DEPLOYED: MachineRule = {
  id: 'SIZE009',
  name: 'instancetypes/not-deployed',
  on: 'machine',
  concerns: ['spec.instancetype', 'spec.preference'],
  severity: Severity.ERROR,
  title: 'Machines name what KubeVirt embeds only where virt-operator installs it',
  why: 'The custom resource says that the common instancetypes are not deployed, and no machine starts whose '
    + 'instancetype or preference KubeVirt does not find.',
  remedy: 'Leave configuration.commonInstancetypesDeployment of the KubeVirt custom resource out, or add the object '
    + 'to the bundle.',
  source: kubevirt('pkg/virt-operator/resource/apply/reconcile.go: commonInstancetypesDeploymentEnabled'),
  acceptable: true,

  *check(machine, entry) {
    for (const { noun, field, name, cluster, embedded } of notInCluster(machine, entry)) {
      if (!embedded || deploysCommon(cluster)) continue;
      yield fault(field, `"${name}" is ${aWord(noun)} of KubeVirt's own, but configuration.`
        + 'commonInstancetypesDeployment.enabled of the KubeVirt custom resource is false, so the cluster does not '
        + 'have it',
      'Leave commonInstancetypesDeployment out, or add the object to the bundle.');
    }
  },
};

export const UNKNOWN_COMMON: MachineRule = {
  id: 'SIZE010',
  name: 'instancetypes/unknown-common',
  on: 'machine',
  concerns: ['spec.instancetype', 'spec.preference'],
  severity: Severity.WARNING,
  title: 'A name that looks like one of KubeVirt\'s own is one of them',
  why: 'No machine starts whose instancetype or preference KubeVirt does not find.',
  remedy: 'Correct the name.',
  source: kubevirt(FIND),
  acceptable: true,

  *check(machine, entry) {
    for (const named of notInCluster(machine, entry)) {
      if (named.embedded || named.cluster.facts.isComplete || !deploysCommon(named.cluster)) continue;
      const { noun, field, name, version } = named;
      const others = releasesWith(noun, name);
      if (others.length > 0) {
        yield fault(field, `"${name}" is ${aWord(noun)} that KubeVirt ${others.join(' and ')} brings, but `
          + `${version} does not`, 'Name another one.');
        continue;
      }
      const meant = meantName(name, commonNames(version, noun));
      if (meant === undefined) continue;
      yield fault(field, `"${name}" is not among the ${wordOf(noun)}s that KubeVirt ${version} brings`,
        `Did you mean "${meant}"?`);
    }
  },
};

export const MISSING_CLUSTER_WIDE: MachineRule = {
  id: 'SIZE011',
  name: 'instancetypes/missing-cluster-wide',
  on: 'machine',
  concerns: ['spec.instancetype', 'spec.preference'],
  severity: Severity.ERROR,
  title: 'A complete bundle holds the cluster-wide sizes and preferences that are not KubeVirt\'s own',
  why: 'No machine starts whose instancetype or preference KubeVirt does not find.',
  remedy: 'Add the object, correct the name, or set bundleIsComplete of the cluster to false.',
  source: kubevirt(FIND),
  acceptable: true,

  *check(machine, entry) {
    for (const { noun, field, name, cluster, embedded, version } of notInCluster(machine, entry)) {
      if (embedded || !cluster.facts.isComplete) continue;
      const kind = `VirtualMachineCluster${noun}`;
      const meant = nearest(name, [...commonNames(version, noun), ...namesIn(cluster, kind)]);
      yield* missing(field, `"${name}" names a ${kind} that neither the bundle nor KubeVirt ${version} holds, although `
        + 'the bundle is said to be complete', meant);
    }
  },
};

export const ELSEWHERE: MachineRule = {
  id: 'SIZE018',
  name: 'instancetypes/elsewhere',
  on: 'machine',
  concerns: ['spec.instancetype', 'spec.preference'],
  severity: Severity.ERROR,
  title: 'A machine takes sizes and preferences of its own tenant or cluster',
  why: 'KubeVirt looks for them in the machine\'s namespace and in its cluster, and no machine starts without them.',
  remedy: 'Make the Instancetype or the Preference below the tenant or the cluster of the machine.',
  source: kubevirt(FIND),
  acceptable: false,

  *check(machine, entry) {
    const { cluster, intent, namespace } = entry;
    for (const { noun, field, name, isWide } of notInBundle(machine, entry)) {
      if (intent.ofProgram?.includes(noun) !== true) continue;
      // Rules about complete tenants and bundles report these.
      const isComplete = cluster!.facts.isComplete || cluster!.tenantsOf(namespace).some((each) => each.isComplete);
      if (!isWide && noun === 'Instancetype' && isComplete) continue;
      if (!isWide && noun === 'Preference' && cluster!.facts.isComplete) continue;
      yield fault(field, `"${name}" is ${aWord(noun)} of another ${isWide ? 'cluster' : 'tenant'}, so KubeVirt does `
        + 'not find it for this machine',
      `Make the ${noun} below the ${isWide ? 'cluster' : 'tenant'} of the machine.`);
    }
  },
};

function* missing(field: string, problem: string, meant: string | undefined): Iterable<Fault> {
  const otherwise = 'Add the object, correct the name, or set bundleIsComplete to false.';
  yield fault(field, problem, meant === undefined ? otherwise : `Did you mean "${meant}"?`);
}

function namesIn(cluster: ClusterView, kind: string): string[] {
  return cluster.of(GROUP, kind).map(({ object }) => String(object?.metadata.name));
}

/**
 * The name of KubeVirt's own that a name certainly means: one of the same series, as `u1` in `u1.medium`, or, without
 * a series, one with the same digits. Names of others, such as `t3.large` or `debian12`, mean none.
 */
function meantName(name: string, names: readonly string[]): string | undefined {
  const [series, ...size] = name.split('.');
  const inSeries = names.filter((each) => each.startsWith(`${series}.`));
  if (size.length > 0) return nearest(name, inSeries);
  const meant = nearest(name, names);
  return meant !== undefined && digitsOf(meant) === digitsOf(name) ? meant : undefined;
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
