import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { AlertFacts } from './alerts/alert';
import { ALERTS } from './alerts/alerts';
import { DEFAULT_THRESHOLDS, givenThresholds } from './alerts/thresholds';
import type { AlertOptions, MonitoringProps } from './monitoring-props';
import type { PlainObject } from './plain-object';
import { alertGroups, capacityGroup, RuleGroup } from './rules/groups';
import { prometheusRule, ruleFile, ruleText } from './rules/prometheus-rule';
import { scheduledBackups } from './schedules';
import { binding, clusterRole, discoveryRights, scraperPolicy } from './scraping/access';
import { Scraping } from './scraping/scraping';
import { targetsOf } from './scraping/targets';
import { stateConfigMap } from './state/config-map';
import { stateRights } from './state/configuration';
import { InfraCluster } from '../cluster/infra-cluster';
import { inventoryOfCluster } from '../cluster/view';
import { report } from '../findings/findings';
import { wholeFault } from '../findings/rule';
import { takeProps } from '../given/given';
import { intend, tell } from '../inventory/tell';
import { labelled } from '../layout/labels';
import { Layer } from '../layout/layer';
import { place } from '../layout/placement';
import { STAND_IN } from '../props/usable';
import {
  ALERT_LABELS, alertLabelFaults, ALERTS_LEFT_OUT, runbookFaults, RUNBOOKS, thresholdFaults, THRESHOLDS,
} from '../rules/monitoring/alerts';
import { MONITORING_NAMES, nameFaults } from '../rules/monitoring/names';
import { NOTHING_TO_SELECT_BY } from '../rules/monitoring/scraping';

/** The runbooks of this library. */
const OWN_RUNBOOKS = 'https://github.com/cdk8s-kubevirt/cdk8s-kubevirt/blob/main/docs/runbooks';

/**
 * What watches an infra cluster: how Prometheus scrapes KubeVirt and CDI, a configuration with which kube-state-metrics
 * makes metrics of pools, disks and images, alerts about what upstream's own alerts miss, and recording rules of
 * capacity. It works where KubeVirt exists already as well.
 *
 * Prometheus, Alertmanager and kube-state-metrics are not installed, and upstream's alerts are not repeated. The
 * objects are in the layer `40-monitoring`, which nothing waits for: if the kinds of prometheus-operator are not there,
 * everything else is applied.
 */
export class Monitoring extends Construct {
  /** The namespace of Prometheus. */
  public readonly namespaceName: string;
  /** The objects, in the order in which they are written. */
  public readonly objects: ApiObject[];

  private readonly cluster: InfraCluster;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    const given = takeProps({
      scope,
      id,
      props,
      struct: 'MonitoringProps',
      open: new.target !== Monitoring,
      standIns: { scraping: () => Scraping.none() },
    });
    super(scope, given.id);
    given.report(this);
    place(this, { layer: Layer.MONITORING, file: given.id, outsideTenant: true });
    this.cluster = InfraCluster.containing(this);
    const { scraping, namespace = 'monitoring', serviceAccount, alerts = {} } = given.props;
    this.namespaceName = namespace;
    tell(this, { monitoring: { namespace, serviceAccount, scrapedBy: scraping._scrapedBy } });
    this.checkAlerts(given.props, alerts);

