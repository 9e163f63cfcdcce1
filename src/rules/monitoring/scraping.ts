import { Severity } from '../../findings/finding';
import { wholeFault } from '../../findings/rule';
import type { ClusterView } from '../../inventory/cluster-view';
import type { MonitoringFacts } from '../../inventory/known';
import type { ClusterRule, PropRule } from '../rule';
import { kubevirt, own } from '../sources';

const STRATEGY = kubevirt(
  'pkg/virt-operator/resource/generate/install/strategy.go: getMonitorNamespace, GenerateCurrentInstallStrategy',
);

/** Where KubeVirt's operator looks for an account of Prometheus if the custom resource does not say, and for which. */
const NAMESPACES = ['openshift-monitoring', 'monitoring'];
const ACCOUNT = 'prometheus-k8s';

/** The Prometheus that KubeVirt's operator looks for. */
interface Sought {
  readonly namespaces: readonly string[];
  readonly account: string;
  /** Whether the program says so. */
  readonly isStated: boolean;
}

function soughtIn({ kubevirtSpec }: ClusterView): Sought {
  const { monitorNamespace, monitorAccount, serviceMonitorNamespace } = kubevirtSpec ?? {};
  return {
    namespaces: monitorNamespace === undefined ? NAMESPACES : [monitorNamespace],
    account: monitorAccount ?? ACCOUNT,
    isStated: [monitorNamespace, monitorAccount, serviceMonitorNamespace].some((field) => field !== undefined),
  };
}

function isFound({ namespace, serviceAccount = ACCOUNT }: MonitoringFacts, { namespaces, account }: Sought): boolean {
  return namespaces.includes(namespace) && account === serviceAccount;
}

export const SCRAPED_TWICE: ClusterRule = {
  id: 'MON001',
  name: 'monitoring/scraped-twice',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'Either the program or the operators themselves have Prometheus scrape KubeVirt',
  why: 'Prometheus then has each series of KubeVirt twice, so sums are twice as large and alerts fire twice.',
  remedy: 'Leave out monitoring of the KubeVirtCluster, or write Scraping.byOperators().',
  source: STRATEGY,
  acceptable: true,

  *check(cluster) {
    const sought = soughtIn(cluster);
    for (const monitoring of cluster.monitorings.filter(({ scrapedBy }) => scrapedBy === 'program')) {
      const { where, serviceAccount } = monitoring;
      if (sought.isStated) {
        yield {
          where,
          ...wholeFault('scraping is done by objects of the program, and the KubeVirt custom resource '
          + 'names Prometheus too, for which its operator makes a ServiceMonitor', this.remedy),
        };
      } else if (serviceAccount !== undefined && isFound(monitoring, sought)) {
        yield {
          where,
          ...wholeFault('scraping is done by objects of the program, and KubeVirt\'s operator makes a '
          + `ServiceMonitor of its own: it finds the ServiceAccount "${ACCOUNT}" in namespace `
          + `"${monitoring.namespace}"`, 'Write Scraping.byOperators().'),
        };
      }
    }
  },
};

export const OPERATORS_FIND_NOBODY: ClusterRule = {
  id: 'MON002',
  name: 'monitoring/operators-find-nobody',
  on: 'cluster',
  severity: Severity.ERROR,
  title: 'If the operators have Prometheus scrape KubeVirt, they look for the Prometheus that there is',
  why: 'KubeVirt\'s operator makes its ServiceMonitor, its PrometheusRule and the rights only if it finds the '
    + 'ServiceAccount of Prometheus. Otherwise it writes a line to its log.',
  remedy: 'Give monitoring of the KubeVirtCluster the namespace and the ServiceAccount of Prometheus.',
  source: STRATEGY,
  acceptable: true,

  *check(cluster) {
    if (cluster.kubevirtSpec === undefined) return; // whoever installs KubeVirt says where it looks
    const sought = soughtIn(cluster);
    for (const monitoring of cluster.monitorings.filter(({ scrapedBy }) => scrapedBy === 'operators')) {
      if (isFound(monitoring, sought)) continue;
      const { where, namespace, serviceAccount = ACCOUNT } = monitoring;
      yield {
        where,
        ...wholeFault(`KubeVirt's operator looks for the ServiceAccount "${sought.account}" in namespace `
        + `${sought.namespaces.map((each) => `"${each}"`).join(' or ')}, and Prometheus has "${serviceAccount}" in `
        + `"${namespace}"`, this.remedy),
      };
    }
  },
};

export const NOTHING_TO_SELECT_BY: PropRule = {
  id: 'MON003',
  name: 'monitoring/nothing-to-select-by',
  on: 'props',
  severity: Severity.ERROR,
  title: 'ServiceMonitors of ours have a label by which Prometheus selects them',
  why: 'A Prometheus that selects every ServiceMonitor also takes those that CDI\'s operator always makes, and those '
    + 'of KubeVirt\'s, and so scrapes the same pods twice.',
  remedy: 'Write labels, such as { release: \'kube-prometheus-stack\' }, or Scraping.byOperators().',
  source: own('docs/how-to/monitoring.md'),
  acceptable: true,
};
