import type { KubeVirtSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { Entry } from '../../inventory/entry';
import { migrationBarsOf } from '../../inventory/migration';
import { counted } from '../../toolkit/counted';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

const KINDS = ['kubevirt.io/KubeVirt'];

export const EVICTS_WORKLOADS: ObjectRule = {
  id: 'KV026',
  name: 'cluster/evicts-workloads',
  on: 'object',
  kinds: KINDS,
  severity: Severity.WARNING,
  title: 'Machines that cannot be moved are not shut down by an upgrade',
  why: 'With the method "Evict", KubeVirt shuts such machines down after every upgrade, and when cores or memory are '
    + 'added to their spec; without LiveMigrate beside it, all others too.',
  remedy: 'Remove "Evict" unless all machines may be stopped at any time.',
  source: kubevirt('pkg/virt-controller/watch/workload-updater/workload-updater.go'),
  acceptable: true,

  *check({ spec }: { spec: KubeVirtSpec }, { cluster }) {
    const methods = spec.workloadUpdateStrategy?.workloadUpdateMethods ?? [];
    if (!methods.includes('Evict')) return;
    const which = methods.includes('LiveMigrate') ? 'machines that cannot be moved' : 'all machines';
    const problem = `holds "Evict": ${which} are shut down after every upgrade, and when cores or memory are added to `
      + `their spec${evicted(methods, cluster)}`;
    yield fault('spec.workloadUpdateStrategy.workloadUpdateMethods', problem, this.remedy);
  },
};

/** The machines of the bundle that an upgrade shuts down, as the end of a sentence. */
function evicted(methods: readonly string[], cluster: ClusterView | undefined): string {
  if (cluster === undefined || !methods.includes('LiveMigrate')) return '';
  const [first, ...others] = cluster.machines.filter((each) => migrationBarsOf(each).length > 0);
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : ` and of ${counted(others.length, 'other object')}`;
  return `, such as those of ${first.where}${more}`;
}

export const IMAGE_TAG: ObjectRule = {
  id: 'KV027',
  name: 'cluster/image-tag',
  on: 'object',
  kinds: KINDS,
  severity: Severity.WARNING,
  title: 'The operator installs the components of its own release',
  why: 'imageTag makes it install those of another one, whose roles and CRDs it does not have.',
  remedy: 'Choose that release instead.',
  source: kubevirt('pkg/virt-operator/util/config.go: GetTargetConfigFromKV'),
  acceptable: true,

  *check({ spec }: { spec: KubeVirtSpec }, { cluster }: Entry) {
    const { imageTag } = spec;
    const version = cluster?.facts.kubevirt.version;
    if (imageTag === undefined || imageTag === '' || version === undefined || imageTag === version) return;
    const problem = `"${imageTag}" makes the operator install other components than those of ${version}, whose roles `
      + 'and CRDs it has';
    yield fault('spec.imageTag', problem, this.remedy);
  },
};

export const EXTERNAL_EVICTION: ObjectRule = {
  id: 'KV028',
  name: 'cluster/external-eviction',
  on: 'object',
  kinds: KINDS,
  severity: Severity.WARNING,
  title: 'Drains do not wait for a controller that not every machine has',
  why: 'With "External", an eviction is refused and only marked on the machine, so a drain waits until a controller '
    + 'of your own moves it.',
  remedy: 'Set it on the machines that have such a controller instead.',
  source: kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go'),
  acceptable: true,

  *check({ spec }: { spec: KubeVirtSpec }) {
    if (spec.configuration?.evictionStrategy !== 'External') return;
    yield fault('spec.configuration.evictionStrategy',
      'is "External": a drain ends only if a controller of your own moves every machine away', this.remedy);
  },
};

export const REMOVES_MACHINES: ObjectRule = {
  id: 'KV029',
  name: 'cluster/removes-machines',
  on: 'object',
  kinds: KINDS,
  severity: Severity.WARNING,
  title: 'Removing the KubeVirt custom resource does not delete machines',
  why: 'With "RemoveWorkloads", KubeVirt deletes every machine of the cluster together with its custom resource.',
  remedy: 'Leave uninstallStrategy at BlockUninstallIfWorkloadsExist.',
  source: kubevirt('pkg/virt-operator/webhooks/webhook.go: KubeVirtDeletionAdmitter'),
  acceptable: true,

  *check({ spec }: { spec: KubeVirtSpec }) {
    if (spec.uninstallStrategy !== 'RemoveWorkloads') return;
    yield fault('spec.uninstallStrategy',
      'is "RemoveWorkloads": removing the KubeVirt custom resource deletes every machine of the cluster', this.remedy);
  },
};

export const PPC64LE: ObjectRule = {
  id: 'KV030',
  name: 'cluster/ppc64le',
  on: 'object',
  kinds: KINDS,
  severity: Severity.WARNING,
  title: 'Nothing is configured for ppc64le',
  why: 'KubeVirt no longer supports that architecture.',
  remedy: 'Remove it.',
  source: kubevirt('staging/src/kubevirt.io/api/core/v1/types.go: ArchConfiguration'),
  acceptable: true,

  *check({ spec }: { spec: KubeVirtSpec }) {
    if (spec.configuration?.architectureConfiguration?.ppc64le === undefined) return;
    yield fault('spec.configuration.architectureConfiguration.ppc64le',
      'is no longer supported by KubeVirt', this.remedy);
  },
};