    const name = given.props.name ?? given.id;
    const faults = [...nameFaults({ ...given.props, name, namespace })];
    report(this, MONITORING_NAMES, faults);
    const objects = this.objectsOf(given.props, faults.some(({ field }) => field === 'name') ? STAND_IN : name);
    this.objects = objects.map((object) => {
      const metadata = { ...object.metadata, labels: labelled(this, given.props.labels) };
      const apiObject = new ApiObject(this, `${object.kind}-${this.node.children.length}`, { ...object, metadata });
      intend(apiObject, { propOf });
      return apiObject;
    });
  }

  private checkAlerts(props: MonitoringProps, alerts: AlertOptions): void {
    const { scraping, labels = {}, stateMetrics = true } = props;
    if (scraping._needsLabels && Object.keys(labels).length === 0) {
      report(this, NOTHING_TO_SELECT_BY, [wholeFault(
        'ServiceMonitors of the program have no label of their own, so Prometheus selects them only if it selects '
        + 'those of the operators of KubeVirt and CDI as well', NOTHING_TO_SELECT_BY.remedy)]);
    }
    if (alerts.runbooks !== undefined) report(this, RUNBOOKS, runbookFaults(alerts.runbooks));
    report(this, THRESHOLDS, thresholdFaults(givenThresholds(alerts.thresholds)));
    report(this, ALERT_LABELS, alertLabelFaults([
      ['alerts.clusterLabel', alerts.clusterLabel ?? 'cluster'],
      ['alerts.tenantLabel', alerts.tenantLabel ?? 'tenant'],
      ...Object.keys(alerts.labels ?? {}).map((name) => ['alerts.labels', name] as const),
    ]));
    const { enabled = true, without = [] } = alerts;
    const missing = ALERTS.filter(({ name, needsState }) => needsState && !without.includes(name));
    if (!enabled || stateMetrics || missing.length === 0) return;
    report(this, ALERTS_LEFT_OUT, [wholeFault('kube-state-metrics gets no configuration, so these alerts are left out: '
      + missing.map(({ name }) => name).join(', '), ALERTS_LEFT_OUT.remedy)]);
  }

  private objectsOf(props: MonitoringProps, name: string): PlainObject[] {
    const { scraping, serviceAccount, networkPolicies = false, stateMetrics = true } = props;
    const namespace = this.namespaceName;
    const targets = targetsOf(this.cluster);
    const account = serviceAccount === undefined ? undefined : { namespace, name: serviceAccount };
    return [
      ...scraping._objects({ name, namespace, targets }),
      ...(account === undefined ? [] : targets.filter(({ end }) => scraping._needsRights(end, account.name))
        .flatMap((target) => discoveryRights(name, target, account))),
      ...(networkPolicies ? targets.map((target) => scraperPolicy(name, target, namespace)) : []),
      ...(stateMetrics ? this.stateObjects(name, props.stateMetricsAccount) : []),
      ...this.ruleObjects(props, name),
    ];
  }

  private stateObjects(name: string, account: string | undefined): PlainObject[] {
    const role = clusterRole(`${name}-kube-state-metrics`, stateRights(this.cluster));
    const [namespace, own] = account?.split('/') ?? [];
    return [
      stateConfigMap(name, this.namespaceName, this.cluster),
      role,
      ...(own === undefined ? [] : [binding('ClusterRole', role.metadata, { namespace, name: own })]),
    ];
  }

  /** The rules; schedules of backups may be added later in the program. */
  private ruleObjects(props: MonitoringProps, name: string): PlainObject[] {
    const { scraping, alerts: { enabled = true } = {}, capacityRules = true } = props;
    if (!enabled && !capacityRules) return [];
    const groups = (): RuleGroup[] => [
      ...(enabled ? this.alertGroups(props) : []),
      ...(capacityRules ? [capacityGroup(props.nodeGroupLabel)] : []),
    ];
    return [scraping._isByOperator
      ? prometheusRule(name, this.namespaceName, Lazy.any({ produce: groups }))
      : ruleFile(name, this.namespaceName, Lazy.any({ produce: () => ruleText(groups()) }))];
  }

  private alertGroups({ alerts = {}, stateMetrics = true }: MonitoringProps): RuleGroup[] {
    const { without = [], labels, clusterLabel = 'cluster', tenantLabel = 'tenant', runbooks = OWN_RUNBOOKS } = alerts;
    const facts: AlertFacts = {
      thresholds: { ...DEFAULT_THRESHOLDS, ...givenThresholds(alerts.thresholds) },
      kubevirt: this.cluster.kubevirt.version,
      cdi: this.cluster.cdi.version,
      schedules: inventoryOfCluster(this.cluster, scheduledBackups),
    };
    const chosen = ALERTS.filter(({ name, needsState }) => !without.includes(name) && (stateMetrics || !needsState));
    return alertGroups(chosen, facts, {
      labels: { [clusterLabel]: this.cluster.clusterName, ...labels },
      tenantLabel,
      runbooks: runbooks.replace(/\/+$/, ''),
    });
  }
}

function propOf(field: string): string | undefined {
  if (field === 'metadata.name') return 'name';
  return field.startsWith('metadata.labels') ? field.replace('metadata.', '') : undefined;
}
